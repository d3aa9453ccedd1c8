const kept = new WeakMap<object, Map<string, unknown>>();

/**
 * What is the same for every service, made once for as long as what it is made of lives. `owner` never changes once it is
 * built (an index of objects, a list of readings), and neither does what is made of it.
 */
export function once<T>(owner: object, key: string, build: () => T): T {
  let values = kept.get(owner);
  if (!values) {
    values = new Map();
    kept.set(owner, values);
  }
  if (!values.has(key)) values.set(key, build());
  return values.get(key) as T;
}
