/** The Argo CD applications that may deploy to a cluster, and what they say of it themselves. */
import { isArgoApplication } from '../../declared';
import { asObject, asObjects, asText, InventoryObject } from '../../kubernetes';
import { FactContext, nameOf } from './context';
import { once } from './once';

/** How Argo CD names the cluster that it runs in. */
const OWN_CLUSTER =
  /^https:\/\/kubernetes\.default(\.svc(\.cluster\.local)?)?(:443)?\/?$/;

/** Where an application deploys to. */
export function destinationOf({ object }: InventoryObject) {
  const destination = asObject(asObject(object.spec).destination);
  return {
    server: asText(destination.server),
    name: asText(destination.name),
    namespace: asText(destination.namespace),
  };
}

/** Whether an application may deploy to a cluster: its own address says which, any other may be anybody's. */
function mayReach(application: InventoryObject, cluster: string): boolean {
  const { server, name } = destinationOf(application);
  const isOwn = server
    ? OWN_CLUSTER.test(server)
    : name === undefined || name === 'in-cluster';
  return !isOwn || application.cluster === cluster;
}

/** The applications that may deploy to the service's cluster. */
export function allApplications({
  index,
  service: { cluster },
}: FactContext): readonly InventoryObject[] {
  return once(index, `argo applications for ${cluster}`, () =>
    index
      .byKind('Application')
      .filter(one => isArgoApplication(one.object) && mayReach(one, cluster)),
  );
}

/** What an application lists to be deployed by it. */
export function resourcesOf({ object }: InventoryObject) {
  return asObjects(asObject(object.status).resources);
}

function listings(context: FactContext): Map<string, InventoryObject[]> {
  const { index, service } = context;
  return once(index, `deployed ${service.cluster}`, () => {
    const found = new Map<string, InventoryObject[]>();
    for (const entry of allApplications(context)) {
      for (const item of resourcesOf(entry)) {
        const key = nameOf({
          kind: asText(item.kind) ?? '',
          namespace: asText(item.namespace),
          name: asText(item.name) ?? '',
        });
        found.set(key, [...(found.get(key) ?? []), entry]);
      }
    }
    return found;
  });
}

/** The applications that list an object: `Deployment data/trino`. */
export function listedFor(
  context: FactContext,
  object: string,
): readonly InventoryObject[] {
  const { index, service } = context;
  return once(
    index,
    `deployed ${service.cluster} ${object}`,
    () => listings(context).get(object) ?? [],
  );
}

/** Whether any application may deploy to the service's cluster. */
export function hasApplications(context: FactContext): boolean {
  const { index, service } = context;
  return once(
    index,
    `any application for ${service.cluster}`,
    () => allApplications(context).length > 0,
  );
}

/** The applications of a name, and of a namespace where one is said. */
export function applicationsNamed(
  context: FactContext,
  { name, namespace }: { name: string; namespace?: string },
): readonly InventoryObject[] {
  const { index, service } = context;
  const key = `application ${service.cluster} ${namespace ?? '*'}/${name}`;
  return once(index, key, () =>
    allApplications(context).filter(
      ({ object: { metadata } }) =>
        metadata.name === name &&
        (namespace === undefined || metadata.namespace === namespace),
    ),
  );
}

/** Applications that are for a namespace, or for any, and list nothing: of what they deploy their status does not tell. */
export function silentFor(
  context: FactContext,
  namespace: string | undefined,
): readonly InventoryObject[] {
  const { index, service } = context;
  const key = `silent applications ${service.cluster}/${namespace ?? ''}`;
  return once(index, key, () =>
    allApplications(context).filter(one => {
      const { namespace: own = namespace } = destinationOf(one);
      return own === namespace && resourcesOf(one).length === 0;
    }),
  );
}
