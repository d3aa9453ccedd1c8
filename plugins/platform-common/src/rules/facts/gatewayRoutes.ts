/**
 * How the service is reached through what is no Ingress: routes of the Gateway API, of Istio, Kong and Traefik. They say less than an Ingress (no
 * class, no port that could be checked), so that only what all of them say is told.
 */
import { InventoryObject, readRoute, ROUTE_KINDS } from '../../kubernetes';
import { FactContext, nameOf, nameOfObject } from './context';
import { kubernetesServicesOf } from './network';
import { once } from './once';
import type { RouteFact } from './routes';
import { bearing } from './strays';

/** Kinds of routes besides Ingress. */
const KINDS = [...ROUTE_KINDS.keys()].filter(kind => kind !== 'Ingress');

interface GatewayRoute {
  entry: InventoryObject;
  facts: readonly RouteFact[];
}

function factsOf(
  { index }: FactContext,
  { cluster, object }: InventoryObject,
): RouteFact[] {
  const { backends, urls, unseen } = readRoute(
    object,
    (kind, namespace, name) =>
      index.get({ cluster, kind, namespace, name })?.object,
  );
  return urls.flatMap(address => {
    if (!URL.canParse(address)) return [];
    const { protocol, host, pathname } = new URL(address);
    return backends.map(({ name, namespace }): RouteFact => {
      const service = { cluster, kind: 'Service', namespace, name };
      return {
        object: nameOfObject(object),
        host,
        path: pathname,
        backend: nameOf(service),
        port: '',
        leads: index.has(service) ? 'there' : 'no-service',
        tls: protocol === 'https:',
        ...(unseen ? { tlsUnseen: true } : {}),
      };
    });
  });
}

/** The routes of the service's cluster by the Services that they lead to: `Service data/trino`. */
function byBackend(
  context: FactContext,
): ReadonlyMap<string, readonly GatewayRoute[]> {
  const { index, service } = context;
  return once(index, `gateway routes ${service.cluster}`, () => {
    const found = new Map<string, GatewayRoute[]>();
    for (const entry of KINDS.flatMap(kind => index.byKind(kind))) {
      if (entry.cluster !== service.cluster) continue;
      const facts = factsOf(context, entry);
      for (const backend of new Set(facts.map(one => one.backend))) {
        const list = found.get(backend);
        if (list) list.push({ entry, facts });
        else found.set(backend, [{ entry, facts }]);
      }
    }
    return found;
  });
}

function leadingTo(
  context: FactContext,
  backend: string,
): readonly GatewayRoute[] {
  const { index, service } = context;
  return once(
    index,
    `gateway routes ${service.cluster} ${backend}`,
    () => byBackend(context).get(backend) ?? [],
  );
}

/** Routes that bear the service's name and lead to nothing that is there. */
function strays(context: FactContext): RouteFact[] {
  return kindsIn(context)
    .flatMap(kind => bearing(context, kind))
    .map(entry => factsOf(context, entry))
    .filter(facts => facts.every(({ leads }) => leads === 'no-service'))
    .flat();
}

/** The kinds of which there are any. */
function kindsIn({ index }: FactContext): readonly string[] {
  return once(index, 'gateway kinds', () =>
    KINDS.filter(kind => index.byKind(kind).length > 0),
  );
}

/** The routes, other than Ingresses, that lead to the service. */
export function gatewayRoutes(context: FactContext): readonly RouteFact[] {
  if (kindsIn(context).length === 0) return [];
  const leading = kubernetesServicesOf(context).flatMap(({ object }) =>
    leadingTo(context, nameOfObject(object)),
  );
  const unique = new Map(leading.map(one => [one.entry, one.facts]));
  return [...[...unique.values()].flat(), ...strays(context)];
}
