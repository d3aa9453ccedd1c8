/** The value at a dotted place of a parsed answer, or undefined. Only own keys count. */
export function valueAt(document: unknown, place: string): unknown {
  let value: unknown = document;
  for (const key of place.split('.')) {
    if (
      typeof value !== 'object' ||
      value === null ||
      !Object.hasOwn(value, key)
    ) {
      return undefined;
    }
    value = new Map<string, unknown>(Object.entries(value)).get(key);
  }
  return value;
}
