/**
 * JSON whose whole numbers are exact.
 *
 * Snapshot ids have 63 bits and JavaScript's numbers have 53, so a document that passes through the catalog would come
 * back with another snapshot in it. What does not fit a number is read as a bigint and written with all its digits.
 */

interface ExactJson {
  /** Digits that are written as they are; of the language, not yet of its types. */
  rawJSON(text: string): unknown;
}

const { rawJSON } = JSON as JSON & ExactJson;

function revive(
  _key: string,
  value: unknown,
  context?: { source?: string },
): unknown {
  const isUnsafe = typeof value === 'number' && !Number.isSafeInteger(value);
  const digits = context?.source ?? '';
  return isUnsafe && /^-?\d+$/.test(digits) ? BigInt(digits) : value;
}

/** @throws SyntaxError when the text is no JSON */
export function parseExact(text: string): unknown {
  return JSON.parse(text, revive);
}

/** The text of a value that may hold bigints. */
export function writeExact(value: unknown): string {
  return JSON.stringify(value, (_key, held: unknown) =>
    typeof held === 'bigint' ? rawJSON(String(held)) : held,
  );
}

/** Whether two 64-bit numbers are one. */
export function sameLong(a: unknown, b: unknown): boolean {
  return a === b || (a !== null && b !== null && String(a) === String(b));
}
