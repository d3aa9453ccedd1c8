import { setTimeout as delay } from 'node:timers/promises';

/** Waits for a state of the world, at most `timeoutMs`; fails with what was awaited. */
export async function waitUntil(
  what: string,
  condition: () => boolean,
  timeoutMs = 10_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Waited in vain for: ${what}`);
    await delay(5);
  }
}
