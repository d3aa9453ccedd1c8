import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from './types';

/** All fields but metadata and status: a change here is a new generation. */
function desiredState(object: KubernetesObject): Record<string, unknown> {
  const { metadata: _metadata, status: _status, ...desired } = object;
  return desired;
}

/**
 * What an update would store: the fields that belong to the server stay, and a change of what is asked for is a new
 * generation. Equal to the previous object when nothing changes.
 */
export function prepareUpdate(
  object: KubernetesObject,
  previous: KubernetesObject,
): KubernetesObject {
  const kept = previous.metadata;
  const draft = structuredClone(object);
  Object.assign(draft.metadata, {
    uid: kept.uid,
    resourceVersion: kept.resourceVersion,
    creationTimestamp: kept.creationTimestamp,
    deletionTimestamp: kept.deletionTimestamp,
    generation: kept.generation,
  });
  for (const [field, value] of Object.entries(draft.metadata)) {
    if (value === undefined) delete draft.metadata[field];
  }
  if (
    kept.generation !== undefined &&
    !isDeepStrictEqual(desiredState(draft), desiredState(previous))
  ) {
    draft.metadata.generation = kept.generation + 1;
  }
  return draft;
}
