import { Config } from '@backstage/config';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod';
import { WANTED_KINDS, WantedKind } from '../kubernetes/wantedKinds';
import { checkConfig } from './checkConfig';
import { readClusters } from './readClusters';
import { PlatformConfig, ProbeConfig, Route, ROUTE_TYPES } from './types';

const RouteSchema = z
  .strictObject({
    cluster: z.string().min(1),
    type: z.enum(ROUTE_TYPES),
    url: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  })
  .refine(
    route => route.type !== 'external' || /^https?:/.test(route.url ?? ''),
    {
      path: ['url'],
      message:
        'a route of type "external" needs a url such as https://{service}.example.com',
    },
  );

const HostsSchema = z.record(
  z.string(),
  z.string().regex(/^(https?|tcp):\/\/[^/]+/, {
    message: 'an address must start with http://, https:// or tcp://',
  }),
);

function readRoutes(config: Config, known: Set<string>): Map<string, Route> {
  const key = 'platform.routes';
  const routes = new Map<string, Route>();
  const list = checkConfig({
    key,
    schema: z.array(RouteSchema),
    value: config.getOptional(key) ?? [],
  });
  for (const { cluster, type, url, headers } of list) {
    if (!known.has(cluster)) {
      throw new Error(
        `Configuration ${key} names the cluster "${cluster}", which neither kubernetes.clusterLocatorMethods nor platform.clusters has; correct the name or remove the route.`,
      );
    }
    if (routes.has(cluster)) {
      throw new Error(
        `Configuration ${key} has two routes for the cluster "${cluster}"; keep one.`,
      );
    }
    routes.set(
      cluster,
      type === 'external'
        ? { type, url: url ?? '', headers: headers ?? {} }
        : { type },
    );
  }
  return routes;
}

function readHosts(config: Config): Map<string, string> {
  const hosts = checkConfig({
    key: 'platform.hosts',
    schema: HostsSchema,
    value: config.getOptional('platform.hosts') ?? {},
  });
  return new Map(
    Object.entries(hosts).map(([host, address]) => [
      host.toLowerCase(),
      address.replace(/\/+$/, ''),
    ]),
  );
}

function readProbes(config: Config): ProbeConfig {
  const probes = config.getOptionalConfig('platform.probes');
  const duration = (key: string, fallback: number) =>
    probes?.has(key)
      ? durationToMilliseconds(readDurationFromConfig(probes, { key }))
      : fallback;
  return checkConfig({
    key: 'platform.probes',
    schema: z.object({
      intervalMs: z.number().min(1000, 'interval must be at least 1s'),
      timeoutMs: z.number().min(100, 'timeout must be at least 100ms'),
      concurrency: z.number().int().min(1).max(64),
    }),
    value: {
      intervalMs: duration('interval', 30_000),
      timeoutMs: duration('timeout', 3_000),
      concurrency: probes?.getOptional('concurrency') ?? 4,
    },
  });
}

/** `flink.apache.org/flinkdeployments`, or every custom resource of a group: `flink.apache.org/*`. */
const ResourceSchema = z
  .string()
  .regex(/^[a-z0-9.-]+\.[a-z0-9-]+\/([a-z0-9]+|\*)$/, {
    message:
      'a custom resource is named by API group and plural, such as flink.apache.org/flinkdeployments or flink.apache.org/*',
  });

function readWanted(config: Config): readonly WantedKind[] | undefined {
  const key = 'platform.resources';
  const names = checkConfig({
    key,
    schema: z.array(ResourceSchema),
    value: config.getOptional(key) ?? [],
  });
  if (names.length === 0) return undefined;
  const more = names.map((name): WantedKind => {
    const [group, resource] = name.split('/');
    return { group, versions: [], resource };
  });
  return Object.freeze([...WANTED_KINDS, ...more]);
}

/**
 * Reads Backstage's `kubernetes:` and our `platform:` block into one frozen value; the only reader of
 * either in this package.
 *
 * @throws Error with one sentence that names the key and the cure when a value is wrong. A cluster that
 * cannot be reached, or whose authentication cannot be used, is not an error: see `ClusterConfig.unusable`.
 */
export function readPlatformConfig(config: Config): PlatformConfig {
  const clusters = readClusters(config);
  const wanted = readWanted(config);
  return Object.freeze({
    clusters: Object.freeze(clusters),
    routes: readRoutes(config, new Set(clusters.map(({ name }) => name))),
    hosts: readHosts(config),
    probes: Object.freeze(readProbes(config)),
    ...(wanted ? { wanted } : {}),
  });
}
