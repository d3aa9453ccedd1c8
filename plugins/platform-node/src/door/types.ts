import {
  ExternalFault,
  Observation,
  ProbeAnswer,
  ProbeTarget,
  Source,
} from '@254carbon/backstage-plugin-platform-common';

/** What a call through the door may set. */
export interface DoorRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  headers?: Record<string, string>;
  body?: string;
  /** Milliseconds until the call is given up; 10,000 unless set. */
  timeoutMs?: number;
  /** Bytes of the body that are kept; 4,096 unless set. */
  maxBytes?: number;
  signal?: AbortSignal;
}

/** An answer to a call through the door; any status counts as an answer. */
export interface DoorAnswer {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** Cut at `maxBytes` and scrubbed of anything that looks like a credential. */
  body: string;
  /** The body was longer than `maxBytes`. */
  truncated: boolean;
  durationMs: number;
}

/** What kept an answer from coming; `own` when it was the portal's side, so that nobody else is to blame. */
export type KnockFault = ExternalFault | 'own';

/** What came of calling an address. */
export type Knock =
  | { ok: true; answer: DoorAnswer }
  | { ok: false; fault: KnockFault; reason: string };

/** Where a system's own API is: behind a Kubernetes Service, or at an address. */
export type ApiPlace =
  | {
      type: 'service';
      cluster: string;
      namespace: string;
      serviceName: string;
      port: number;
      scheme: 'http' | 'https';
    }
  /** The path of the address, if it has one, goes before every path that is asked for. */
  | { type: 'address'; url: string };

/** A question to a system's own API, and how its answer is read. */
export interface ApiQuestion<T> {
  place: ApiPlace;
  /** Starts with `/`, may carry a query. */
  path: string;
  request?: DoorRequest;
  /** Where it says that it is from. */
  source: Source;
  /**
   * Makes of the answer, as it came, what is wanted. What it returns is scrubbed before it leaves the door; what it
   * throws becomes the reason, so a message must not repeat the answer.
   */
  read(answer: DoorAnswer): T;
}

/** An answer of an API server, its body not yet read. */
export interface ClusterAnswer {
  status: number;
  headers: Record<string, string>;
  body: AsyncIterable<Uint8Array>;
  /** Ends the connection; to be called when the body is not read to its end. */
  discard(): void;
}

/** The way to one API server: base URL, identity and trust are filled in. */
export interface ClusterConnection {
  readonly name: string;
  /**
   * Sends a request to the API server. `path` starts with `/` and may carry a query.
   *
   * @throws DoorError when there is no answer: no connection, no trust, timeout before the headers.
   */
  request(
    path: string,
    options: {
      method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
      headers?: Record<string, string>;
      body?: string;
      /** Milliseconds to the headers, and between two pieces of the body. */
      timeoutMs: number;
      signal?: AbortSignal;
    },
  ): Promise<ClusterAnswer>;
}

/**
 * The one way out of the portal towards the platform. Callers say *what* they want to reach, by the name
 * that it has on the platform; configuration (`platform.routes`, `platform.hosts`) says how.
 */
export interface PlatformDoor {
  /**
   * Calls an HTTP address, after {@link PlatformDoor.resolve}. Redirects are not followed. An answer with
   * an error status is still an answer; `ok: false` means that there was none.
   */
  fetch(url: string, request?: DoorRequest): Promise<Observation<DoorAnswer>>;
  /** Like {@link PlatformDoor.fetch}, and tells apart what kept an answer from coming. Never rejects. */
  knock(url: string, request?: DoorRequest): Promise<Knock>;
  /** Asks a service how it is; `ok: false` when nobody could be asked, with the reason and cure. */
  probe(
    target: ProbeTarget,
    options?: { signal?: AbortSignal },
  ): Promise<Observation<ProbeAnswer>>;
  /**
   * Asks a system's own API, by the same route as a probe. `ok: false` when nobody could be asked or the answer was
   * none.
   */
  ask<T>(question: ApiQuestion<T>): Promise<Observation<T>>;
  /** The address that is really called for a URL: the host map applied, or the URL itself. */
  resolve(url: string): string;
  /** The connection to a configured cluster's API server, or `undefined` when it is unknown or unusable. */
  cluster(name: string): ClusterConnection | undefined;
  /** Closes every connection. */
  close(): Promise<void>;
}
