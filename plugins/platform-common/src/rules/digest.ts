/** Digests of values and rules; see `model/digestText.ts` for what a digest is. */
import { digestText } from '../model';

const values = new WeakMap<object, string>();

/** Digest of a plain value. Values never change, so that of one which many share is made once. */
export function digestValue(value: unknown): string {
  if (typeof value !== 'object' || value === null)
    return digestText(JSON.stringify(value) ?? 'none');
  let digest = values.get(value);
  if (digest === undefined) {
    digest = digestText(JSON.stringify(value));
    values.set(value, digest);
  }
  return digest;
}

/** A version made of a definition: a whole number, at least 1, that another definition does not have. */
export function digestVersion(definition: unknown): number {
  const digest = digestText(JSON.stringify(definition));
  return Number.parseInt(digest.slice(0, 6), 32) || 1;
}
