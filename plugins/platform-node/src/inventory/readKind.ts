/**
 * Keeps one shelf in step with its cluster: list, watch from there, watch again from the last point seen,
 * list anew when the API server has forgotten that point. Failures are told to the shelf and tried again
 * with a growing, random pause, for ever: a cluster that comes back is read again without anybody's help.
 */
import { KubernetesObject } from '@254carbon/backstage-plugin-platform-common';
import { ClusterConnection } from '../door/types';
import { getJson } from '../kubernetes/getJson';
import { listKind } from '../kubernetes/listKind';
import { ReadError, toReadError } from '../kubernetes/ReadError';
import { objectPath } from '../kubernetes/types';
import { watchKind } from '../kubernetes/watchKind';
import { KindShelf } from './KindShelf';
import { backoff, pause, Timings } from './timings';

/** What keeping a shelf in step needs. */
export interface KindReading {
  connection: ClusterConnection;
  shelf: KindShelf;
  timings: Timings;
  now: () => number;
  signal: AbortSignal;
  /** Lists of all kinds share a limit, so that a start is no stampede. */
  takeTurn: <T>(read: () => Promise<T>) => Promise<T>;
  /** Objects or the state of the kind changed. */
  onChange(): void;
  /** The kind is as it was, but confirmed. */
  onConfirm(): void;
}

/** What to do when a watch is over. */
type Next = 'relist' | 'poll';

/** An end of a watch sooner than this is no regular one. */
const SHORT_MS = 1_000;

async function isGone(
  reading: KindReading,
  object: KubernetesObject,
): Promise<boolean> {
  const { connection, shelf, signal } = reading;
  const context = {
    cluster: connection.name,
    kind: shelf.kind,
    verb: 'get' as const,
  };
  const path = objectPath(shelf.kind, object.metadata);
  return getJson({ connection, path, context, signal }).then(
    () => false,
    error => error instanceof ReadError && error.reason === 'not-found',
  );
}

/** Asks for what was held long enough, one by one, and lets go of what the API server denies by name. */
async function settleHeld(reading: KindReading): Promise<void> {
  const { shelf, timings, now, signal } = reading;
  for (const { object, since } of shelf.held) {
    if (signal.aborted || now() - since < timings.confirmAfter) return;
    if (await isGone(reading, object)) {
      shelf.remove(object, now());
      reading.onChange();
    }
  }
}

async function list(reading: KindReading): Promise<string> {
  const { connection, shelf, now, signal, takeTurn } = reading;
  const { objects, resourceVersion } = await takeTurn(() =>
    listKind({ connection, kind: shelf.kind, signal }),
  );
  shelf.replace(objects, now());
  reading.onChange();
  await settleHeld(reading);
  return resourceVersion;
}

/** Reads one watch to its end; gives the point from which the next may start. */
async function watchOnce(
  reading: KindReading,
  from: { resourceVersion: string },
  signal: AbortSignal,
): Promise<void> {
  const { connection, shelf, timings, now } = reading;
  const events = watchKind({
    connection,
    kind: shelf.kind,
    resourceVersion: from.resourceVersion,
    seconds: timings.watchSeconds,
    signal,
  });
  for await (const event of events) {
    const recovered = !shelf.state.ok;
    if (event.type === 'changed') shelf.put(event.object, now());
    else if (event.type === 'deleted') shelf.remove(event.object, now());
    else shelf.confirm(now());
    if (event.type !== 'opened') {
      from.resourceVersion = event.resourceVersion || from.resourceVersion;
    }
    const isNews = event.type === 'changed' || event.type === 'deleted';
    if (isNews || recovered) reading.onChange();
    else reading.onConfirm();
  }
}

function nextAfter(error: ReadError, failures: number): Next | 'again' {
  switch (error.reason) {
    case 'expired':
      return 'relist';
    case 'forbidden':
    case 'not-found':
      return 'poll';
    case 'malformed':
      return failures > 1 ? 'relist' : 'again';
    default:
      return 'again';
  }
}

async function follow(
  reading: KindReading,
  resourceVersion: string,
): Promise<Next> {
  const { connection, shelf, timings, now } = reading;
  const held = shelf.held.length > 0;
  const signal = held
    ? AbortSignal.any([reading.signal, AbortSignal.timeout(timings.relistHeld)])
    : reading.signal;
  const from = { resourceVersion };
  let failures = 0;
  while (!signal.aborted) {
    const started = now();
    const before = from.resourceVersion;
    try {
      await watchOnce(reading, from, signal);
      failures = 0;
      if (now() - started < SHORT_MS && before === from.resourceVersion) {
        await pause(backoff(timings, 1), signal);
      }
    } catch (caught) {
      if (signal.aborted) break;
      const error = toReadError(caught, {
        cluster: connection.name,
        kind: shelf.kind,
        verb: 'watch',
      });
      failures = before === from.resourceVersion ? failures + 1 : 1;
      const next = nextAfter(error, failures);
      if (next !== 'again') return next;
      // The first failure is how a restarting API server or load balancer says goodbye.
      if (failures > 1 && shelf.fail(error.message, now())) reading.onChange();
      await pause(backoff(timings, failures - 1), signal);
    }
  }
  return 'relist';
}

/** A list that is needed again sooner than this is part of a run of failures. */
const SOON_MS = 5_000;

/** Keeps the shelf in step until the signal is aborted. Never throws. */
export async function readKind(reading: KindReading): Promise<void> {
  const { connection, shelf, timings, now, signal } = reading;
  let failures = 0;
  let polls = 0;
  while (!signal.aborted) {
    const started = now();
    try {
      const next = await follow(reading, await list(reading));
      polls = next === 'poll' ? polls + 1 : 0;
    } catch (caught) {
      if (signal.aborted) return;
      const error = toReadError(caught, {
        cluster: connection.name,
        kind: shelf.kind,
        verb: 'list',
      });
      if (shelf.fail(error.message, now())) reading.onChange();
    }
    // The first refusal of a watch may mean that the whole kind is refused now: list soon to know.
    failures = now() - started < SOON_MS ? failures + 1 : 0;
    const wait = polls > 1 ? timings.poll : backoff(timings, failures - 1);
    await pause(failures > 1 || polls > 1 ? wait : 0, signal);
  }
}
