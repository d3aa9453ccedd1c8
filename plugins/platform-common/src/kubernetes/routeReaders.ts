/**
 * Everything that leads from outside to a Kubernetes Service, whoever invented it: Ingress, the Gateway
 * API, Istio, Kong, Traefik. Each says in its own words which hosts and paths lead where; here they all
 * become the same: addresses for people, and the Services behind them.
 */
import { KubernetesObject, JsonObject } from './objects';
import { asObject, asObjects, asText, asTexts } from './readValue';
import { ingressBackends } from './relations';

/** A Kubernetes Service that a route leads to. */
export interface RouteBackend {
  name: string;
  namespace: string;
}

/** Finds an object beside a route: its Gateway, its KongService. */
export type LookUpObject = (
  kind: string,
  namespace: string,
  name: string,
) => KubernetesObject | undefined;

/** What a kind of route says in its own words. */
export interface RouteReader {
  (object: KubernetesObject, look: LookUpObject): {
    backends: RouteBackend[];
    hosts: string[];
    paths?: string[];
    /** Whether the hosts answer with TLS. */
    secure: boolean;
    /** What decides whether they do is not among the objects. */
    unseen?: boolean;
  };
}

function spaceOf({ metadata }: KubernetesObject): string {
  return metadata.namespace ?? 'default';
}

/** A Service by the name that a mesh or gateway uses: `trino`, `trino.data`, `trino.data.svc.cluster.local`. */
function readHostName(host: string, namespace: string): RouteBackend {
  const [name, space] = host.replace(/\.svc(\..*)?$/, '').split('.');
  return { name, namespace: space ?? namespace };
}

const readIngress: RouteReader = object => ({
  backends: ingressBackends(object).map(name => ({
    name,
    namespace: spaceOf(object),
  })),
  hosts: [],
  secure: false,
});

/** The Gateways that a route names, each with the listeners that it may use; without them when nobody has seen the Gateway. */
function gatewaysOf(object: KubernetesObject, look: LookUpObject) {
  return asObjects(object.spec?.parentRefs).map(parent => {
    const name = asText(parent.name) ?? '';
    const namespace = asText(parent.namespace) ?? spaceOf(object);
    const section = asText(parent.sectionName);
    const gateway = look('Gateway', namespace, name);
    return (
      gateway &&
      asObjects(gateway.spec?.listeners).filter(
        listener => section === undefined || listener.name === section,
      )
    );
  });
}

const readGatewayRoute: RouteReader = (object, look) => {
  const rules = asObjects(object.spec?.rules);
  const gateways = gatewaysOf(object, look);
  const listeners = gateways.flatMap((found): JsonObject[] => found ?? []);
  const own = asTexts(object.spec?.hostnames);
  return {
    backends: rules
      .flatMap(rule => asObjects(rule.backendRefs))
      .filter(({ kind }) => kind === undefined || kind === 'Service')
      .map(backend => ({
        name: asText(backend.name) ?? '',
        namespace: asText(backend.namespace) ?? spaceOf(object),
      })),
    hosts:
      own.length > 0
        ? own
        : listeners.flatMap(listener => asText(listener.hostname) ?? []),
    paths: rules.flatMap(rule =>
      asObjects(rule.matches).flatMap(
        match => asText(asObject(match.path).value) ?? [],
      ),
    ),
    secure: listeners.some(
      ({ protocol }) => protocol === 'HTTPS' || protocol === 'TLS',
    ),
    unseen: gateways.includes(undefined),
  };
};

const readVirtualService: RouteReader = (object, look) => {
  const { spec } = object;
  const gateways = asTexts(spec?.gateways).filter(name => name !== 'mesh');
  const rules = ['http', 'tls', 'tcp'].flatMap(key => asObjects(spec?.[key]));
  const found = gateways.map(name => {
    const [first, second] = name.split('/');
    return second === undefined
      ? look('Gateway', spaceOf(object), first)
      : look('Gateway', first, second);
  });
  const servers = found.flatMap(gateway => asObjects(gateway?.spec?.servers));
  return {
    backends: rules
      .flatMap(rule => asObjects(rule.route))
      .flatMap(route => asText(asObject(route.destination).host) ?? [])
      .map(host => readHostName(host, spaceOf(object))),
    // Without a gateway it steers traffic inside the mesh, and leads nobody in.
    hosts:
      gateways.length > 0
        ? asTexts(spec?.hosts).filter(host => !/\.(svc|local)\b/.test(host))
        : [],
    paths: asObjects(spec?.http).flatMap(rule =>
      asObjects(rule.match).flatMap(
        ({ uri }) =>
          asText(asObject(uri).prefix) ?? asText(asObject(uri).exact) ?? [],
      ),
    ),
    secure: servers.some(({ port }) =>
      /^(HTTPS|TLS)$/.test(asText(asObject(port).protocol) ?? ''),
    ),
    unseen: found.includes(undefined),
  };
};

const readKongRoute: RouteReader = (object, look) => {
  const { spec } = object;
  const reference = asObject(asObject(spec?.serviceRef).namespacedRef);
  const service = look(
    'KongService',
    asText(reference.namespace) ?? spaceOf(object),
    asText(reference.name) ?? '',
  );
  const url = asText(service?.spec?.url);
  const host =
    asText(service?.spec?.host) ?? /^\w+:\/\/([^/:]+)/.exec(url ?? '')?.[1];
  return {
    backends:
      service && host !== undefined
        ? [readHostName(host, spaceOf(service))]
        : [],
    hosts: asTexts(spec?.hosts),
    // A path that starts with ~ is a pattern and no address.
    paths: asTexts(spec?.paths).filter(path => !path.startsWith('~')),
    secure: asTexts(spec?.protocols).includes('https'),
  };
};

const readTcpIngress: RouteReader = object => ({
  backends: asObjects(object.spec?.rules).flatMap(rule => {
    const name = asText(asObject(rule.backend).serviceName);
    return name === undefined ? [] : [{ name, namespace: spaceOf(object) }];
  }),
  hosts: [],
  secure: false,
});

const readIngressRoute: RouteReader = object => {
  const routes = asObjects(object.spec?.routes);
  const matches = routes.map(route => asText(route.match) ?? '');
  const inside = (word: string) =>
    matches.flatMap(text =>
      [...text.matchAll(new RegExp(`${word}\\(([^)]*)\\)`, 'g'))].flatMap(
        ([, list]) =>
          [...list.matchAll(/[`"']([^`"']+)[`"']/g)].map(([, x]) => x),
      ),
    );
  return {
    backends: routes
      .flatMap(route => asObjects(route.services))
      .map(service => ({
        name: asText(service.name) ?? '',
        namespace: asText(service.namespace) ?? spaceOf(object),
      })),
    hosts: inside('Host'),
    paths: inside('PathPrefix'),
    secure: object.spec?.tls !== undefined,
    // The configuration of an entry point may end TLS for all of its routes.
    unseen: asTexts(object.spec?.entryPoints).some(name =>
      /secure|https|tls/i.test(name),
    ),
  };
};

/** How each kind of route is read. */
export const ROUTE_READERS: Readonly<Record<string, RouteReader>> = {
  Ingress: readIngress,
  HTTPRoute: readGatewayRoute,
  GRPCRoute: readGatewayRoute,
  VirtualService: readVirtualService,
  KongRoute: readKongRoute,
  TCPIngress: readTcpIngress,
  IngressRoute: readIngressRoute,
};
