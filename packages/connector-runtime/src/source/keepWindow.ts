import type { StreamDeclaration } from '../declaration';
import type { Window } from './types';

function cursorValue(record: unknown, field: string): string | undefined {
  const value =
    typeof record === 'object' && record !== null
      ? new Map<string, unknown>(Object.entries(record)).get(field)
      : undefined;
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : undefined;
}

function compare(left: string, right: string, asNumber: boolean): number {
  if (asNumber) {
    return Number(left) - Number(right);
  }
  // `2026-11-21T06:00` is within the day `2026-11-21`.
  const head = left.slice(0, right.length);
  if (head === right) {
    return 0;
  }
  return head < right ? -1 : 1;
}

/**
 * Drops records outside the window where the source could not do it: it always gives everything, or it takes no end.
 * Records without a cursor stay, so that the schema rejects them with a reason.
 */
export function keepWindow(
  stream: StreamDeclaration,
  window: Window,
  records: readonly unknown[],
): readonly unknown[] {
  const { cursor } = stream;
  if (!cursor) {
    return records;
  }
  const here = cursor.filter === 'client';
  const takesEnd =
    cursor.endParameter !== undefined ||
    [stream.path, ...Object.values(stream.parameters)].some(text =>
      text.includes('{to}'),
    );
  const from = here ? window.from : undefined;
  const to = here || !takesEnd ? window.to : undefined;
  if (from === undefined && to === undefined) {
    return records;
  }
  const asNumber = cursor.granularity === 'number';
  return records.filter(record => {
    const value = cursorValue(record, cursor.field);
    return (
      value === undefined ||
      ((from === undefined || compare(value, from, asNumber) >= 0) &&
        (to === undefined || compare(value, to, asNumber) <= 0))
    );
  });
}
