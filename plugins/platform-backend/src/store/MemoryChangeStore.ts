import { ConflictError } from '@backstage/errors';
import { ServiceChange } from '@254carbon/backstage-plugin-platform-common';
import {
  ChangeStore,
  Lease,
  MOST_CHANGES,
  RecordedState,
  REMOVED,
  statesAfter,
} from './ChangeStore';

/** A {@link ChangeStore} that forgets everything with the process; for tests and short-lived portals. */
export class MemoryChangeStore implements ChangeStore {
  #lease: (Lease & { expiresAt: number; firstTakenAt: string }) | undefined;
  #changes: ServiceChange[] = [];
  readonly #states = new Map<string, RecordedState>();

  async takeLease(options: { holder: string; now: Date; durationMs: number }) {
    const { holder, now, durationMs } = options;
    const held = this.#lease;
    const isFree = !held || held.expiresAt <= now.getTime();
    if (held && held.holder !== holder && !isFree) return undefined;
    const fence = (held?.fence ?? 0) + (held?.holder === holder ? 0 : 1);
    this.#lease = {
      holder,
      fence,
      expiresAt: now.getTime() + durationMs,
      firstTakenAt: held?.firstTakenAt ?? now.toISOString(),
    };
    return { holder, fence };
  }

  async watchingSince() {
    return this.#lease?.firstTakenAt;
  }

  async lastStates() {
    return new Map(this.#states);
  }

  async record(options: {
    lease: Lease;
    changes: readonly ServiceChange[];
    states?: readonly RecordedState[];
  }) {
    this.#checkFence(options.lease);
    this.#changes.push(...options.changes);
    const states = [...(options.states ?? []), ...statesAfter(options.changes)];
    for (const state of states) {
      if (state.state === REMOVED) this.#states.delete(state.serviceId);
      else this.#states.set(state.serviceId, state);
    }
  }

  async listChanges({ since }: { since: Date }) {
    const from = since.toISOString();
    return this.#changes
      .filter(({ at }) => at >= from)
      .reverse()
      .sort((one, other) =>
        one.at < other.at ? 1 : -Number(one.at > other.at),
      )
      .slice(0, MOST_CHANGES);
  }

  async prune({ lease, before }: { lease: Lease; before: Date }) {
    this.#checkFence(lease);
    const until = before.toISOString();
    const kept = this.#changes.filter(({ at }) => at >= until);
    const count = this.#changes.length - kept.length;
    this.#changes = kept;
    return count;
  }

  #checkFence(lease: Lease): void {
    if (this.#lease?.fence !== lease.fence) {
      throw new ConflictError(
        'Another replica writes the changes now; take the lease again before writing.',
      );
    }
  }
}
