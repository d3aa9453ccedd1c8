/** Gives the services of the platform and the data sources their listeners, and tells where each is reached. */
import { findModules } from '@254carbon/repository-runner';
import { answerVolumeQueries } from './answerVolumeQueries';
import { createDeclaredAnswers, GIT_HOST } from './declared';
import { apiHosts, createDataSources } from './data-sources';
import { listenTcp } from './http/listenTcp';
import { serve } from './http/serve';
import type { Handler, ServiceProxyTarget } from './kubernetes/types';
import { DOMAIN } from './platform/build';
import type { World } from './scenarios';
import {
  createDolphinScheduler,
  createEdgeAnswers,
  createRegistryAnswers,
  createServiceAnswers,
  createTcpAnswers,
  createWorkers,
  edgeHosts,
  readPlatformState,
  REGISTRY_HOST,
} from './services';
import type { StorageAddresses } from './storage';
import { createLake } from './storage/platform/createLake';
import { environmentOf, serveLake } from './storage/platform/serveLake';

/** The services while they listen. */
export interface ConnectedServices {
  /** Real host (and port, for TCP) to where it is simulated. */
  hosts: Record<string, string>;
  /** Answers behind the API server's service proxy. */
  answer: (target: ServiceProxyTarget, request: Request) => Promise<Response>;
  /** The object store, the table catalog and the query engine, at addresses of their own. */
  lake: StorageAddresses;
  close(): Promise<void>;
}

/**
 * Opens one HTTP listener for all data sources and external names (the first segment of a path is the real host) and one TCP listener for
 * each service without HTTP.
 *
 * @param options - `firstPort` is the first of the ports to take; absent takes free ones
 * @throws Error when a port is taken, naming it
 */
export async function connectServices(
  world: World,
  options: {
    host: string;
    firstPort?: number;
    /** What systems take for a valid token; one that is not named takes any. */
    tokens?: Readonly<Record<string, string>>;
    /** What every pod finds in its environment: addresses of the lake. */
    podEnvironment?: Readonly<Record<string, string>>;
    /** Folders `node_modules` whose packages stand in for those of an image; those of the simulator unless told. */
    nodeModules?: readonly string[];
  },
): Promise<ConnectedServices> {
  const { host, firstPort, tokens } = options;
  const { clock, store } = world;
  const hosts: Record<string, string> = {};
  const lake = createLake({ clock });
  let lakeEnvironment: Readonly<Record<string, string>> = {};
  const workers = createWorkers({
    modules: options.nodeModules ?? findModules(__dirname),
    environment: () => ({ ...lakeEnvironment, ...options.podEnvironment }),
    hosts: () => hosts,
  });
  const dolphin = createDolphinScheduler({ clock, runner: workers });
  const stopMasters = dolphin.masters.start();
  const state = readPlatformState(store, {
    claims: world.claims,
    tokens,
    dolphin,
    lake: lake.handlers,
  });
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    stopMasters();
    await Promise.all([
      workers.close(),
      lake.clear(),
      ...closers.splice(0).map(end => end()),
    ]);
  };
  const port = () => firstPort && firstPort + closers.length;
  const sources = createDataSources({
    clock,
    faults: name => world.dataSourceFault(name),
  });
  const handlers = new Map<string, Handler>(
    apiHosts.map(name => [name, sources]),
  );
  const edge = createEdgeAnswers({ state, clock });
  for (const name of Object.keys(edgeHosts)) {
    handlers.set(`${name}.${DOMAIN}`, edge);
  }
  handlers.set(
    GIT_HOST,
    createDeclaredAnswers({ now: world.birth, seed: world.seed }),
  );
  handlers.set(REGISTRY_HOST, createRegistryAnswers());
  const answer = answerVolumeQueries(createServiceAnswers({ state, clock }), {
    claims: world.claims,
    now: clock.now,
  });
  try {
    const http = await serve(routeByHost(handlers), { host, port: port() });
    closers.push(http.close);
    for (const name of handlers.keys()) {
      hosts[name] = `${http.url}/${name}`;
    }
    for (const answer of createTcpAnswers(state)) {
      const listener = await listenTcp(answer.onConnection, {
        host,
        port: port(),
      });
      closers.push(listener.close);
      hosts[answer.host] = listener.url;
    }
    const served = await serveLake({
      host,
      answer,
      credentials: lake.credentials,
      port,
      opened: end => closers.push(end),
    });
    lakeEnvironment = environmentOf(served);
    return { hosts, answer, lake: served, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function routeByHost(handlers: ReadonlyMap<string, Handler>): Handler {
  return async request => {
    const [, name = ''] = new URL(request.url).pathname.split('/');
    const handler = handlers.get(name);
    return (
      (await handler?.(request)) ??
      Response.json(
        {
          error: `No host "${name}" is simulated; the path must begin with one of ${[
            ...handlers.keys(),
          ].join(', ')}.`,
        },
        { status: 404 },
      )
    );
  };
}
