/** Which real host is answered by what: the data sources, the edge, the repository, the registry, and the feeds that push. */
import { createDeclaredAnswers, GIT_HOST } from './declared';
import { apiHosts, createDataSources, dataSourceFaults } from './data-sources';
import { FEED_HOST, acceptFeeds, createPolygonFeed, type Feed } from './feeds';
import { serve, type ListeningServer } from './http/serve';
import type { Handler } from './kubernetes/types';
import { DOMAIN } from './platform/build';
import type { World } from './scenarios';
import {
  createEdgeAnswers,
  createRegistryAnswers,
  edgeHosts,
  REGISTRY_HOST,
  type PlatformState,
} from './services';

function createHandlers(world: World, state: PlatformState) {
  const { clock } = world;
  const sources = createDataSources({
    clock,
    faults: name => world.dataSourceFault(name),
  });
  const edge = createEdgeAnswers({ state, clock });
  return new Map<string, Handler>([
    ...apiHosts.map((name): [string, Handler] => [name, sources]),
    ...Object.keys(edgeHosts).map((name): [string, Handler] => [
      `${name}.${DOMAIN}`,
      edge,
    ]),
    [GIT_HOST, createDeclaredAnswers({ now: world.birth, seed: world.seed })],
    [REGISTRY_HOST, createRegistryAnswers()],
    [
      FEED_HOST,
      async () =>
        new Response('Ask for a WebSocket.', {
          status: 426,
          headers: { upgrade: 'websocket' },
        }),
    ],
  ]);
}

/** The host that begins a path, the fault that may follow it after a tilde, and the rest. */
function readHost(address: string) {
  const { pathname, search } = new URL(address, 'http://host');
  const [, segment = ''] = pathname.split('/');
  const [name, fault] = segment.split('~');
  return {
    name,
    fault,
    path: `${pathname.slice(segment.length + 1)}${search}`,
  };
}

function unknownHost(name: string, known: Iterable<string>): string {
  return `No host "${name}" is simulated; the path must begin with one of ${[
    ...known,
  ].join(', ')}.`;
}

function routeByHost(handlers: ReadonlyMap<string, Handler>): Handler {
  return async request => {
    const { name } = readHost(request.url);
    return (
      (await handlers.get(name)?.(request)) ??
      Response.json(
        { error: unknownHost(name, handlers.keys()) },
        { status: 404 },
      )
    );
  };
}

function routeFeeds(world: World) {
  const { clock } = world;
  return (address: string): { feed: Feed; path: string } | string => {
    const { name, fault, path } = readHost(address);
    if (name !== FEED_HOST) return unknownHost(name, [FEED_HOST]);
    const named = dataSourceFaults.find(known => known === fault);
    const feed = createPolygonFeed({
      clock,
      fault: () => named ?? world.dataSourceFault(FEED_HOST),
    });
    return { feed, path };
  };
}

/**
 * Opens the one HTTP listener for all of them; the first segment of a path is the real host.
 *
 * @returns the listener, and where each host is
 * @throws Error when the port is taken, naming it
 */
export async function connectHosts(
  world: World,
  options: { host: string; port?: number; state: PlatformState },
): Promise<{ listener: ListeningServer; hosts: Record<string, string> }> {
  const handlers = createHandlers(world, options.state);
  const listener = await serve(routeByHost(handlers), {
    host: options.host,
    port: options.port,
    upgrade: acceptFeeds(routeFeeds(world)),
  });
  const hosts = Object.fromEntries(
    [...handlers.keys()].map(name => [name, `${listener.url}/${name}`]),
  );
  return { listener, hosts };
}
