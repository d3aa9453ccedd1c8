import { WantedKind } from '../kubernetes/wantedKinds';

/** How the portal identifies itself to a cluster. */
export type ClusterCredential =
  /** A token from configuration. */
  | { type: 'token'; token: string }
  /** The token that Kubernetes mounts into the portal's own pod; read again as it rotates. */
  | { type: 'token-file'; path: string }
  /** A client certificate with its key, both PEM. */
  | { type: 'certificate'; cert: string; key: string }
  /** No identity: `kubectl proxy` on this machine. */
  | { type: 'none' };

/** A cluster that the portal reads. */
export interface ClusterConfig {
  name: string;
  title?: string;
  /** Base URL of the API server, without a trailing slash. */
  url: string;
  credential: ClusterCredential;
  /** Certificate authority as PEM text. */
  ca?: string;
  /** Do not check the server's certificate. */
  skipTlsVerify: boolean;
  /** Name that the server's certificate must have, when it is not that of the address. */
  serverName?: string;
  /**
   * Why this cluster cannot be read with the configuration that it has, with the cure. The cluster is
   * then shown as failing; nothing is asked of it.
   */
  unusable?: string;
}

/** How service addresses of one cluster are reached from where the portal runs. */
export type Route =
  /** Through the API server's service proxy. */
  | { type: 'service-proxy' }
  /** By cluster DNS; the portal runs inside the cluster. */
  | { type: 'in-cluster' }
  /**
   * Through the edge. `url` has the placeholders `{service}`, `{namespace}` and `{port}`; `headers` carry
   * the access service token.
   */
  | { type: 'external'; url: string; headers: Record<string, string> }
  /** Not at all: probes are `unknown: no route`. */
  | { type: 'none' };

/** The types of {@link Route}. */
export const ROUTE_TYPES = [
  'service-proxy',
  'in-cluster',
  'external',
  'none',
] as const;

/** How services are asked for their health. All durations in milliseconds. */
export interface ProbeConfig {
  intervalMs: number;
  timeoutMs: number;
  concurrency: number;
}

/** Configuration of everything that leaves the portal towards the platform. Frozen. */
export interface PlatformConfig {
  clusters: readonly ClusterConfig[];
  /** By cluster name; a cluster without an entry uses `service-proxy`. */
  routes: ReadonlyMap<string, Route>;
  /** `host` or `host:port` (lower case) to the address that is really called. */
  hosts: ReadonlyMap<string, string>;
  probes: Readonly<ProbeConfig>;
  /** What is read of a cluster when it serves it; what the portal knows by itself unless given. */
  wanted?: readonly WantedKind[];
}
