import { KubernetesObject } from './objects';
import { asObject, asObjects, asText, asTexts } from './readValue';
import { LookUpObject, ROUTE_READERS, RouteBackend } from './routeReaders';

/** Kinds that lead from outside to Services, each with the groups that it counts in. */
export const ROUTE_KINDS: ReadonlyMap<string, RegExp> = new Map([
  ['Ingress', /^(networking\.k8s\.io|extensions)\//],
  ['HTTPRoute', /^gateway\.networking\.k8s\.io\//],
  ['GRPCRoute', /^gateway\.networking\.k8s\.io\//],
  ['VirtualService', /^networking\.istio\.io\//],
  ['KongRoute', /^configuration\.konghq\.com\//],
  ['TCPIngress', /^configuration\.konghq\.com\//],
  ['IngressRoute', /^traefik(\.containo\.us|\.io)\//],
]);

/** What a route says, in words that all of them share. */
export interface Route {
  backends: RouteBackend[];
  /** Hosts without wildcards. */
  hosts: string[];
  /** Addresses for people: `https://trino.example.com/ui`. */
  urls: string[];
  /** Whether the addresses are offered over TLS is decided by what is not among the objects; those that are not known to be begin with `http`. */
  unseen?: true;
}

/** Whether the object leads from outside to Services. */
export function isRoute({ kind, apiVersion }: KubernetesObject): boolean {
  return ROUTE_KINDS.get(kind)?.test(apiVersion) ?? false;
}

/** The path that can be asked of what a route matches: itself, or `/` for a pattern. */
export function plainPath(path: string): string {
  return /^\/[A-Za-z0-9._~/-]*$/.test(path) ? path : '/';
}

/** The addresses that an Ingress declares; hosts and paths belong together there. */
function ingressRoute(object: KubernetesObject): Pick<Route, 'hosts' | 'urls'> {
  const secure = new Set(
    asObjects(object.spec?.tls).flatMap(item => asTexts(item.hosts)),
  );
  const rules = asObjects(object.spec?.rules).flatMap(rule => {
    const host = asText(rule.host);
    if (host === undefined || host.includes('*')) return [];
    const paths = asObjects(asObject(rule.http).paths).map(item =>
      plainPath(asText(item.path) ?? '/'),
    );
    return [{ host, paths: [...new Set(paths)] }];
  });
  return {
    hosts: rules.map(({ host }) => host),
    urls: rules.flatMap(({ host, paths }) =>
      paths.map(
        path => `${secure.has(host) ? 'https' : 'http'}://${host}${path}`,
      ),
    ),
  };
}

/** What a route leads to and from where; empty for anything that is none. Never throws. */
export function readRoute(object: KubernetesObject, look: LookUpObject): Route {
  if (!isRoute(object)) return { backends: [], hosts: [], urls: [] };
  const read = ROUTE_READERS[object.kind](object, look);
  const { backends, hosts, paths, secure } = read;
  const unique = [
    ...new Map(
      backends
        .filter(({ name }) => name !== '')
        .map(item => [`${item.namespace}/${item.name}`, item]),
    ).values(),
  ];
  if (object.kind === 'Ingress')
    return { backends: unique, ...ingressRoute(object) };
  const plain = [...new Set(hosts)].filter(host => !host.includes('*'));
  const ways = paths && paths.length > 0 ? paths.map(plainPath) : ['/'];
  const scheme = secure ? 'https' : 'http';
  return {
    backends: unique,
    hosts: plain,
    urls: plain.flatMap(host =>
      [...new Set(ways)].map(path => `${scheme}://${host}${path}`),
    ),
    ...(read.unseen && !secure ? { unseen: true } : {}),
  };
}
