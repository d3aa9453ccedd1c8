/** The few shapes that several systems have in common on the wire. */
import { z } from 'zod';

/** A time in any notation that `Date` reads, or nothing; Go's zero time means "never". */
export const WireTime = z
  .union([z.string(), z.number(), z.null()])
  .optional()
  .transform(told => readTime(told));

/** ISO 8601 UTC, or `undefined` when it is no time or Go's "never". */
export function readTime(
  told: string | number | null | undefined,
): string | undefined {
  if (told === null || told === undefined || told === '') return undefined;
  const time = typeof told === 'number' ? told * 1000 : Date.parse(told);
  return Number.isFinite(time) && time > 0 && time < 8.64e15
    ? new Date(time).toISOString()
    : undefined;
}

/** Text, or nothing in its place. */
export const WireText = z
  .union([z.string(), z.null()])
  .optional()
  .transform(told => told ?? '');

/** Labels; what is not text becomes text, `null` is none. */
export const WireLabels = z
  .union([
    z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    z.null(),
  ])
  .optional()
  .transform(told =>
    Object.fromEntries(
      Object.entries(told ?? {}).map(([name, value]) => [name, String(value)]),
    ),
  );

/** A list, where software in Go writes `null` for an empty one. */
export function wireList<S extends z.ZodType>(item: S) {
  return z
    .union([z.array(item), z.null()])
    .optional()
    .transform(told => told ?? []);
}
