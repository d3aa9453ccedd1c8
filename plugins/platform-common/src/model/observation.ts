/**
 * Law 1: failure is never emptiness.
 *
 * Whoever reads the world (a cluster, a health endpoint, an API, a file) does not return a value or
 * throw: it returns an {@link Observation}. A reader of the result therefore cannot mistake "the list
 * could not be read" for "the list is empty", nor yesterday's value for today's: every observation
 * says where it is from and when it was made, and a failed one keeps the last good one beside it.
 */
import { z } from 'zod';

/** Where a statement comes from, as people can go and look: `cluster demo: GET /apis/apps/v1/deployments`. */
export const SourceSchema = z.object({
  /** What kind of place it is. */
  kind: z.enum([
    'cluster',
    'manifest',
    'probe',
    'api',
    'catalog',
    'document',
    'person',
  ]),
  /** Name of the place: a cluster's name, a host, a repository, a file. */
  name: z.string(),
  /** What was asked there: a request line, a path with line number, an object reference. */
  detail: z.string().optional(),
});
/** Where a statement comes from. */
export type Source = z.infer<typeof SourceSchema>;

/** A point in time, ISO 8601 in UTC. */
export const InstantSchema = z.iso.datetime();

/**
 * What an attempt to read something gave: the value with its time and source, or the reason why there
 * is none, since when, and the last good value if there ever was one.
 */
export type Observation<T> =
  | { ok: true; value: T; observedAt: string; source: Source }
  | {
      ok: false;
      /** One sentence: what failed, and what to do about it when that is known. */
      reason: string;
      /** Since when reads fail (start of the present run of failures). */
      since: string;
      source: Source;
      lastGood?: { value: T; observedAt: string };
      /** See {@link FailureKind}; absent when the reader cannot tell. */
      failure?: FailureKind;
    };

/**
 * Whose failure it is: `not-asked` when the question could not be put (no route, no right, nothing
 * configured), `no-answer` when it was put and the other side refused, hung up or stayed silent.
 */
export type FailureKind = 'not-asked' | 'no-answer';

/** The wire form of {@link Observation} for a value of the given schema. */
export function observationSchema<S extends z.ZodType>(value: S) {
  return z.discriminatedUnion('ok', [
    z.object({
      ok: z.literal(true),
      value,
      observedAt: InstantSchema,
      source: SourceSchema,
    }),
    z.object({
      ok: z.literal(false),
      reason: z.string(),
      since: InstantSchema,
      source: SourceSchema,
      lastGood: z.object({ value, observedAt: InstantSchema }).optional(),
      failure: z.enum(['not-asked', 'no-answer']).optional(),
    }),
  ]);
}

let lastInstant = { ms: Number.NaN, text: '' };

/** An instant as text. Very many observations are made at one instant, which is written once. */
function toText(ms: number): string {
  if (lastInstant.ms !== ms)
    lastInstant = { ms, text: new Date(ms).toISOString() };
  return lastInstant.text;
}

/** A successful observation made at `now` (milliseconds since the epoch). */
export function observed<T>(options: {
  value: T;
  now: number;
  source: Source;
}): Observation<T> {
  return {
    ok: true,
    value: options.value,
    observedAt: toText(options.now),
    source: options.source,
  };
}

/**
 * A failed observation that follows `previous` from the same source: keeps its last good value, and
 * the start of the run of failures when it had failed already.
 */
export function failed<T>(options: {
  reason: string;
  now: number;
  source: Source;
  previous?: Observation<T>;
  failure?: FailureKind;
}): Observation<T> {
  const { reason, now, source, previous, failure } = options;
  const since = previous && !previous.ok ? previous.since : toText(now);
  const lastGood = previous?.ok
    ? { value: previous.value, observedAt: previous.observedAt }
    : previous?.lastGood;
  return {
    ok: false,
    reason,
    since,
    source,
    ...(lastGood ? { lastGood } : {}),
    ...(failure ? { failure } : {}),
  };
}

/** The newest value known, fresh or not, or `undefined` when there never was one. */
export function lastKnown<T>(
  observation: Observation<T>,
): { value: T; observedAt: string; fresh: boolean } | undefined {
  if (observation.ok) {
    const { value, observedAt } = observation;
    return { value, observedAt, fresh: true };
  }
  return observation.lastGood && { ...observation.lastGood, fresh: false };
}
