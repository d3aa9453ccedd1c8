/** One value to sort by; `undefined` is unknown. */
export type SortValue = string | number | undefined;

/** What a row is sorted by: one value, or several of which the earlier decide. */
export type SortKey = SortValue | readonly SortValue[];

// Names end in numbers (`trino-worker-10`), and people count.
const TEXT = new Intl.Collator('en', { numeric: true });

function compareKnown(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return Number(a > b) - Number(a < b);
  }
  // Were numbers and texts mixed in one order, it would still be one: numbers first.
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return TEXT.compare(String(a), String(b));
}

function isUnknown(value: SortValue): boolean {
  return value === undefined || Number.isNaN(value);
}

/** Compares two values; the unknown (`undefined`, not a number) comes last, whichever way it is sorted. */
function compareValues(a: SortValue, b: SortValue, descending: boolean) {
  if (isUnknown(a) || isUnknown(b)) {
    return Number(isUnknown(a)) - Number(isUnknown(b));
  }
  const order = compareKnown(a as string | number, b as string | number);
  return descending ? -order : order;
}

/** Compares the keys of two rows: a total order, below 0 when `a` comes first. */
export function compareKeys(
  a: SortKey,
  b: SortKey,
  descending: boolean,
): number {
  const [left, right] = [[a].flat(), [b].flat()];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = compareValues(left[i], right[i], descending);
    if (order) return order;
  }
  return 0;
}
