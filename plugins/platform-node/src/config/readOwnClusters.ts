import { Config } from '@backstage/config';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { checkConfig } from './checkConfig';
import { POD_IDENTITY } from './credential';
import { readKubeconfig } from './readKubeconfig';
import { ClusterConfig } from './types';

const OwnClusterSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('in-cluster'),
    name: z.string().min(1),
    title: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('kubeconfig'),
    path: z.string().min(1),
    contexts: z.array(z.string().min(1)).optional(),
  }),
]);

/** The cluster that the portal itself runs in, with the account of its pod. */
function readInCluster(options: {
  name: string;
  title?: string;
}): ClusterConfig {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } =
    process.env;
  const address = host?.includes(':') ? `[${host}]` : host;
  const base: ClusterConfig = {
    ...options,
    url: host
      ? `https://${address}:${port ?? 443}`
      : 'https://kubernetes.default.svc',
    credential: { type: 'token-file', path: `${POD_IDENTITY}/token` },
    skipTlsVerify: false,
  };
  try {
    return { ...base, ca: readFileSync(`${POD_IDENTITY}/ca.crt`, 'utf8') };
  } catch {
    return {
      ...base,
      unusable: `Cluster ${options.name} is of type "in-cluster", but the portal does not run in a pod with a service account; set automountServiceAccountToken, or describe the cluster in kubernetes.clusterLocatorMethods.`,
    };
  }
}

/**
 * The clusters of `platform.clusters`: the one that the portal runs in, and those of kubeconfig files.
 *
 * @throws Error with one sentence that names the key when a value has the wrong type.
 */
export function readOwnClusters(config: Config): ClusterConfig[] {
  const key = 'platform.clusters';
  const sources = checkConfig({
    key,
    schema: z.array(OwnClusterSchema),
    value: config.getOptional(key) ?? [],
  });
  return sources.flatMap(source => {
    if (source.type === 'kubeconfig') {
      const { path, contexts } = source;
      return readKubeconfig({ path: resolve(path), contexts });
    }
    const { name, title } = source;
    return [readInCluster({ name, ...(title ? { title } : {}) })];
  });
}
