import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits for a state of the world, at most `timeoutMs`; fails with what was awaited. It is patient: a state that comes costs no more of it,
 * and a busy machine may take long.
 */
export async function waitUntil(
  what: string,
  condition: () => boolean,
  timeoutMs = 45_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Waited in vain for: ${what}`);
    await delay(5);
  }
}
