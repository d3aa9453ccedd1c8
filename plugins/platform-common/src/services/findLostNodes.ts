import {
  asText,
  asTime,
  findCondition,
  InventoryObject,
  KubernetesIndex,
} from '../kubernetes';
import { LostNode } from '../model';

const ENDED = ['Succeeded', 'Failed'];

function lostNode({ object }: InventoryObject): LostNode | undefined {
  const ready = findCondition(object, 'Ready');
  if (ready?.status === 'True') return undefined;
  const since = asTime(ready?.lastTransitionTime);
  const reason = ready?.message ?? ready?.reason;
  return {
    name: object.metadata.name,
    ...(since === undefined ? {} : { since: new Date(since).toISOString() }),
    reason: reason?.replace(/\.$/, '') ?? 'it does not say whether it is ready',
    pods: 0,
  };
}

/**
 * The nodes of a cluster that are not ready, by name. Services tell of the pods that they lack; that all of them lack them for one
 * reason is what this says.
 *
 * @param index - What is known; nodes that cannot be read are not in it, and the state of the cluster says so.
 */
export function findLostNodes(
  index: KubernetesIndex,
  cluster: string,
): LostNode[] {
  const lost = new Map<string, LostNode>();
  for (const entry of index.byKind('Node', { cluster })) {
    const node = lostNode(entry);
    if (node) lost.set(node.name, node);
  }
  if (lost.size === 0) return [];
  for (const { cluster: place, object } of index.byKind('Pod')) {
    if (place !== cluster) continue;
    const node = lost.get(asText(object.spec?.nodeName) ?? '');
    if (node && !ENDED.includes(asText(object.status?.phase) ?? ''))
      node.pods += 1;
  }
  return [...lost.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
