/** Order, and how many. */
import type { SqlRow, SqlValue } from '../types';
import { compareValues } from '../values';

/** One key to order by. */
export interface SortKey {
  read(row: SqlRow): SqlValue;
  descending: boolean;
  nullsFirst: boolean;
}

function compareBy(key: SortKey, a: SqlRow, b: SqlRow): number {
  const [x, y] = [key.read(a), key.read(b)];
  if (x === null || y === null) {
    if (x === y) return 0;
    return (x === null) === key.nullsFirst ? -1 : 1;
  }
  return compareValues(x, y) * (key.descending ? -1 : 1);
}

/** The rows in order; equal ones stay as they were. */
export function sortRows(
  rows: readonly SqlRow[],
  keys: readonly SortKey[],
): SqlRow[] {
  return [...rows].sort((a, b) => {
    for (const key of keys) {
      const order = compareBy(key, a, b);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** Rows after the offset, up to the limit; what comes later is not asked for. */
export async function* limitRows(
  batches: AsyncIterable<SqlRow[]> | Iterable<SqlRow[]>,
  bounds: { offset: number; limit?: number },
): AsyncGenerator<SqlRow[]> {
  let skip = bounds.offset;
  let left = bounds.limit ?? Infinity;
  if (left === 0) return;
  for await (const batch of batches) {
    const after = skip > 0 ? batch.slice(skip) : batch;
    skip = Math.max(0, skip - batch.length);
    const taken = after.length > left ? after.slice(0, left) : after;
    left -= taken.length;
    if (taken.length > 0) yield taken;
    if (left === 0) return;
  }
}
