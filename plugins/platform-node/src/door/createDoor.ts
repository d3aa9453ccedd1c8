/**
 * The door: everything that leaves the portal towards the platform passes here, so that there is one
 * place for trust, identity, time limits, size limits and redaction, and one place where configuration
 * decides how a name is reached. A caller asks for `trino.data-platform:8080`; whether that goes through
 * an API server, cluster DNS, the edge or a mapped address is not its business.
 */
import {
  AnswerError,
  failed,
  observed,
  Observation,
  ProbeAnswer,
  probeSource,
  ProbeTarget,
  Source,
} from '@254carbon/backstage-plugin-platform-common';
import { Agent } from 'undici';
import { ClusterConfig, PlatformConfig } from '../config';
import { nameOfPlace, readApi } from './askApi';
import { createClusterConnection } from './createClusterConnection';
import { toDoorError } from './DoorError';
import { callHttp } from './callHttp';
import { knock } from './knock';
import { probeService } from './probeService';
import { resolveUrl } from './resolveHost';
import { ApiQuestion, DoorAnswer, DoorRequest, PlatformDoor } from './types';

/** What a door is made from. */
export interface DoorOptions {
  config: PlatformConfig;
  /** Milliseconds since the epoch; the machine's clock unless given. */
  now?: () => number;
}

function openConnections(clusters: readonly ClusterConfig[]) {
  return new Map(
    clusters
      .filter(cluster => !cluster.unusable)
      .map(cluster => [cluster.name, createClusterConnection(cluster)]),
  );
}

/** What came back or why nothing did. */
function createObserver(now: () => number) {
  return async <T>(
    source: Source,
    what: string,
    read: () => Promise<T>,
  ): Promise<Observation<T>> => {
    try {
      return observed({ value: await read(), now: now(), source });
    } catch (error) {
      const { message: reason, failure } =
        error instanceof AnswerError ? error : toDoorError(error, what);
      return failed({ reason, failure, now: now(), source });
    }
  };
}

/** Makes the door of a configuration. Nothing is called until somebody asks. */
export function createDoor(options: DoorOptions): PlatformDoor {
  const { config, now = Date.now } = options;
  const observe = createObserver(now);
  const connections = openConnections(config.clusters);
  const agent = new Agent({
    connect: { timeout: 5_000 },
    keepAliveTimeout: 10_000,
  });

  const call = (url: string, request: DoorRequest) =>
    callHttp({
      agent,
      url: resolveUrl(config.hosts, url),
      request,
      what: new URL(url).host,
    });

  return {
    knock: (url, request = {}) => knock(() => call(url, request)),
    fetch(
      url: string,
      request: DoorRequest = {},
    ): Promise<Observation<DoorAnswer>> {
      const { host, pathname } = new URL(url);
      const source: Source = {
        kind: 'api',
        name: host,
        detail: `${request.method ?? 'GET'} ${pathname}`,
      };
      return observe(source, host, () => call(url, request));
    },
    probe(
      target: ProbeTarget,
      probeOptions: { signal?: AbortSignal } = {},
    ): Promise<Observation<ProbeAnswer>> {
      const what = `${target.serviceName}.${target.namespace}:${target.port}`;
      return observe(probeSource(target), what, () =>
        probeService({
          target,
          agent,
          hosts: config.hosts,
          route: config.routes.get(target.cluster) ?? { type: 'service-proxy' },
          connection: connections.get(target.cluster),
          signal: probeOptions.signal,
        }),
      );
    },
    ask<T>(question: ApiQuestion<T>): Promise<Observation<T>> {
      const { source, place } = question;
      const way = { ...config, agent, connections };
      return observe(source, nameOfPlace(place), () => readApi(question, way));
    },
    resolve: url => resolveUrl(config.hosts, url),
    cluster: name => connections.get(name),
    async close() {
      await Promise.all([
        agent.destroy(),
        ...[...connections.values()].map(connection => connection.close()),
      ]);
    },
  };
}
