/*
 * What writing some files changes. Lines are compared with the shortest list of changes for files of ordinary length; a file
 * that is much longer is shown as replaced, for nobody reads such a difference and nobody waits for it.
 */
import type { DiffLine } from '../contracts/dataSourcesShapes';

/** Lines of a file above which it is not compared line by line. */
const MOST_LINES = 1_500;
/** Equal lines that are shown around a change. */
const CONTEXT = 3;

/** Files by path, as text. */
export type FileTree = ReadonlyMap<string, string>;

/** How one tree differs from another. */
export interface TreeDiff {
  readonly added: string[];
  readonly removed: string[];
  readonly changed: Array<{ path: string; lines: DiffLine[] }>;
  readonly unchanged: number;
}

type Change = { kind: 'same' | 'removed' | 'added'; text: string };

/** Lengths of the longest common lines, from each pair of places on. */
function commonLengths(one: string[], other: string[]): Uint32Array[] {
  const table = Array.from(
    { length: one.length + 1 },
    () => new Uint32Array(other.length + 1),
  );
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      table[i][j] =
        one[i] === other[j]
          ? table[i + 1][j + 1] + 1
          : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

function compareMiddle(one: string[], other: string[]): Change[] {
  if (one.length > MOST_LINES || other.length > MOST_LINES) {
    return [
      ...one.map((text): Change => ({ kind: 'removed', text })),
      ...other.map((text): Change => ({ kind: 'added', text })),
    ];
  }
  const table = commonLengths(one, other);
  const changes: Change[] = [];
  let i = 0;
  let j = 0;
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      changes.push({ kind: 'same', text: one[i] });
      i += 1;
      j += 1;
    } else if (
      j >= other.length ||
      (i < one.length && table[i + 1][j] >= table[i][j + 1])
    ) {
      changes.push({ kind: 'removed', text: one[i] });
      i += 1;
    } else {
      changes.push({ kind: 'added', text: other[j] });
      j += 1;
    }
  }
  return changes;
}

/** Every line of both texts, in order: equal, gone or new. */
export function compareLines(before: string, after: string): Change[] {
  const one = before.split('\n');
  const other = after.split('\n');
  let start = 0;
  while (start < one.length && start < other.length) {
    if (one[start] !== other[start]) break;
    start += 1;
  }
  let end = 0;
  while (end < one.length - start && end < other.length - start) {
    if (one[one.length - 1 - end] !== other[other.length - 1 - end]) break;
    end += 1;
  }
  const same = (text: string): Change => ({ kind: 'same', text });
  return [
    ...one.slice(0, start).map(same),
    ...compareMiddle(
      one.slice(start, one.length - end),
      other.slice(start, other.length - end),
    ),
    ...one.slice(one.length - end).map(same),
  ];
}

/** The changes with a few equal lines around them; the others are counted. */
function shorten(changes: readonly Change[]): DiffLine[] {
  const near = changes.map((_, index) =>
    changes
      .slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1)
      .some(({ kind }) => kind !== 'same'),
  );
  const lines: DiffLine[] = [];
  let skipped = 0;
  const flush = () => {
    if (skipped > 0) {
      const text = skipped === 1 ? '1 equal line' : `${skipped} equal lines`;
      lines.push({ kind: 'skipped', text });
    }
    skipped = 0;
  };
  for (const [index, change] of changes.entries()) {
    if (near[index]) {
      flush();
      lines.push(change);
    } else {
      skipped += 1;
    }
  }
  flush();
  return lines;
}

/** How `after` differs from `before`; paths in order. */
export function diffTrees(before: FileTree, after: FileTree): TreeDiff {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  const diff: TreeDiff = { added: [], removed: [], changed: [], unchanged: 0 };
  let unchanged = 0;
  for (const path of paths) {
    const old = before.get(path);
    const now = after.get(path);
    if (old === undefined) diff.added.push(path);
    else if (now === undefined) diff.removed.push(path);
    else if (old === now) unchanged += 1;
    else diff.changed.push({ path, lines: shorten(compareLines(old, now)) });
  }
  return { ...diff, unchanged };
}
