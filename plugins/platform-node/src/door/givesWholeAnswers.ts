import { readBody } from './readBody';
import { ClusterConnection } from './types';

const TIMEOUT_MS = 3_000;

const looks = new WeakMap<
  ClusterConnection,
  { at: number; whole: Promise<boolean> }
>();

/** Whether a text says of itself that it is whole: JSON that can be read. Other text says nothing. */
export function isWholeJson(
  text: string,
  headers: Readonly<Record<string, string>>,
): boolean {
  if (!headers['content-type']?.includes('json')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function look(connection: ClusterConnection): Promise<boolean> {
  try {
    const answer = await connection.request('/version', {
      timeoutMs: TIMEOUT_MS,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { text } = await readBody(answer.body, 4_096);
    return isWholeJson(text, { 'content-type': 'json' });
  } catch {
    return false;
  }
}

/**
 * Whether an API server gives answers to their end, seen at or after `since` (as `performance.now()` tells it).
 * Something between that cuts them off also cuts what services say through it, and half a word must not be taken for
 * a service's own. One look serves all who ask at the same time.
 */
export function givesWholeAnswers(
  connection: ClusterConnection,
  since: number,
): Promise<boolean> {
  const last = looks.get(connection);
  if (last && last.at >= since) return last.whole;
  const whole = look(connection);
  looks.set(connection, { at: performance.now(), whole });
  return whole;
}
