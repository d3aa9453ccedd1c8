/**
 * Keeps one shelf in step with its cluster: list, watch from there, watch again from the last point seen,
 * list anew when the API server has forgotten that point. Failures are told to the shelf and tried again
 * with a growing, random pause, for ever: a cluster that comes back is read again without anybody's help.
 */
import { PlatformCounters } from '../counters/types';
import { ClusterConnection } from '../door/types';
import { resourceName } from '../kubernetes';
import { listKind } from '../kubernetes/listKind';
import { ReadError, toReadError } from '../kubernetes/ReadError';
import { WatchEvent, watchKind } from '../kubernetes/watchKind';
import { Clock, pause } from './clock';
import { TakeTurn } from './createTurns';
import type { EarlyList } from './HeadStart';
import { KindShelf } from './KindShelf';
import { settleHeld } from './settleHeld';
import { backoff, Timings } from './timings';

/** What keeping a shelf in step needs. */
export interface KindReading {
  connection: ClusterConnection;
  shelf: KindShelf;
  timings: Timings;
  clock: Clock;
  counters: PlatformCounters;
  signal: AbortSignal;
  /** Lists of all kinds share a limit, so that a start is no stampede. */
  takeTurn: TakeTurn;
  /** The first list, when it was asked for before. */
  early?: Promise<EarlyList>;
  /** The watch said something. */
  onHeard(): void;
  /** Objects or the state of the kind changed. */
  onChange(): void;
  /** The kind is as it was, but confirmed. */
  onConfirm(): void;
}

/** Why a list is needed, as it is counted. */
type Cause = 'first' | 'expired' | 'held' | 'polled' | 'failed' | 'stalled';

/** An end of a watch sooner than this is no regular one. */
const SHORT_MS = 1_000;

/** What is needed again sooner than this is part of a run of failures. */
const SOON_MS = 5_000;

function labelsOf({ connection, shelf }: KindReading) {
  return { cluster: connection.name, resource: resourceName(shelf.kind) };
}

async function list(reading: KindReading, cause: Cause): Promise<string> {
  const { connection, shelf, clock, counters, signal, takeTurn } = reading;
  counters.add('platform_read_lists_total', { ...labelsOf(reading), cause });
  const early = cause === 'first' ? await reading.early : undefined;
  const { objects, resourceVersion } =
    early ??
    (await takeTurn(() =>
      listKind({ connection, kind: shelf.kind, signal, clock }),
    ));
  const suspects = shelf.replace(objects, early?.at ?? clock.now());
  if (suspects > 0) {
    counters.add('platform_read_suspects_total', labelsOf(reading), suspects);
  }
  reading.onChange();
  await settleHeld(reading);
  return resourceVersion;
}

function take(reading: KindReading, event: WatchEvent): void {
  const { shelf, clock, counters, connection } = reading;
  const recovered = !shelf.ok;
  reading.onHeard();
  counters.add('platform_read_events_total', {
    cluster: connection.name,
    type: event.type,
  });
  if (event.type === 'changed') shelf.put(event.object, clock.now());
  else if (event.type === 'deleted') shelf.remove(event.object, clock.now());
  else shelf.confirm(clock.now());
  const isNews = event.type === 'changed' || event.type === 'deleted';
  if (isNews || recovered) reading.onChange();
  else reading.onConfirm();
}

/** The state of watching one kind, from one list to the next. */
interface Following {
  /** The point from which the next watch may start. */
  from: string;
  /** Watches in a row that failed without any news. */
  failures: number;
  /** Watches in a row on which nothing at all came. */
  stalls: number;
}

/** Reads one watch to its end. */
async function watchOnce(
  reading: KindReading,
  following: Following,
  signal: AbortSignal,
): Promise<void> {
  const { connection, shelf, timings, clock } = reading;
  const events = watchKind({
    connection,
    kind: shelf.kind,
    resourceVersion: following.from,
    seconds: timings.watchSeconds,
    stallMs: timings.stall,
    signal,
    clock,
  });
  for await (const event of events) {
    take(reading, event);
    if (event.type === 'opened') continue;
    following.from = event.resourceVersion || following.from;
    following.stalls = 0;
  }
}

/** What comes after a failed watch: a list, or another watch. */
function nextAfter(error: ReadError, following: Following): Cause | undefined {
  switch (error.reason) {
    case 'expired':
      return 'expired';
    case 'forbidden':
    case 'not-found':
      return 'polled';
    // Once is a connection that was forgotten; twice, and what was missed meanwhile is to be looked up.
    case 'stalled':
      return following.stalls > 1 ? 'stalled' : undefined;
    case 'malformed':
      return following.failures > 1 ? 'failed' : undefined;
    default:
      return undefined;
  }
}

/** Counts a failed watch and tells the shelf of it when it is not the first; gives why to list, if so. */
function takeFailure(
  reading: KindReading,
  following: Following,
  error: ReadError,
  wasFruitful: boolean,
): Cause | undefined {
  const { shelf, clock, counters } = reading;
  const isStall = error.reason === 'stalled';
  if (isStall) {
    following.stalls += 1;
    counters.add('platform_read_stalls_total', labelsOf(reading));
  } else {
    following.failures = wasFruitful ? 1 : following.failures + 1;
    counters.add('platform_read_failures_total', {
      ...labelsOf(reading),
      reason: error.reason,
    });
  }
  const next = nextAfter(error, following);
  if (next) return next;
  if (following.failures > 1 && shelf.fail(error.message, clock.now())) {
    reading.onChange();
  }
  return undefined;
}

async function follow(
  reading: KindReading,
  resourceVersion: string,
): Promise<Cause> {
  const { connection, shelf, timings, clock } = reading;
  const ending = new AbortController();
  const callOff =
    shelf.held.length > 0
      ? clock.alarm(timings.relistHeld, () => ending.abort())
      : () => {};
  const signal = AbortSignal.any([reading.signal, ending.signal]);
  const following: Following = {
    from: resourceVersion,
    failures: 0,
    stalls: 0,
  };
  try {
    while (!signal.aborted) {
      const started = clock.now();
      const before = following.from;
      try {
        await watchOnce(reading, following, signal);
        following.failures = 0;
        const isShort = clock.now() - started < SHORT_MS;
        if (isShort && before === following.from) {
          await pause(clock, backoff(timings, 1), signal);
        }
      } catch (caught) {
        if (signal.aborted) break;
        const context = {
          cluster: connection.name,
          kind: shelf.kind,
          verb: 'watch' as const,
        };
        const error = toReadError(caught, context);
        // A watch that lasted, or brought something, was a good one until it broke.
        const lasted = clock.now() - started > SOON_MS;
        const wasFruitful = lasted || before !== following.from;
        const next = takeFailure(reading, following, error, wasFruitful);
        if (next) return next;
        if (error.reason !== 'stalled') {
          await pause(clock, backoff(timings, following.failures - 1), signal);
        }
      }
    }
  } finally {
    callOff();
  }
  return 'held';
}

/** Keeps the shelf in step until the signal is aborted. Never throws. */
export async function readKind(reading: KindReading): Promise<void> {
  const { connection, shelf, timings, clock, counters, signal } = reading;
  let failures = 0;
  let polls = 0;
  let cause: Cause = 'first';
  while (!signal.aborted) {
    const started = clock.now();
    try {
      cause = await follow(reading, await list(reading, cause));
      polls = cause === 'polled' ? polls + 1 : 0;
    } catch (caught) {
      if (signal.aborted) return;
      const error = toReadError(caught, {
        cluster: connection.name,
        kind: shelf.kind,
        verb: 'list',
      });
      counters.add('platform_read_failures_total', {
        ...labelsOf(reading),
        reason: error.reason,
      });
      if (shelf.fail(error.message, clock.now())) reading.onChange();
      cause = 'failed';
    }
    // The first refusal of a watch may mean that the whole kind is refused now: list soon to know.
    failures = clock.now() - started < SOON_MS ? failures + 1 : 0;
    const wait = polls > 1 ? timings.poll : backoff(timings, failures - 1);
    await pause(clock, failures > 1 || polls > 1 ? wait : 0, signal);
  }
}
