import { lendJoined, readPieces } from '../door/readBody';
import { ClusterConnection } from '../door/types';
import { Clock, startPatience, SYSTEM_CLOCK } from '../inventory/clock';
import { dropBookkeeping } from './dropBookkeeping';
import {
  ReadContext,
  ReadError,
  toReadError,
  toStatusError,
} from './ReadError';

/** No page of 500 objects is this large; something that is must not fill the memory. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** How long an API server may take for one page. */
const TIMEOUT_MS = 30_000;

/** What an API server says in a refusal, when it says it as one does; nothing of what a proxy writes. */
export function messageOf(text: string): string | undefined {
  try {
    const { message } = JSON.parse(text);
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Gets a JSON object from an API server, without the bookkeeping that it keeps in objects ({@link dropBookkeeping}).
 *
 * @throws ReadError when there is none: no answer, an error status, something that is not a JSON object.
 */
export async function getJson(options: {
  connection: ClusterConnection;
  path: string;
  context: ReadContext;
  signal?: AbortSignal;
  timeoutMs?: number;
  clock?: Clock;
  /** Is given the first piece of a good answer as soon as it is there, long before the rest. */
  onBeginning?: (piece: Uint8Array) => void;
}): Promise<Record<string, unknown>> {
  const { connection, path, context, timeoutMs = TIMEOUT_MS } = options;
  const { clock = SYSTEM_CLOCK } = options;
  const patience = startPatience(clock, timeoutMs, options.signal);
  const { signal } = patience;
  try {
    const answer = await connection.request(path, { timeoutMs, signal });
    const { pieces, truncated } = await readPieces(
      answer.body,
      MAX_ANSWER_BYTES,
      answer.status === 200 ? options.onBeginning : undefined,
    );
    if (answer.status !== 200) {
      const message = messageOf(Buffer.concat(pieces).toString('utf8'));
      throw toStatusError(answer.status, context, message);
    }
    const value: unknown = truncated
      ? undefined
      : JSON.parse(
          lendJoined(pieces, bytes => dropBookkeeping(bytes).toString('utf8')),
        );
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new SyntaxError('not a JSON object');
    }
    return value as Record<string, unknown>;
  } catch (error) {
    if (patience.over && !(error instanceof ReadError)) {
      throw new ReadError(
        'no-answer',
        `Cluster ${context.cluster} did not answer within ${
          timeoutMs / 1000
        } s; check the API server's load and the network between.`,
        error,
      );
    }
    throw toReadError(error, context);
  } finally {
    patience.end();
  }
}
