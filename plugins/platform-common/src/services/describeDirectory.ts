import { KubernetesIndex, readServicePorts } from '../kubernetes';
import { ServiceGroup } from './types';

/** Stands for all that a `ServiceDirectory` can answer: the same key, the same answers. */
export interface DirectoryKey {
  /** What each group brings, in their order. */
  readonly parts: readonly string[];
}

/** What groups that are in use bring to a directory; a group is another one when its Services or routes are. */
const known = new WeakMap<ServiceGroup, string>();
let last: { groups: readonly ServiceGroup[]; key: DirectoryKey } = {
  groups: [],
  key: { parts: [] },
};

function describeGroup(group: ServiceGroup, index: KubernetesIndex): string {
  const { id, cluster, namespace, profile, formerIds } = group;
  return JSON.stringify([
    [id, cluster, namespace, profile?.id],
    formerIds,
    group.services.map(({ cluster: at, object }) => [
      at,
      object.metadata.namespace,
      object.metadata.name,
      readServicePorts(object).map(({ port }) => port),
    ]),
    group.ingresses.map(ingress => index.routes.of(ingress).hosts),
  ]);
}

/** The key of the directory of these groups; the very key of the last time when it would answer the same. */
export function describeDirectory(
  groups: readonly ServiceGroup[],
  index: KubernetesIndex,
): DirectoryKey {
  const before = last;
  const parts = groups.map((group, at) => {
    if (group === before.groups[at]) return before.key.parts[at];
    const text = known.get(group) ?? describeGroup(group, index);
    known.set(group, text);
    return text;
  });
  const isSame =
    parts.length === before.key.parts.length &&
    parts.every((part, at) => part === before.key.parts[at]);
  const key = isSame ? before.key : { parts };
  last = { groups, key };
  return key;
}
