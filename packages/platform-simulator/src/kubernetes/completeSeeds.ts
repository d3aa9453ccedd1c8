import { createUid, formatTime } from './identifiers';
import { objectKey, type ObjectName } from './ObjectTable';
import { findType, storageKey } from './resourceTypes';
import type { KubernetesObject, ResourceType, TypeKey } from './types';

/** A seed with the server's own fields filled in. */
export interface Seed {
  type: ResourceType;
  draft: KubernetesObject;
}

/**
 * Fills in what the world left out: uid, creation time, generation, and the uid of owners. Everything that a seed
 * carries is kept. The uid follows from type and name, so two runs give the same one.
 *
 * @param objects - the world's objects; not changed
 * @param options - `get` finds an owner that is not among the seeds
 */
export function completeSeeds(
  objects: readonly KubernetesObject[],
  options: {
    now: number;
    typeOf(object: KubernetesObject): ResourceType;
    get(type: TypeKey, name: ObjectName): KubernetesObject | undefined;
  },
): Seed[] {
  const uids = new Map<string, string>();
  const seeds = objects.map(object => {
    const type = options.typeOf(object);
    const draft = structuredClone(object);
    const { metadata } = draft;
    const key = `${storageKey(type)}/${objectKey(metadata)}`;
    metadata.uid ??= createUid(key);
    metadata.creationTimestamp ??= formatTime(options.now);
    if ('spec' in draft) metadata.generation ??= 1;
    uids.set(key, metadata.uid);
    return { type, draft };
  });
  for (const { draft } of seeds) {
    const { namespace, ownerReferences = [] } = draft.metadata;
    for (const owner of ownerReferences) {
      if (owner.uid) continue;
      const type = findType(owner);
      if (!type) continue;
      const name = {
        name: owner.name,
        ...(type.namespaced ? { namespace } : {}),
      };
      owner.uid =
        uids.get(`${storageKey(type)}/${objectKey(name)}`) ??
        options.get(type, name)?.metadata.uid ??
        '';
    }
  }
  return seeds;
}
