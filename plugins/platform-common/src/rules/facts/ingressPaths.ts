/** What Ingresses say: hosts, paths and backends, and who claims which of them. */
import {
  annotationOf,
  asObject,
  asObjects,
  asText,
  InventoryObject,
  JsonObject,
} from '../../kubernetes';
import { FactContext, nameOf, nameOfObject } from './context';
import { once } from './once';

/** A path of an Ingress. */
export interface Path {
  host: string;
  path: string;
  backend: JsonObject;
}

/** The paths of an Ingress, its default backend first. */
export function pathsOf({ object }: InventoryObject): Path[] {
  const whole =
    object.spec?.defaultBackend === undefined
      ? []
      : [
          {
            host: '*',
            path: '/',
            backend: asObject(object.spec.defaultBackend),
          },
        ];
  return [
    ...whole,
    ...asObjects(object.spec?.rules).flatMap(rule =>
      asObjects(asObject(rule.http).paths).map(item => ({
        host: asText(rule.host) ?? '*',
        path: asText(item.path) ?? '/',
        backend: asObject(item.backend),
      })),
    ),
  ];
}

/** An Ingress that takes part of another's traffic by design, or for the minute that a challenge takes. */
export function isPassing({ object }: InventoryObject): boolean {
  return (
    annotationOf(object, 'nginx.ingress.kubernetes.io/canary') === 'true' ||
    object.metadata.name.startsWith('cm-acme-http-solver') ||
    object.metadata.labels?.['acme.cert-manager.io/http01-solver'] === 'true'
  );
}

/** The class of an Ingress, by its field or by the old annotation. */
export function classOf({ object }: InventoryObject): string | undefined {
  return (
    asText(object.spec?.ingressClassName) ??
    annotationOf(object, 'kubernetes.io/ingress.class')
  );
}

const OWN_CLASSES: ReadonlySet<string> = new Set([
  'alb',
  'gce',
  'gce-internal',
]);
const OWN_CONTROLLERS =
  /^(ingress\.k8s\.aws\/alb|eks\.amazonaws\.com\/alb|k8s\.io\/ingress-gce)/;
const SHARED_BALANCER = 'alb.ingress.kubernetes.io/group.name';

/**
 * Whether the controller gives an Ingress an address of its own, so that a path without a host is claimed by nobody else: the load balancers of
 * some clouds, one for each Ingress, unless several are put into a group.
 */
function hasOwnAddress(
  { index }: FactContext,
  entry: InventoryObject,
): boolean {
  const { cluster, object } = entry;
  if (annotationOf(object, SHARED_BALANCER) !== undefined) return false;
  const name = classOf(entry);
  const known =
    name === undefined
      ? undefined
      : index.get({ cluster, kind: 'IngressClass', name });
  const controller = asText(known?.object.spec?.controller);
  if (controller !== undefined) return OWN_CONTROLLERS.test(controller);
  return name === undefined
    ? Object.keys(object.metadata.annotations ?? {}).some(key =>
        /^(alb\.ingress\.kubernetes\.io|networking\.gke\.io)\/|^kubernetes\.io\/ingress\.(global|regional)-static-ip-name$/.test(
          key,
        ),
      )
    : OWN_CLASSES.has(name);
}

/** Whether a path of an Ingress is in nobody's way. */
export function isApart(
  context: FactContext,
  entry: InventoryObject,
  { host }: Pick<Path, 'host'>,
): boolean {
  return isPassing(entry) || (host === '*' && hasOwnAddress(context, entry));
}

/** `Service data/trino`. */
export function backendName(entry: InventoryObject, { backend }: Path): string {
  const { namespace } = entry.object.metadata;
  return nameOf({
    kind: 'Service',
    namespace,
    name: asText(asObject(backend.service).name) ?? '',
  });
}

/** A claim to a host and path. */
export interface Claim {
  /** The Ingress. */
  object: string;
  backend: string;
}

function claimsIn(context: FactContext): Map<string, Claim[]> {
  const { index, service } = context;
  return once(index, `claims ${service.cluster}`, () => {
    const claims = new Map<string, Claim[]>();
    for (const entry of index.byKind('Ingress')) {
      if (entry.cluster !== service.cluster || isPassing(entry)) continue;
      for (const item of pathsOf(entry)) {
        if (isApart(context, entry, item)) continue;
        const key = `${classOf(entry) ?? ''} ${item.host}${item.path}`;
        const list = claims.get(key) ?? [];
        claims.set(key, [
          ...list,
          {
            object: nameOfObject(entry.object),
            backend: backendName(entry, item),
          },
        ]);
      }
    }
    return claims;
  });
}

/** What claims a host and path under a class. */
export function claimsOn(context: FactContext, key: string): readonly Claim[] {
  const { index, service } = context;
  return once(
    index,
    `claims ${service.cluster} ${key}`,
    () => claimsIn(context).get(key) ?? [],
  );
}
