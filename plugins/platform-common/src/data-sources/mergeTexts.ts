/*
 * Two texts that came of one, put together: what a person edited and what a newer template writes. Only what is certain is done: where both
 * changed the same lines, or lines that touch, nobody but a person can say what is meant, and the answer is that there is none.
 */
import { compareLines } from './diffTrees';

/** Lines `from` to `to` (not included) of the base, and what stands there now. */
interface Hunk {
  from: number;
  to: number;
  lines: string[];
}

function hunksOf(base: string, changed: string): Hunk[] {
  const hunks: Hunk[] = [];
  let at = 0;
  let open: Hunk | undefined;
  for (const { kind, text } of compareLines(base, changed)) {
    if (kind === 'same') {
      open = undefined;
      at += 1;
      continue;
    }
    if (!open) {
      open = { from: at, to: at, lines: [] };
      hunks.push(open);
    }
    if (kind === 'added') open.lines.push(text);
    else {
      at += 1;
      open.to = at;
    }
  }
  return hunks;
}

function isSame(one: Hunk, other: Hunk): boolean {
  return (
    one.from === other.from &&
    one.to === other.to &&
    one.lines.length === other.lines.length &&
    one.lines.every((line, index) => line === other.lines[index])
  );
}

/** Hunks of both in order; undefined where two of them meet. */
function combine(mine: Hunk[], theirs: Hunk[]): Hunk[] | undefined {
  const onlyTheirs = theirs.filter(one => !mine.some(own => isSame(own, one)));
  const all = [...mine, ...onlyTheirs].sort(
    (one, other) => one.from - other.from || one.to - other.to,
  );
  const meets = all.some(
    (hunk, index) => index > 0 && hunk.from <= all[index - 1].to,
  );
  return meets ? undefined : all;
}

/**
 * Both changes of one text.
 *
 * @returns undefined where both changed the same lines, or lines next to each other, in different ways.
 */
export function mergeTexts(texts: {
  base: string;
  mine: string;
  theirs: string;
}): string | undefined {
  const { base, mine, theirs } = texts;
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  const hunks = combine(hunksOf(base, mine), hunksOf(base, theirs));
  if (!hunks) return undefined;
  const lines = base.split('\n');
  const merged: string[] = [];
  let at = 0;
  for (const hunk of hunks) {
    merged.push(...lines.slice(at, hunk.from), ...hunk.lines);
    at = hunk.to;
  }
  return [...merged, ...lines.slice(at)].join('\n');
}
