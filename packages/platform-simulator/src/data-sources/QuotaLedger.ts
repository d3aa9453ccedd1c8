import type { Quota } from './types';

/** Counts requests per key and window. Windows are aligned to the epoch, so a day ends at midnight UTC. */
export class QuotaLedger {
  readonly #used = new Map<string, { window: number; count: number }>();

  /** Counts one request; false when the quota was used up before it. */
  spend(key: string, quota: Quota, now: number): boolean {
    const window = Math.floor(now / (quota.seconds * 1000));
    const entry = this.#used.get(key);
    const count = entry?.window === window ? entry.count : 0;
    if (count >= quota.requests) return false;
    this.#used.set(key, { window, count: count + 1 });
    return true;
  }
}
