import { readBody } from '../door/readBody';
import { ClusterConnection } from '../door/types';
import {
  ReadContext,
  ReadError,
  toReadError,
  toStatusError,
} from './ReadError';

/** No page of 250 objects is this large; something that is must not fill the memory. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** How long an API server may take for one page. */
const TIMEOUT_MS = 30_000;

function messageOf(text: string): string | undefined {
  try {
    const { message } = JSON.parse(text);
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Gets a JSON object from an API server.
 *
 * @throws ReadError when there is none: no answer, an error status, something that is not a JSON object.
 */
export async function getJson(options: {
  connection: ClusterConnection;
  path: string;
  context: ReadContext;
  signal?: AbortSignal;
  timeoutMs?: number;
}): Promise<Record<string, unknown>> {
  const { connection, path, context, timeoutMs = TIMEOUT_MS } = options;
  const limit = AbortSignal.timeout(timeoutMs);
  const signal = options.signal
    ? AbortSignal.any([options.signal, limit])
    : limit;
  try {
    const answer = await connection.request(path, { timeoutMs, signal });
    const { text, truncated } = await readBody(answer.body, MAX_ANSWER_BYTES);
    if (answer.status !== 200) {
      throw toStatusError(answer.status, context, messageOf(text));
    }
    const value: unknown = truncated ? undefined : JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new SyntaxError('not a JSON object');
    }
    return value as Record<string, unknown>;
  } catch (error) {
    if (limit.aborted && !(error instanceof ReadError)) {
      throw new ReadError(
        'no-answer',
        `Cluster ${context.cluster} did not answer within ${
          timeoutMs / 1000
        } s; check the API server's load and the network between.`,
        error,
      );
    }
    throw toReadError(error, context);
  }
}
