import { readFileSync } from 'node:fs';
import { Config } from '@backstage/config';
import { z } from 'zod';
import { chooseCredential, POD_IDENTITY } from './credential';
import { checkConfig } from './checkConfig';
import { readOwnClusters } from './readOwnClusters';
import { ClusterConfig } from './types';

const AUTH_PROVIDER = 'kubernetes.io/auth-provider';

/** What the portal uses of a cluster in Backstage's own block; the rest is Backstage's business. */
const ClusterSchema = z.object({
  name: z.string().min(1),
  title: z.string().optional(),
  url: z.url({ protocol: /^https?$/ }),
  authProvider: z.string().optional(),
  authMetadata: z.record(z.string(), z.string()).optional(),
  serviceAccountToken: z.string().optional(),
  caData: z.string().optional(),
  caFile: z.string().optional(),
  skipTLSVerify: z.boolean().optional(),
});
type ClusterInput = z.infer<typeof ClusterSchema>;

const LocatorSchema = z.object({
  type: z.string(),
  clusters: z.array(z.unknown()).optional(),
});

const LOCAL_PROXY: ClusterConfig = {
  name: 'local',
  url: 'http://localhost:8001',
  credential: { type: 'none' },
  skipTlsVerify: false,
};

function readCertificateAuthority(
  cluster: ClusterInput,
): Pick<ClusterConfig, 'ca' | 'unusable'> {
  if (cluster.caData) {
    return { ca: Buffer.from(cluster.caData, 'base64').toString('utf8') };
  }
  const file =
    cluster.caFile ??
    (cluster.serviceAccountToken ? undefined : `${POD_IDENTITY}/ca.crt`);
  if (!file) return {};
  try {
    return { ca: readFileSync(file, 'utf8') };
  } catch (error) {
    if (!cluster.caFile) return {};
    return {
      unusable: `The certificate authority of cluster ${
        cluster.name
      } cannot be read from ${file} (${
        (error as NodeJS.ErrnoException).code ?? 'unreadable'
      }); mount the file or set caData.`,
    };
  }
}

function readCluster(cluster: ClusterInput): ClusterConfig {
  const identity = chooseCredential({
    ...cluster,
    authProvider: cluster.authProvider ?? cluster.authMetadata?.[AUTH_PROVIDER],
    serviceAccountToken:
      cluster.serviceAccountToken ?? cluster.authMetadata?.serviceAccountToken,
  });
  const trust = readCertificateAuthority(cluster);
  const unusable = identity.unusable ?? trust.unusable;
  return {
    name: cluster.name,
    url: cluster.url.replace(/\/+$/, ''),
    credential: identity.credential,
    skipTlsVerify: cluster.skipTLSVerify ?? false,
    ...(cluster.title ? { title: cluster.title } : {}),
    ...(trust.ca ? { ca: trust.ca } : {}),
    ...(unusable ? { unusable } : {}),
  };
}

function unreadableLocator(type: string): ClusterConfig {
  return {
    name: type,
    url: 'https://invalid.invalid',
    credential: { type: 'none' },
    skipTlsVerify: false,
    unusable: `Clusters from a locator of type "${type}" cannot be read; list them under a locator of type "config" with name, url and serviceAccountToken.`,
  };
}

/**
 * The clusters of Backstage's own `kubernetes.clusterLocatorMethods`, so that the Kubernetes tab and the
 * portal look at the same clusters with the same identity, and those of `platform.clusters`. A cluster that is
 * described but cannot be used comes back with `unusable`.
 *
 * @throws Error when a value has the wrong type, or two clusters have one name.
 */
export function readClusters(config: Config): ClusterConfig[] {
  const key = 'kubernetes.clusterLocatorMethods';
  const methods = checkConfig({
    key,
    schema: z.array(LocatorSchema),
    value: config.getOptional(key) ?? [],
  });
  const clusters = methods.flatMap((method, at): ClusterConfig[] => {
    if (method.type === 'localKubectlProxy') return [LOCAL_PROXY];
    if (method.type !== 'config') return [unreadableLocator(method.type)];
    return checkConfig({
      key: `${key}[${at}].clusters`,
      schema: z.array(ClusterSchema),
      value: method.clusters ?? [],
    }).map(readCluster);
  });
  clusters.push(...readOwnClusters(config));
  const names = new Set<string>();
  for (const { name } of clusters) {
    if (names.has(name)) {
      throw new Error(
        `Configuration ${key} (with platform.clusters) has two clusters named "${name}"; give each its own name.`,
      );
    }
    names.add(name);
  }
  return clusters;
}
