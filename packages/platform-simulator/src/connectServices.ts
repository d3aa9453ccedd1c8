/** Gives the services of the platform and the data sources their listeners, and tells where each is reached. */
import { dirname } from 'node:path';
import { findModules } from '@254carbon/repository-runner';
import { answerVolumeQueries } from './answerVolumeQueries';
import { connectHosts } from './connectHosts';
import { listenTcp } from './http/listenTcp';
import type { Clock, ServiceProxyTarget } from './kubernetes/types';
import type { World } from './scenarios';
import {
  createDolphinScheduler,
  createServiceAnswers,
  createTcpAnswers,
  createWorkers,
  readPlatformState,
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

/** Options of {@link connectServices}. */
export interface ConnectOptions {
  host: string;
  /** The first of the ports to take; absent takes free ones. */
  firstPort?: number;
  /** What systems take for a valid token; one that is not named takes any. */
  tokens?: Readonly<Record<string, string>>;
  /** What every pod finds in its environment beside the addresses of the lake. */
  podEnvironment?: Readonly<Record<string, string>>;
  /** Folders `node_modules` whose packages stand in for those of an image; those of the simulator unless told. */
  nodeModules?: readonly string[];
}

/** The workflow scheduler with workers that run what it says. */
function startScheduler(options: {
  clock: Clock;
  modules?: readonly string[];
  environment: () => Readonly<Record<string, string>>;
  hosts: () => Readonly<Record<string, string>>;
}) {
  const { clock, environment, hosts } = options;
  const home = dirname(require.resolve('../package.json'));
  const modules = options.modules ?? findModules(home);
  const workers = createWorkers({ modules, environment, hosts });
  const dolphin = createDolphinScheduler({ clock, runner: workers });
  const stop = dolphin.masters.start();
  const close = () => {
    stop();
    return workers.close();
  };
  return { dolphin, close };
}

/**
 * Opens one HTTP listener for all data sources and external names (the first segment of a path is the real host), one TCP listener for
 * each service without HTTP, and one HTTP listener for each service of the lake.
 *
 * @throws Error when a port is taken, naming it
 */
export async function connectServices(
  world: World,
  options: ConnectOptions,
): Promise<ConnectedServices> {
  const { host, firstPort, tokens, podEnvironment, nodeModules } = options;
  const { clock, store, claims } = world;
  const hosts: Record<string, string> = {};
  const lake = createLake({ clock });
  let environment: Readonly<Record<string, string>> = { ...podEnvironment };
  const scheduler = startScheduler({
    clock,
    modules: nodeModules,
    environment: () => environment,
    hosts: () => hosts,
  });
  const state = readPlatformState(store, {
    claims,
    tokens,
    dolphin: scheduler.dolphin,
    lake: lake.handlers,
  });
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    const ends = [scheduler.close, lake.clear, ...closers.splice(0)];
    await Promise.all(ends.map(end => end()));
  };
  const port = () => firstPort && firstPort + closers.length;
  const answer = answerVolumeQueries(createServiceAnswers({ state, clock }), {
    claims,
    now: clock.now,
  });
  try {
    const named = await connectHosts(world, { host, port: port(), state });
    closers.push(named.listener.close);
    Object.assign(hosts, named.hosts);
    for (const { host: name, onConnection } of createTcpAnswers(state)) {
      const listener = await listenTcp(onConnection, { host, port: port() });
      closers.push(listener.close);
      hosts[name] = listener.url;
    }
    const addresses = await serveLake({
      host,
      answer,
      credentials: lake.credentials,
      port,
      opened: end => closers.push(end),
    });
    environment = { ...environmentOf(addresses), ...podEnvironment };
    return { hosts, answer, lake: addresses, close };
  } catch (error) {
    await close();
    throw error;
  }
}
