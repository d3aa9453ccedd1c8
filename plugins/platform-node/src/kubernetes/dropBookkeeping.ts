/**
 * Takes an API server's bookkeeping out of its answer before the answer is parsed: who manages which field, and what
 * `kubectl` applied last. That is more than half of what a cluster sends, nobody may see it, and as parsed objects it
 * would be the dearest rubbish of all: thousands of small objects of unlike shapes, thrown away a moment later.
 *
 * Only what cannot be anything else is taken out, so that a text that merely speaks of it stays whole; what is
 * written in another way than API servers write stays too, and goes when objects are trimmed.
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/**
 * Where an array of managed fields begins, and what no other array holds. The quote before is looked for afterwards:
 * it is what JSON has most of, and would keep the search from taking long steps.
 */
const MANAGED = Buffer.from('managedFields":[');
const MANAGED_SIGN = Buffer.from('"fieldsType":"FieldsV1"');
const APPLIED = Buffer.from(
  'kubectl.kubernetes.io/last-applied-configuration":"',
);

/** The place behind the text that begins before `from`; the end of the bytes when it has no end. */
function endOfText(bytes: Buffer, from: number): number {
  const { length } = bytes;
  for (let at = from; at < length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) at += 1;
  }
  return length + 1;
}

/** The place behind the array that begins before `from`; behind the end of the bytes when it has no end. */
function endOfArray(bytes: Buffer, from: number): number {
  let depth = 1;
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at];
    at += 1;
    if (byte === QUOTE) at = endOfText(bytes, at);
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) depth -= 1;
    if (depth === 0) return at;
  }
  return at + 1;
}

function isLetter(byte: number): boolean {
  const small = byte | 0x20;
  return small >= 0x61 && small <= 0x7a;
}

/**
 * {@link endOfArray} at a glance, for an array with no other inside: `undefined` when that cannot be told. The first bracket that closes is its
 * end unless it stands in a text; there, the next quote behind a comma would end that text, and a letter cannot follow.
 */
function seeEndOfArray(bytes: Buffer, from: number): number | undefined {
  const end = bytes.indexOf(CLOSE_ARRAY, from) + 1;
  const next = bytes[end] === CLOSE_OBJECT ? end + 1 : end;
  if (end === 0 || bytes[next] !== COMMA || bytes[next + 1] !== QUOTE)
    return undefined;
  const inner = bytes.indexOf(OPEN_ARRAY, from);
  const isInner = inner >= 0 && inner < end;
  return isInner || !isLetter(bytes[next + 2]) ? undefined : end;
}

/** A kind of bookkeeping: how it begins, but for the quote, and where it ends. */
interface Mark {
  beginning: Buffer;
  /** The place behind it; `undefined` when it is something else. */
  findEnd(bytes: Buffer, from: number): number | undefined;
}

const MARKS: readonly Mark[] = [
  {
    beginning: MANAGED,
    findEnd(bytes, from) {
      const end = seeEndOfArray(bytes, from) ?? endOfArray(bytes, from);
      return bytes.subarray(from, end).includes(MANAGED_SIGN) ? end : undefined;
    },
  },
  { beginning: APPLIED, findEnd: endOfText },
];

interface Cut {
  from: number;
  to: number;
}

/** Whether an entry of an object, and nothing within a text, begins here. */
function isBeginning(bytes: Buffer, from: number): boolean {
  const before = bytes[from - 1];
  // Within a text a quote stands behind a backslash.
  return bytes[from] === QUOTE && (before === COMMA || before === OPEN_OBJECT);
}

/** The next of its kind that begins at `from` or later. */
function findCut(
  bytes: Buffer,
  { beginning, findEnd }: Mark,
  from: number,
): Cut | undefined {
  for (
    let at = bytes.indexOf(beginning, from);
    at >= 0;
    at = bytes.indexOf(beginning, at + 1)
  ) {
    if (!isBeginning(bytes, at - 1)) continue;
    const to = findEnd(bytes, at + beginning.length);
    if (to === undefined) continue;
    const after = bytes[to];
    if (after === COMMA || after === CLOSE_OBJECT) return { from: at - 1, to };
  }
  return undefined;
}

/** The first of the cuts that are left; `undefined` when none is. */
function firstOf(cuts: readonly (Cut | undefined)[]): Cut | undefined {
  let first: Cut | undefined;
  for (const cut of cuts)
    if (cut && (!first || cut.from < first.from)) first = cut;
  return first;
}

/** The answer without its bookkeeping. The bytes are written over; they must not be used afterwards. */
export function dropBookkeeping(bytes: Buffer): Buffer {
  const next = MARKS.map(mark => findCut(bytes, mark, 0));
  let kept = 0;
  let read = 0;
  const keep = (to: number) => {
    if (to > read) bytes.copyWithin(kept, read, to);
    kept += Math.max(0, to - read);
  };
  for (let cut = firstOf(next); cut; cut = firstOf(next)) {
    keep(cut.from);
    read = cut.to;
    // One of the commas beside it goes with it.
    if (bytes[read] === COMMA) read += 1;
    else if (kept > 0 && bytes[kept - 1] === COMMA) kept -= 1;
    for (let at = 0; at < MARKS.length; at += 1) {
      const other = next[at];
      if (other && other.from < read)
        next[at] = findCut(bytes, MARKS[at], read);
    }
  }
  if (read === 0) return bytes;
  keep(bytes.length);
  return bytes.subarray(0, kept);
}
