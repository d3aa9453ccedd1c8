import {
  InventoryObject,
  isRoute,
  isWorkload,
  KubernetesIndex,
} from '../kubernetes';
import { ObjectQuestion } from '../model';

/** What people mean by a bare name first: what runs, what stands for it, what leads to it, the rest. */
function importance({ object }: InventoryObject): number {
  const { kind, metadata } = object;
  if (isWorkload(object)) {
    const owned = (metadata.ownerReferences ?? []).length > 0;
    if (kind === 'Pod') return 6;
    return owned ? 5 : 0;
  }
  if (kind === 'Service') return 2;
  if (isRoute(object)) return 3;
  return /^[^/]+\.[^/]+\//.test(object.apiVersion) ? 1 : 4;
}

/** Whether a question means this object. Kinds are compared without regard to case. */
function isMeant(
  { cluster, object }: InventoryObject,
  question: ObjectQuestion,
): boolean {
  const { kind, namespace } = question;
  const { metadata } = object;
  return (
    metadata.name === question.name &&
    (question.cluster === undefined || cluster === question.cluster) &&
    (namespace === undefined || (metadata.namespace ?? '') === namespace) &&
    (kind === undefined || object.kind.toLowerCase() === kind.toLowerCase())
  );
}

/** The objects that a question can mean, what people mean first coming first; never Kubernetes events. */
export function findObjects(
  index: KubernetesIndex,
  question: ObjectQuestion,
): InventoryObject[] {
  return index.objects
    .filter(entry => entry.object.kind !== 'Event' && isMeant(entry, question))
    .sort(
      (a, b) =>
        importance(a) - importance(b) ||
        `${a.cluster} ${a.object.kind}`.localeCompare(
          `${b.cluster} ${b.object.kind}`,
        ),
    );
}
