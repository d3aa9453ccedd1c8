/**
 * Digests: short names of what things say, so that equal ones are kept once. They tell things apart; they protect nothing.
 */

/** Odd numbers without a pattern in their bits. */
const FACTORS = [0x9e3779b1, 0x5f356495, 0x85ebca77, 0x27d4eb2f] as const;

function mix(one: number, other: number): number {
  return (
    Math.imul(one ^ (one >>> 16), FACTORS[2]) ^
    Math.imul(other ^ (other >>> 13), FACTORS[3])
  );
}

function toHex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}

/** A name of 104 bits of a text, in 26 hexadecimal digits. */
export function digestText(text: string): string {
  // Four hashes that run side by side, each with a multiplier of its own, mixed in pairs at the end.
  let [a, b, c, d] = [0x1b873593, 0x41c6ce57, 0x7f4a7c15, 0x2545f491];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, FACTORS[0]);
    b = Math.imul(b ^ code, FACTORS[1]);
    c = Math.imul(c ^ code, FACTORS[2]);
    d = Math.imul(d ^ code, FACTORS[3]);
  }
  const last = toHex(mix(d, c)).slice(0, 2);
  return `${toHex(mix(a, b))}${toHex(mix(b, a))}${toHex(mix(c, d))}${last}`;
}

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
  return Number.parseInt(digest.slice(0, 8), 16) >>> 1 || 1;
}
