import {
  KubernetesObject,
  trimObject,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { readBody } from '../door/readBody';
import { ClusterAnswer, ClusterConnection } from '../door/types';
import {
  Clock,
  Patience,
  startPatience,
  SYSTEM_CLOCK,
} from '../inventory/clock';
import { messageOf } from './getJson';
import { nameKind, ReadError, toReadError, toStatusError } from './ReadError';
import { collectionPath, ServedKind } from './types';

const EventSchema = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.looseObject({
    code: z.number().optional(),
    message: z.string().optional(),
    metadata: z
      .looseObject({ resourceVersion: z.string().optional() })
      .optional(),
  }),
});

/** One line of a watch. */
export type WatchEvent =
  | { type: 'opened' }
  | { type: 'changed'; object: KubernetesObject; resourceVersion: string }
  | { type: 'deleted'; object: KubernetesObject; resourceVersion: string }
  | { type: 'bookmark'; resourceVersion: string };

/** What a watch needs. */
export interface WatchOptions {
  connection: ClusterConnection;
  kind: ServedKind;
  /** Where to start. */
  resourceVersion: string;
  /** How long the API server should keep the watch open. */
  seconds: number;
  /** Milliseconds that the API server may say nothing. */
  stallMs: number;
  signal: AbortSignal;
  clock?: Clock;
}

/** A server that keeps a watch open longer than it was asked to, without a word, is taken for gone. */
const GRACE_SECONDS = 15;

/** No event is this long; something that never ends a line must not fill the memory. */
const MAX_LINE = 16 * 1024 * 1024;

async function* readLines(
  body: AsyncIterable<Uint8Array>,
  onPiece: () => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of body) {
    onPiece();
    rest += decoder.decode(piece, { stream: true });
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const line = rest.slice(0, end).trim();
      rest = rest.slice(end + 1);
      if (line) yield line;
    }
    if (rest.length > MAX_LINE) throw new SyntaxError('a line without an end');
  }
  if (rest.trim()) throw new SyntaxError('the watch ended within a line');
}

function toWatchEvent(line: string, options: WatchOptions): WatchEvent {
  const { connection, kind } = options;
  const { type, object } = EventSchema.parse(JSON.parse(line));
  if (type === 'ERROR') {
    throw toStatusError(
      object.code ?? 500,
      { cluster: connection.name, kind, verb: 'watch' },
      object.message,
    );
  }
  const resourceVersion = object.metadata?.resourceVersion ?? '';
  if (type === 'BOOKMARK') return { type: 'bookmark', resourceVersion };
  return {
    type: type === 'DELETED' ? 'deleted' : 'changed',
    object: trimObject(object, kind),
    resourceVersion,
  };
}

function openWatch(
  options: WatchOptions,
  signal: AbortSignal,
): Promise<ClusterAnswer> {
  const { connection, kind, resourceVersion, seconds } = options;
  const query = new URLSearchParams({
    watch: '1',
    resourceVersion,
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(seconds),
  });
  return connection.request(`${collectionPath(kind)}?${query}`, {
    timeoutMs: (seconds + GRACE_SECONDS) * 1000,
    signal,
  });
}

async function* readWatch(
  options: WatchOptions,
  patience: Patience,
): AsyncGenerator<WatchEvent> {
  const { connection, kind } = options;
  const context = { cluster: connection.name, kind, verb: 'watch' as const };
  const answer = await openWatch(options, patience.signal);
  try {
    if (answer.status !== 200) {
      const { text } = await readBody(answer.body, 4096);
      throw toStatusError(answer.status, context, messageOf(text));
    }
    yield { type: 'opened' };
    const postpone = () => patience.postpone();
    for await (const line of readLines(answer.body, postpone)) {
      yield toWatchEvent(line, options);
    }
  } finally {
    answer.discard();
  }
}

/**
 * Watches a kind until the API server ends the watch, which it does regularly. The first event is
 * `opened`, when the server has accepted the watch.
 *
 * @throws ReadError with `expired` when the start is too old, `stalled` when nothing came for too long, with
 * another reason when the watch fails or breaks off within a line.
 */
export async function* watchKind(
  options: WatchOptions,
): AsyncGenerator<WatchEvent> {
  const { connection, kind, stallMs, signal, clock = SYSTEM_CLOCK } = options;
  const patience = startPatience(clock, stallMs, signal);
  try {
    yield* readWatch(options, patience);
  } catch (error) {
    if (error instanceof ReadError) throw error;
    if (patience.over) {
      throw new ReadError(
        'stalled',
        `Cluster ${connection.name} said nothing for ${
          stallMs / 1000
        } s while ${nameKind(
          kind,
        )} were watched; look for a proxy between that forgets connections.`,
        error,
      );
    }
    throw toReadError(error, {
      cluster: connection.name,
      kind,
      verb: 'watch',
    });
  } finally {
    patience.end();
  }
}
