/**
 * SHA-256 of a text, as 64 hexadecimal digits. Written out here because what stands in `.254carbon/generation.yaml` has to be the same in the browser and in
 * Node, and neither offers a digest that both have and that answers at once. Source: FIPS 180-4, section 6.2.
 */
const PRIMES = firstPrimes(64);
const ROUND = PRIMES.map(prime => fraction(Math.cbrt(prime)));
const START = PRIMES.slice(0, 8).map(prime => fraction(Math.sqrt(prime)));

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1) {
    if (primes.every(prime => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}

function fraction(value: number): number {
  return Math.floor((value - Math.floor(value)) * 2 ** 32);
}

function turn(value: number, by: number): number {
  return (value >>> by) | (value << (32 - by));
}

function pad(bytes: Uint8Array): DataView {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const padded = new Uint8Array(length);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(length - 8, Math.floor((bytes.length * 8) / 2 ** 32));
  view.setUint32(length - 4, (bytes.length * 8) % 2 ** 32);
  return view;
}

function schedule(view: DataView, block: number): Int32Array {
  const words = new Int32Array(64);
  for (let index = 0; index < 64; index += 1) {
    if (index < 16) {
      words[index] = view.getInt32(block + index * 4);
      continue;
    }
    const before = words[index - 15];
    const last = words[index - 2];
    const s0 = turn(before, 7) ^ turn(before, 18) ^ (before >>> 3);
    const s1 = turn(last, 17) ^ turn(last, 19) ^ (last >>> 10);
    words[index] = words[index - 16] + s0 + words[index - 7] + s1;
  }
  return words;
}

function compress(state: Int32Array, words: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state;
  for (let index = 0; index < 64; index += 1) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first =
      (h + s1 + ((e & f) ^ (~e & g)) + ROUND[index] + words[index]) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [
      g,
      f,
      e,
      (d + first) | 0,
      c,
      b,
      a,
      (first + second) | 0,
    ];
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) {
    state[index] += value;
  }
}

/** The digest of a text's UTF-8 bytes. */
export function sha256(text: string): string {
  const view = pad(new TextEncoder().encode(text));
  const state = Int32Array.from(START);
  for (let block = 0; block < view.byteLength; block += 64) {
    compress(state, schedule(view, block));
  }
  return [...state]
    .map(word => (word >>> 0).toString(16).padStart(8, '0'))
    .join('');
}
