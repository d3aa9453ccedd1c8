/** Reading unknown JSON for printers, which must never fail on an incomplete object. */
import { isRecord } from '../identifiers';
import type { JsonObject, JsonValue } from '../types';

/** The value at a path of keys, or undefined. */
export function at(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const step of path) {
    if (!isRecord(current)) return undefined;
    current = current[step];
  }
  return current;
}

/** The text at a path, or the fallback. */
export function textAt(
  value: unknown,
  path: string[],
  fallback = '<none>',
): string {
  const found = at(value, ...path);
  if (typeof found === 'string' && found !== '') return found;
  return typeof found === 'number' || typeof found === 'boolean'
    ? String(found)
    : fallback;
}

/** The number at a path, or the fallback. */
export function numberAt(value: unknown, path: string[], fallback = 0): number {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : fallback;
}

/** The objects of the array at a path. */
export function recordsAt(value: unknown, ...path: string[]): JsonObject[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found.filter(isRecord) : [];
}

/** The texts of the array at a path. */
export function textsAt(value: unknown, ...path: string[]): string[] {
  const found = at(value, ...path);
  return Array.isArray(found)
    ? found.filter((item): item is string => typeof item === 'string')
    : [];
}

/** The status of a condition, or empty. */
export function conditionOf(object: unknown, type: string): string {
  const found = recordsAt(object, 'status', 'conditions').find(
    condition => condition.type === type,
  );
  return textAt(found, ['status'], '');
}

/** `a=b,c=d`, or `<none>`. */
export function formatLabels(labels: unknown): string {
  if (!isRecord(labels)) return '<none>';
  const pairs = Object.entries(labels).map(
    ([name, value]: [string, JsonValue | undefined]) => `${name}=${value}`,
  );
  return pairs.length > 0 ? pairs.join(',') : '<none>';
}
