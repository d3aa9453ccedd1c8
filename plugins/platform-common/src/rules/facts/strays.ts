/**
 * Objects that lead to nothing belong to somebody all the same: a budget whose selector matches no pod, an autoscaler
 * whose target is gone. Whose they are tells their name: of the workloads of the namespace, the one with the longest name
 * that theirs begins with.
 */
import { InventoryObject } from '../../kubernetes';
import { FactContext } from './context';
import { once } from './once';

const BEARERS = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'] as const;

function namesIn(
  { index }: FactContext,
  cluster: string,
  namespace?: string,
): Set<string> {
  return once(index, `names ${cluster} ${namespace}`, () => {
    const found = BEARERS.flatMap(kind =>
      index.byKind(kind, { cluster, namespace }),
    );
    return new Set(found.map(({ object }) => object.metadata.name));
  });
}

function longestBearer(
  context: FactContext,
  entry: InventoryObject,
): string | undefined {
  const { name, namespace } = entry.object.metadata;
  const names = namesIn(context, entry.cluster, namespace);
  for (let end = name.length; end > 0; end = name.lastIndexOf('-', end - 1)) {
    if (names.has(name.slice(0, end))) return name.slice(0, end);
  }
  return undefined;
}

/** The workload of its namespace whose name an object bears. */
export function bearerOf(
  context: FactContext,
  entry: InventoryObject,
): string | undefined {
  const { kind, metadata } = entry.object;
  const key = `bearer ${entry.cluster} ${kind} ${metadata.namespace}/${metadata.name}`;
  return once(context.index, key, () => longestBearer(context, entry));
}

/** The objects of a kind in a namespace by the workload whose name they bear. */
function byBearer(
  context: FactContext,
  kind: string,
  place: { cluster: string; namespace: string },
): ReadonlyMap<string, readonly InventoryObject[]> {
  const { index } = context;
  const { cluster, namespace } = place;
  return once(index, `borne ${kind} ${cluster} ${namespace}`, () => {
    const found = new Map<string, InventoryObject[]>();
    for (const entry of index.byKind(kind, { cluster, namespace })) {
      const bearer = longestBearer(context, entry);
      if (bearer === undefined) continue;
      const list = found.get(bearer);
      if (list) list.push(entry);
      else found.set(bearer, [entry]);
    }
    return found;
  });
}

/** The objects of a kind that bear the name of one of the service's workloads. */
export function bearing(
  context: FactContext,
  kind: string,
): readonly InventoryObject[] {
  const found = context.service.workloads.flatMap(
    ({ cluster, namespace, name }) =>
      once(
        context.index,
        `borne ${kind} ${cluster} ${namespace} ${name}`,
        () => byBearer(context, kind, { cluster, namespace }).get(name) ?? [],
      ),
  );
  return found.length > 1 ? [...new Set(found)] : found;
}

/** Whether an object of the service's namespace that leads to nothing bears the name of one of its workloads. */
export function bearsName(
  context: FactContext,
  entry: InventoryObject,
): boolean {
  const bearer = bearerOf(context, entry);
  return context.service.workloads.some(
    ({ name, namespace, cluster }) =>
      name === bearer &&
      namespace === entry.object.metadata.namespace &&
      cluster === entry.cluster,
  );
}

/** Namespaces that the service has workloads in, each once. */
export function namespacesOf({ service }: FactContext): string[] {
  const [first, ...rest] = service.workloads;
  if (!first) return [service.namespace];
  return rest.every(({ namespace }) => namespace === first.namespace)
    ? [first.namespace]
    : [...new Set(service.workloads.map(({ namespace }) => namespace))];
}

/** Objects of a kind in the namespaces of the service. */
export function near(
  context: FactContext,
  kind: string,
): readonly InventoryObject[] {
  const { index, service } = context;
  const spaces = namespacesOf(context);
  if (spaces.length === 1)
    return index.byKind(kind, {
      cluster: service.cluster,
      namespace: spaces[0],
    });
  return spaces.flatMap(namespace =>
    index.byKind(kind, { cluster: service.cluster, namespace }),
  );
}
