/**
 * Who starts a workload that has no pods. An autoscaler that may scale to nothing, and Knative, take the last pod away while nobody asks: that
 * is no failure, and says nothing of whether the workload would answer. It is read from what scales it, never from its being asleep.
 */
import {
  asNumber,
  asObject,
  asText,
  InventoryObject,
  KubernetesObject,
  podTemplateOf,
} from '../kubernetes';

const REVISION = 'serving.knative.dev/revision';

function scales(scaler: KubernetesObject, target: KubernetesObject): boolean {
  const { kind, name } = asObject(asObject(scaler.spec).scaleTargetRef);
  return (
    name === target.metadata.name &&
    (asText(kind) ?? 'Deployment') === target.kind
  );
}

/** KEDA makes an autoscaler for the time with pods and cares for the time without them itself. */
function mayTakeAll({ metadata, spec }: KubernetesObject): string | undefined {
  const keda = metadata.ownerReferences?.find(
    ({ kind }) => kind === 'ScaledObject',
  );
  if (keda) return `KEDA (ScaledObject ${keda.name})`;
  return asNumber(asObject(spec).minReplicas) === 0
    ? `its autoscaler ${metadata.name}`
    : undefined;
}

/**
 * In words, who starts a workload again that has been scaled to nothing; `undefined` where nobody is known to.
 *
 * @param autoscalers - of its service
 */
export function whoAwakens(
  { object }: InventoryObject,
  autoscalers: readonly InventoryObject[],
): string | undefined {
  const { labels = {} } = object.metadata;
  if (labels[REVISION] ?? podTemplateOf(object).labels[REVISION])
    return 'Knative';
  return autoscalers
    .filter(scaler => scales(scaler.object, object))
    .flatMap(scaler => mayTakeAll(scaler.object) ?? [])
    .at(0);
}
