/** Identifiers and times that look like the server's but follow from their input, so that a seeded world repeats. */
import { createHash } from 'node:crypto';
import type { JsonValue } from './types';

/** A UUID that is always the same for the same text. */
export function createUid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ['8', '9', 'a', 'b'][parseInt(hex[16], 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

const nameAlphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** A name suffix in the server's alphabet, always the same for the same text. */
export function createSuffix(text: string, length = 5): string {
  const digest = createHash('sha256').update(text).digest();
  let suffix = '';
  for (let index = 0; index < length; index += 1) {
    suffix += nameAlphabet[digest[index] % nameAlphabet.length];
  }
  return suffix;
}

/** RFC 3339 in UTC without fractions, as `metadata.creationTimestamp` is written. */
export function formatTime(now: number): string {
  return new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Freezes a JSON value all the way down and returns it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child);
  }
  return value;
}

/** True for an object that is neither null nor an array. */
export function isRecord(
  value: unknown,
): value is { [key: string]: JsonValue | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
