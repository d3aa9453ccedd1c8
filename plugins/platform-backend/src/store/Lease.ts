/**
 * The right to write. Several replicas look at the same platform and would all write the same; the one
 * that holds the lease does. A replica that was asleep and still believes in its lease is stopped by the
 * fence: every write proves in its own transaction that the lease has not passed on.
 */
import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';

/** The right to write, until it expires. The fence grows with every new holder. */
export interface Lease {
  holder: string;
  fence: number;
}

/** A row of `platform_leases`. */
export interface LeaseRow {
  name: string;
  holder: string;
  fence: number;
  expires_at: string;
  first_taken_at: string;
}

/** Name of the one lease of this plugin. */
export const LEASE_NAME = 'changes';

function passedOn(): ConflictError {
  return new ConflictError(
    'Another replica writes now; take the lease again before writing.',
  );
}

/**
 * Proves that the lease is still held, until the transaction ends.
 *
 * @throws ConflictError when it has passed to another holder.
 */
export async function checkFence(
  trx: Knex.Transaction,
  lease: Lease,
): Promise<void> {
  // The update takes the row's lock, so that no other holder can come between here and the commit.
  const count = await trx<LeaseRow>('platform_leases')
    .where({ name: LEASE_NAME, holder: lease.holder, fence: lease.fence })
    .update({ holder: lease.holder });
  if (count === 0) throw passedOn();
}

/** The lease of stores that forget everything with the process. */
export class MemoryLease {
  #held: (Lease & { expiresAt: number; firstTakenAt: string }) | undefined;

  /** Takes or extends the lease; `undefined` when another holder has it and it has not expired. */
  take(options: {
    holder: string;
    now: Date;
    durationMs: number;
  }): Lease | undefined {
    const { holder, now, durationMs } = options;
    const held = this.#held;
    const isFree = !held || held.expiresAt <= now.getTime();
    if (held && held.holder !== holder && !isFree) return undefined;
    const fence = (held?.fence ?? 0) + (held?.holder === holder ? 0 : 1);
    this.#held = {
      holder,
      fence,
      expiresAt: now.getTime() + durationMs,
      firstTakenAt: held?.firstTakenAt ?? now.toISOString(),
    };
    return { holder, fence };
  }

  /** When the lease was taken first, ISO 8601 UTC. */
  get firstTakenAt(): string | undefined {
    return this.#held?.firstTakenAt;
  }

  /** @throws ConflictError when the lease has passed to another holder. */
  check(lease: Lease): void {
    if (this.#held?.fence !== lease.fence) throw passedOn();
  }
}
