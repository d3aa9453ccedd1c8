/** At most `max` items of a list, evenly spread, always with the first and the last; `max` is 2 or more. */
export function thinTrend<T>(items: readonly T[], max: number): T[] {
  if (items.length <= max) return [...items];
  const step = (items.length - 1) / (max - 1);
  return Array.from(
    { length: max },
    (_, i) => items[i === max - 1 ? items.length - 1 : Math.floor(i * step)]!,
  );
}
