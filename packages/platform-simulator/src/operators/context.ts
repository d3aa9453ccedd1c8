import type { ObjectStore } from '../kubernetes/ObjectStore';
import type { Clock, KubernetesObject, TypeKey } from '../kubernetes/types';

/** What every operator works with. */
export interface OperatorContext {
  store: ObjectStore;
  clock: Clock;
}

/** One operator: does what is due now. */
export type Operator = (context: OperatorContext) => void;

/** An object's status as a record; `{}` when it has none. */
export function statusOf(object: KubernetesObject): Record<string, unknown> {
  return { ...(object.status as Record<string, unknown> | undefined) };
}

/** Writes a status on top of the present one. */
export function mergeStatus(
  { store }: OperatorContext,
  type: TypeKey,
  object: KubernetesObject,
  status: Record<string, unknown>,
): void {
  const draft = structuredClone(object);
  draft.status = { ...statusOf(object), ...status };
  store.update(type, draft);
}
