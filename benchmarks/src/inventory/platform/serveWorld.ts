import {
  createIdentities,
  createKubernetesApi,
  Handler,
  ObjectStore,
  serve,
} from '@254carbon/platform-simulator';
import { CountedPort, countBytes } from './countBytes';
import { FaultName, PLATFORM_FAULTS, PlatformFault } from './faults';

/** Name of the cluster, for both sides. */
export const CLUSTER = 'bench';

/** A served world. */
export interface ServedWorld {
  cluster: { url: string; token: string };
  /** Base of the stub of Backstage's Kubernetes backend, which the peer reads through. */
  proxy: string;
  ports: { portal: CountedPort; peer: CountedPort };
  setFault(name: FaultName): void;
  close(): Promise<void>;
}

const unavailable = () =>
  Response.json({ kind: 'Status', code: 503 }, { status: 503 });

/** Discovery: the paths of the API without a type in them. */
const DISCOVERY = /^\/apis?(\/|$)/;
const isDiscovery = (path: string) =>
  DISCOVERY.test(path) &&
  path.split('/').filter(Boolean).length <= (path.startsWith('/apis') ? 3 : 2);

function failDiscovery(api: Handler, fault: () => PlatformFault): Handler {
  return async request =>
    fault().withoutDiscovery && isDiscovery(new URL(request.url).pathname)
      ? unavailable()
      : api(request);
}

/**
 * Stands in for `/api/kubernetes` of a Backstage backend: the list of clusters, and the proxy, which passes
 * an answer on as it is. The real one speaks HTTPS to the cluster once more; that the peer is spared.
 */
function createProxyStub(
  api: Handler,
  options: { token: string; fault: () => PlatformFault },
): Handler {
  const { token, fault } = options;
  return async request => {
    const { pathname, search, origin } = new URL(request.url);
    if (pathname === '/api/kubernetes/clusters') {
      const items = [{ name: CLUSTER, authProvider: 'serviceAccount' }];
      return fault().withoutDiscovery
        ? unavailable()
        : Response.json({ items });
    }
    const path = pathname.replace(/^\/api\/kubernetes\/proxy/, '');
    return api(
      new Request(`${origin}${path}${search}`, {
        headers: { authorization: `Bearer ${token}` },
        signal: request.signal,
      }),
    );
  };
}

/** A server on a free port with its counter before it. */
async function open(handler: Handler) {
  const server = await serve(handler, { host: '127.0.0.1' });
  const counted = await countBytes(server.port);
  return {
    counted,
    url: `http://127.0.0.1:${counted.port}`,
    close: () => Promise.all([counted.close(), server.close()]),
  };
}

/** How often a real API server sends a bookmark on a quiet watch (`bookmarkFrequency` of its watch cache). */
const BOOKMARK_MS = 60_000;

/**
 * Serves a store to both sides: the portal reads the API server itself, the peer through the stub of
 * Backstage's proxy. Both over plain HTTP, so that neither pays for encryption, each through a counter.
 */
export async function serveWorld(store: ObjectStore): Promise<ServedWorld> {
  let fault: PlatformFault = PLATFORM_FAULTS.none;
  const { portal, operator } = createIdentities();
  const api = failDiscovery(
    createKubernetesApi({
      store,
      clock: { now: Date.now },
      identities: [portal, operator],
      faults: () => fault.plan,
      bookmarkMs: BOOKMARK_MS,
    }),
    () => fault,
  );
  const { token } = portal;
  const cluster = await open(api);
  const proxy = await open(
    createProxyStub(api, { token: operator.token, fault: () => fault }),
  );
  return {
    cluster: { url: cluster.url, token },
    proxy: `${proxy.url}/api`,
    ports: { portal: cluster.counted, peer: proxy.counted },
    setFault(name) {
      fault = PLATFORM_FAULTS[name];
    },
    async close() {
      await Promise.all([cluster.close(), proxy.close()]);
    },
  };
}
