/**
 * What is different between two indexes. The tables of a place are the very same ones where nothing changed, so only places in which something
 * did are looked through.
 */
import { InventoryObject, KubernetesIndex, objectKey } from '../../kubernetes';

/** An object that came (`after` only), went (`before` only) or is another one now. */
export interface ObjectChange {
  before?: InventoryObject;
  after?: InventoryObject;
}

type Tables = KubernetesIndex['tables'][number];

/** Tables by their place; those that the other index has at the very same position are left out. */
function tablesByPlace(
  { tables }: KubernetesIndex,
  other: KubernetesIndex,
): Map<string, Tables> {
  const found = new Map<string, Tables>();
  for (let at = 0; at < tables.length; at += 1) {
    const one = tables[at];
    if (one === other.tables[at]) continue;
    const { cluster, object } = one.objects[0];
    found.set(`${cluster}/${object.metadata.namespace ?? ''}`, one);
  }
  return found;
}

function diffPlace(
  before: Tables | undefined,
  after: Tables | undefined,
): ObjectChange[] {
  const [old, next] = [before?.objects ?? [], after?.objects ?? []];
  const gone = new Map(old.map(entry => [objectKey(entry.object), entry]));
  const changes: ObjectChange[] = [];
  for (const entry of next) {
    const key = objectKey(entry.object);
    const last = gone.get(key);
    gone.delete(key);
    if (last !== entry)
      changes.push({ ...(last ? { before: last } : {}), after: entry });
  }
  for (const entry of gone.values()) changes.push({ before: entry });
  // They are the same in another order: every list of theirs is another one.
  if (changes.length === 0)
    return next.map(entry => ({ before: entry, after: entry }));
  return changes;
}

/** The objects that are different. */
export function diffIndexes(
  before: KubernetesIndex,
  after: KubernetesIndex,
): ObjectChange[] {
  if (before === after) return [];
  const old = tablesByPlace(before, after);
  const next = tablesByPlace(after, before);
  const places = new Set([...old.keys(), ...next.keys()]);
  return [...places].flatMap(place => {
    const [one, other] = [old.get(place), next.get(place)];
    return one === other ? [] : diffPlace(one, other);
  });
}
