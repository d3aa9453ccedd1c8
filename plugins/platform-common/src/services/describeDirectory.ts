import { KubernetesIndex, readServicePorts } from '../kubernetes';
import { ServiceGroup } from './types';

/** Stands for all that a `ServiceDirectory` can answer: the same key, the same answers. */
export interface DirectoryKey {
  /** What each group brings, in their order; `undefined` is its name alone, as most do. */
  readonly parts: readonly (string | undefined)[];
}

/** What the last groups brought to their directory; a group is another one when its Services or routes are. */
let last: { groups: readonly ServiceGroup[]; key: DirectoryKey } = {
  groups: [],
  key: { parts: [] },
};

function describeGroup(group: ServiceGroup, index: KubernetesIndex): string {
  const { id, cluster, namespace, profile, formerIds } = group;
  const { services, ingresses } = group;
  return JSON.stringify([
    [id, cluster, namespace, profile?.id],
    formerIds,
    services.map(({ cluster: at, object }) => [
      at,
      object.metadata.namespace,
      object.metadata.name,
      readServicePorts(object).map(({ port }) => port),
    ]),
    ingresses.map(ingress => index.routes.of(ingress).hosts),
  ]);
}

function isNameAlone({ services, ingresses, formerIds }: ServiceGroup) {
  return services.length + ingresses.length + formerIds.length === 0;
}

function isSameName(one: ServiceGroup, other: ServiceGroup): boolean {
  return (
    one === other ||
    (one.id === other.id &&
      one.cluster === other.cluster &&
      one.namespace === other.namespace &&
      one.profile?.id === other.profile?.id)
  );
}

/** Finds what groups that stand elsewhere now brought the last time. */
function createRecall({ groups, key }: typeof last) {
  let known: Map<ServiceGroup, string | undefined> | undefined;
  return (group: ServiceGroup): string | undefined => {
    known ??= new Map(groups.map((one, at) => [one, key.parts[at]]));
    return known.get(group);
  };
}

/** The key of the directory of these groups; the very key of the last time when it would answer the same. */
export function describeDirectory(
  groups: readonly ServiceGroup[],
  index: KubernetesIndex,
): DirectoryKey {
  const before = last;
  const recall = createRecall(before);
  const parts = groups.map((group, at) => {
    if (group === before.groups[at]) return before.key.parts[at];
    if (isNameAlone(group)) return undefined;
    return recall(group) ?? describeGroup(group, index);
  });
  const isSame =
    parts.length === before.key.parts.length &&
    parts.every(
      (part, at) =>
        part === before.key.parts[at] &&
        (part !== undefined || isSameName(groups[at], before.groups[at])),
    );
  const key = isSame ? before.key : { parts };
  last = { groups, key };
  return key;
}
