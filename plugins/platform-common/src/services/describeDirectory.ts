import { KubernetesIndex, readServicePorts } from '../kubernetes';
import { ServiceGroup } from './types';

/** Stands for all that a `ServiceDirectory` can answer: the same key, the same answers. */
export interface DirectoryKey {
  /** What each group brings, in their order. */
  readonly parts: readonly string[];
}

/** What groups that are in use bring to a directory; a group is another one when its Services or routes are. */
const known = new WeakMap<ServiceGroup, string>();
let last: DirectoryKey = { parts: [] };

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
  const parts = groups.map(group => {
    const text = known.get(group) ?? describeGroup(group, index);
    known.set(group, text);
    return text;
  });
  const isSame =
    parts.length === last.parts.length &&
    parts.every((part, at) => part === last.parts[at]);
  if (!isSame) last = { parts };
  return last;
}
