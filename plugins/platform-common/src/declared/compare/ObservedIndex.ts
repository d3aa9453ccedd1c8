import {
  asObject,
  asText,
  InventoryObject,
  KubernetesObject,
} from '../../kubernetes';
import { ClusterState } from '../../model';
import { declaredKey, groupOf } from '../declaredKey';
import { nameInKind, NamedKind } from './NamedKind';
import { stateOfKind } from './resourceOf';

/** What an inventory knows, as far as a comparison needs it. */
export interface ObservedPlatform {
  objects: readonly InventoryObject[];
  clusters: readonly ClusterState[];
  /** Kinds of which only names are read; none without it. */
  named?: readonly NamedKind[];
}

const SCALERS = ['HorizontalPodAutoscaler', 'ScaledObject'];

/** `Deployment data/web` of what an autoscaler decides about; `undefined` for other objects. */
function scaledBy({
  kind,
  metadata,
  spec,
}: KubernetesObject): string | undefined {
  if (!SCALERS.includes(kind)) return undefined;
  const target = asObject(asObject(spec).scaleTargetRef);
  const name = asText(target.name);
  return (
    name &&
    `${asText(target.kind) ?? 'Deployment'} ${metadata.namespace ?? ''}/${name}`
  );
}

/** Lookups over what was observed. */
export class ObservedIndex {
  readonly clusters: readonly ClusterState[];
  readonly statefulSets = new Map<string, Set<string>>();
  readonly #byKey = new Map<string, InventoryObject[]>();
  readonly #scaled = new Set<string>();
  readonly #named: ReadonlyMap<string, NamedKind>;

  constructor(
    { objects, clusters, named = [] }: ObservedPlatform,
    declared: readonly KubernetesObject[],
  ) {
    this.clusters = clusters;
    this.#named = new Map(
      named.map(item => [`${item.cluster} ${item.group} ${item.kind}`, item]),
    );
    for (const item of objects) {
      const key = declaredKey(item.object);
      const known = this.#byKey.get(key);
      if (known) known.push(item);
      else this.#byKey.set(key, [item]);
      if (item.object.kind === 'StatefulSet') this.#addStatefulSet(item);
      this.#addScaled(item.object);
    }
    declared.forEach(object => this.#addScaled(object));
  }

  #addStatefulSet({ cluster, object }: InventoryObject): void {
    const { namespace, name } = object.metadata;
    const known = this.statefulSets.get(cluster) ?? new Set();
    this.statefulSets.set(cluster, known.add(`${namespace}/${name}`));
  }

  #addScaled(object: KubernetesObject): void {
    const target = scaledBy(object);
    if (target) this.#scaled.add(target);
  }

  /** The objects of this identity in the namespace, one for each cluster that has it. */
  find(
    object: KubernetesObject,
    namespace: string,
    cluster?: string,
  ): InventoryObject[] {
    const found = this.#byKey.get(declaredKey(object, namespace)) ?? [];
    return cluster === undefined
      ? found
      : found.filter(item => item.cluster === cluster);
  }

  #namesOf(cluster: string, apiVersion: string, kind: string) {
    return this.#named.get(`${cluster} ${groupOf(apiVersion)} ${kind}`)?.names;
  }

  /** The clusters that have an object of this name, of those whose kind is read by name only. */
  findNamed(
    { apiVersion, kind, metadata }: KubernetesObject,
    namespaces: readonly string[],
    cluster?: string,
  ): { cluster: string; namespace: string; observedAt: string }[] {
    return this.clusters.flatMap(({ name }) => {
      if (cluster !== undefined && cluster !== name) return [];
      const names = this.#namesOf(name, apiVersion, kind);
      if (!names?.ok) return [];
      const namespace = namespaces.find(space =>
        names.value.has(nameInKind(space, metadata.name)),
      );
      return namespace === undefined
        ? []
        : [{ cluster: name, namespace, observedAt: names.observedAt }];
    });
  }

  /** Fields that an autoscaler decides about. */
  ownedElsewhere({ kind, metadata }: KubernetesObject): ReadonlySet<string> {
    const name = `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
    return new Set(this.#scaled.has(name) ? ['spec.replicas'] : []);
  }

  /** Why it cannot be said that an object of this kind is missing; `undefined` when it can. */
  whyUnknown(
    { apiVersion, kind }: KubernetesObject,
    cluster?: string,
  ): string | undefined {
    const asked =
      cluster === undefined
        ? this.clusters
        : this.clusters.filter(({ name }) => name === cluster);
    if (asked.length === 0) {
      return cluster === undefined
        ? 'No cluster is configured.'
        : `The cluster ${cluster} is not configured.`;
    }
    for (const state of asked) {
      if (state.phase === 'connecting')
        return `The cluster ${state.name} has not been read yet.`;
      if (state.phase === 'failing')
        return `The cluster ${state.name} cannot be read.`;
      const known = stateOfKind(state, apiVersion, kind);
      if (!known) {
        const names = this.#namesOf(state.name, apiVersion, kind);
        if (!names)
          return `The portal does not read objects of kind ${kind} in the cluster ${state.name}.`;
        if (!names.ok) return names.reason;
        continue;
      }
      if (!known.ok)
        return `Objects of kind ${kind} cannot be read in the cluster ${
          state.name
        }: ${known.reason ?? 'the reason is not known'}`;
    }
    return undefined;
  }
}
