/** Garbage collection: what an object owned goes with it, and a namespace takes everything in it along. */
import { formatTime } from './identifiers';
import { objectKey, type ObjectTable } from './ObjectTable';
import type { KubernetesObject } from './types';

/** How a delete treats what the object owns. */
export type Propagation = 'Background' | 'Foreground' | 'Orphan';

interface Removal {
  key: string;
  now: number;
  propagation: Propagation;
}

function emptyNamespace(
  table: ObjectTable,
  namespace: string,
  now: number,
): void {
  for (const key of table.keys) {
    for (const object of table.list(key)) {
      const row = { key, name: objectKey(object.metadata) };
      if (object.metadata.namespace === namespace && table.get(row)) {
        removeObject(table, object, { key, now, propagation: 'Background' });
      }
    }
  }
}

function release(
  table: ObjectTable,
  owned: { key: string; object: KubernetesObject },
  options: { uid: string; now: number; propagation: Propagation },
): void {
  const { key, object } = owned;
  const others = (object.metadata.ownerReferences ?? []).filter(
    reference => reference.uid !== options.uid,
  );
  const draft = structuredClone(object);
  if (options.propagation === 'Orphan' || others.length > 0) {
    draft.metadata.ownerReferences = others;
    table.put(key, draft);
  } else if (object.metadata.finalizers?.length) {
    draft.metadata.deletionTimestamp ??= formatTime(options.now);
    table.put(key, draft);
  } else {
    removeObject(table, object, {
      key,
      now: options.now,
      propagation: 'Background',
    });
  }
}

/**
 * Removes an object from the table and releases what it owned: deleted when nobody else owns it, only marked when it
 * has finalizers, kept without the reference when orphaned.
 *
 * @returns the object as it was last
 */
export function removeObject(
  table: ObjectTable,
  object: KubernetesObject,
  removal: Removal,
): KubernetesObject {
  const { key, now, propagation } = removal;
  const last = table.remove(key, object);
  const uid = object.metadata.uid ?? '';
  for (const { row, object: owned } of table.ownedBy(uid)) {
    release(table, { key: row.key, object: owned }, { uid, now, propagation });
  }
  if (key === '/namespaces') emptyNamespace(table, object.metadata.name, now);
  return last;
}
