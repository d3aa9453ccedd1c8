/*
 * Rows that come twice. Sources shift while they are paged, so the end of one page is often the start of the next;
 * and a revision may arrive in the same read as what it revises. Only keys and digests are remembered, and only a
 * bounded number of the newest, so memory does not grow with the table. A row that is the same as before is dropped;
 * one that differs is newer and goes on, since every sink keeps the newest of a key.
 */
import type { Row, Value } from '../schema';

/** What became of a row that was shown to the window. */
export type Seen = 'new' | 'same' | 'changed';

/** Remembers the newest keys. */
export interface KeyWindow {
  /** Shows a row; its key is then the newest. */
  see(row: Row): Seen;
}

/** Keys remembered unless said; about 20 MB at worst. */
export const KEY_WINDOW = 100_000;

/** Fifty-three bits of a text: enough to tell two versions of one row apart. */
function digestOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507);
  low = Math.imul(low ^ (low >>> 13), 3266489909);
  return 4294967296 * (2097151 & high) + (low >>> 0);
}

/** The values of some columns as one text; equal texts mean equal values. */
export function keyOf(row: Row, columns: readonly string[]): string {
  if (columns.length === 1) {
    return JSON.stringify(row[columns[0]] ?? null);
  }
  return JSON.stringify(columns.map((column): Value => row[column] ?? null));
}

/**
 * A window over the values of some columns. Keys are forgotten half a window at a time: a Map from which the oldest
 * are taken one by one grows slow, because it keeps their places.
 *
 * @param size - greatest number of keys that are remembered; at least half of it always is.
 */
export function createKeyWindow(
  columns: readonly string[],
  size = KEY_WINDOW,
): KeyWindow {
  const half = Math.max(1, Math.floor(size / 2));
  let older = new Map<string, number>();
  let newer = new Map<string, number>();
  return {
    see(row) {
      const key = keyOf(row, columns);
      const digest = digestOf(JSON.stringify(row));
      const before = newer.get(key) ?? older.get(key);
      newer.set(key, digest);
      if (newer.size >= half) {
        older = newer;
        newer = new Map();
      }
      if (before === undefined) {
        return 'new';
      }
      return before === digest ? 'same' : 'changed';
    },
  };
}

/**
 * The rows of a page that are worth writing: of equal keys within the page the last one, and none that was the same
 * in an earlier page.
 */
export function dropDuplicates(
  rows: readonly Row[],
  columns: readonly string[],
  window: KeyWindow,
): { rows: Row[]; duplicates: number } {
  const newest = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(row, columns);
    newest.delete(key);
    newest.set(key, row);
  }
  const kept = [...newest.values()].filter(row => window.see(row) !== 'same');
  return { rows: kept, duplicates: rows.length - kept.length };
}
