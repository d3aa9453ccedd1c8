/** Name of the method by which an owner keeps what is made of it itself, so that it can tell when that has to be made again. */
export const KEEPS = Symbol('keeps');

/** An owner that changes, and keeps what is made of it by itself. */
export interface Keeper {
  [KEEPS]<T>(key: string, build: () => T): T;
}

function isKeeper(owner: object): owner is Keeper {
  return KEEPS in owner;
}

const kept = new WeakMap<object, Map<string, unknown>>();

/**
 * What is the same for every service, made once for as long as what it is made of lives. `owner` never changes once it is
 * built (an index of objects, a list of readings), and neither does what is made of it; unless it is a {@link Keeper}, which knows by itself.
 *
 * `build` looks at nothing but the owner, what the key names and what never changes: it may be kept, and run again much later.
 */
export function once<T>(owner: object, key: string, build: () => T): T {
  if (isKeeper(owner)) return owner[KEEPS](key, build);
  let values = kept.get(owner);
  if (!values) {
    values = new Map();
    kept.set(owner, values);
  }
  const known = values.get(key);
  if (known !== undefined || values.has(key)) return known as T;
  const made = build();
  values.set(key, made);
  return made;
}
