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

const DIGITS = [...'0123456789abcdefghijklmnopqrstuv'].map(digit =>
  digit.charCodeAt(0),
);

/** Thirty bits as six digits of five bits each. */
function toDigits(value: number): readonly [number, ...number[]] {
  return [
    DIGITS[value & 31],
    DIGITS[(value >>> 5) & 31],
    DIGITS[(value >>> 10) & 31],
    DIGITS[(value >>> 15) & 31],
    DIGITS[(value >>> 20) & 31],
    DIGITS[(value >>> 25) & 31],
  ];
}

/** A name of 120 bits of a text, in 24 digits and letters. */
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
  return String.fromCharCode(
    ...toDigits(mix(a, b)),
    ...toDigits(mix(b, a)),
    ...toDigits(mix(c, d)),
    ...toDigits(mix(d, c)),
  );
}
