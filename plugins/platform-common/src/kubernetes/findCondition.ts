import { KubernetesObject } from './objects';
import { asObject, asObjects, asText } from './readValue';

/** A condition of an object's status. */
export interface Condition {
  type: string;
  /** `True`, `False` or `Unknown`. */
  status: string;
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
}

/** The condition of this type in `status.conditions`, or `undefined`. */
export function findCondition(
  object: KubernetesObject,
  type: string,
): Condition | undefined {
  const found = asObjects(asObject(object.status).conditions).find(
    condition => condition.type === type,
  );
  if (!found) return undefined;
  const reason = asText(found.reason);
  const message = asText(found.message);
  const lastTransitionTime = asText(found.lastTransitionTime);
  return {
    type,
    status: asText(found.status) ?? 'Unknown',
    ...(reason ? { reason } : {}),
    ...(message ? { message } : {}),
    ...(lastTransitionTime ? { lastTransitionTime } : {}),
  };
}
