import { setTimeout as pause } from 'node:timers/promises';

/** The promise's value, or an error when it takes longer than `ms` milliseconds. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const ended = new AbortController();
  const late = pause(ms, undefined, { signal: ended.signal }).then(() => {
    throw new Error(`it has not answered within ${ms} ms`);
  });
  // After the answer nobody waits for this any more.
  late.catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    ended.abort();
  }
}
