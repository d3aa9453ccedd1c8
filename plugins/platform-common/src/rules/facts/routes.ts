/** How the service is reached from outside: Ingresses, what they lead to, their classes, hosts and certificates. */
import {
  annotationOf,
  asNumber,
  asObject,
  asObjects,
  asText,
  asTexts,
  InventoryObject,
  JsonObject,
  readServicePorts,
} from '../../kubernetes';
import { Observation } from '../../model';
import { FactContext, nameOfObject } from './context';
import { gatewayRoutes } from './gatewayRoutes';
import {
  backendName,
  claimsOn,
  classOf,
  isApart,
  pathsOf,
} from './ingressPaths';
import { observeFact } from './readKinds';
import { kubernetesServicesOf } from './network';
import { once } from './once';
import { offersTls } from './offersTls';
import { bearing } from './strays';

/** A path of an Ingress of the service, or of another kind of route. */
export interface RouteFact {
  object: string;
  host: string;
  path: string;
  /** `Service data/trino`. */
  backend: string;
  port: string;
  /**
   * What the path leads to; `elsewhere` when it is no Service, or one that the controller makes up; `unseen` when manifests are judged that
   * need not hold it.
   */
  leads: 'there' | 'no-service' | 'no-port' | 'elsewhere' | 'unseen';
  /** The host is offered over TLS. */
  tls: boolean;
  /** Whether it is, is decided by what nobody has seen: the Gateway of its route. */
  tlsUnseen?: true;
  className?: string;
  /** Whether the class is there; absent when the old annotation names it, or nothing does. */
  classFound?: boolean;
  /** Another Ingress that claims the same host and path for another Service. */
  rival?: string;
}

function portOf(backend: JsonObject): string {
  const port = asObject(asObject(backend.service).port);
  return asText(port.name) ?? `${asNumber(port.number) ?? ''}`;
}

function leadsTo(
  context: FactContext,
  entry: InventoryObject,
  backend: JsonObject,
): RouteFact['leads'] {
  const name = asText(asObject(backend.service).name);
  const port = portOf(backend);
  if (name === undefined || port === 'use-annotation') return 'elsewhere';
  const { namespace } = entry.object.metadata;
  const service = context.index.get({
    cluster: entry.cluster,
    kind: 'Service',
    namespace,
    name,
  });
  if (!service) return 'no-service';
  if (service.object.spec?.type === 'ExternalName') return 'there';
  const has = readServicePorts(service.object).some(
    one => one.name === port || `${one.port}` === port,
  );
  return has ? 'there' : 'no-port';
}

function classFound(
  context: FactContext,
  entry: InventoryObject,
): boolean | undefined {
  const name = asText(entry.object.spec?.ingressClassName);
  const classes = context.index.byKind('IngressClass', {
    cluster: entry.cluster,
  });
  if (name !== undefined)
    return classes.some(({ object }) => object.metadata.name === name);
  if (classOf(entry) !== undefined) return undefined;
  return classes.some(
    ({ object }) =>
      annotationOf(object, 'ingressclass.kubernetes.io/is-default-class') ===
      'true',
  );
}

/** What the paths of an Ingress lead to. */
export function routesOf(
  context: FactContext,
  entry: InventoryObject,
): RouteFact[] {
  const { object } = entry;
  const secure = asObjects(object.spec?.tls).flatMap(({ hosts }) =>
    asTexts(hosts),
  );
  const anyHost = asObjects(object.spec?.tls).some(
    ({ hosts }) => asTexts(hosts).length === 0,
  );
  const found = classFound(context, entry);
  const className = classOf(entry);
  return pathsOf(entry).map(item => {
    const { host, path, backend } = item;
    const name = backendName(entry, item);
    const rival = (
      isApart(context, entry, item)
        ? []
        : claimsOn(context, `${className ?? ''} ${host}${path}`)
    ).find(one => one.object !== nameOfObject(object) && one.backend !== name);
    return {
      object: nameOfObject(object),
      host,
      path,
      backend: name,
      port: portOf(backend),
      leads: leadsTo(context, entry, backend),
      tls:
        anyHost ||
        offersTls(entry) ||
        secure.includes(host) ||
        secure.includes(host.replace(/^[^.]+/, '*')),
      ...(className === undefined ? {} : { className }),
      ...(found === undefined ? {} : { classFound: found }),
      ...(rival ? { rival: rival.object } : {}),
    };
  });
}

function ingressesOf(context: FactContext): InventoryObject[] {
  const leading = kubernetesServicesOf(context).flatMap(entry =>
    context.index.ingressesOfService(entry),
  );
  const strays = bearing(context, 'Ingress').filter(entry =>
    pathsOf(entry).some(
      ({ backend }) => leadsTo(context, entry, backend) === 'no-service',
    ),
  );
  return [...new Set([...leading, ...strays])];
}

export const RESOURCES = ['services', 'networking.k8s.io/ingresses'];

export function findRoutes(context: FactContext): RouteFact[] {
  return once(context, 'routes', () => [
    ...ingressesOf(context).flatMap(entry => routesOf(context, entry)),
    ...gatewayRoutes(context),
  ]);
}

/** The paths of the Ingresses of the service, and of other kinds of routes. */
export function extractRoutes(
  context: FactContext,
): Observation<readonly RouteFact[]> {
  return observeFact(context, RESOURCES, () => findRoutes(context));
}

/** The same, when the classes of Ingresses are listed too. */
export function extractClassedRoutes(
  context: FactContext,
): Observation<readonly RouteFact[]> {
  const none = observeFact(context, RESOURCES, () => findRoutes(context));
  if (none.ok && none.value.length === 0) return none;
  return observeFact(
    context,
    [...RESOURCES, 'networking.k8s.io/ingressclasses'],
    () => findRoutes(context),
  );
}
