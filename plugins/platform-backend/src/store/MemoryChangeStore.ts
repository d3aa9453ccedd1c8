import { ServiceChange } from '@254carbon/backstage-plugin-platform-common';
import {
  ChangeStore,
  MOST_CHANGES,
  RecordedState,
  REMOVED,
  statesAfter,
} from './ChangeStore';
import { Lease, MemoryLease } from './Lease';

/** A {@link ChangeStore} that forgets everything with the process; for tests and short-lived portals. */
export class MemoryChangeStore implements ChangeStore {
  readonly #lease: MemoryLease;
  #changes: ServiceChange[] = [];
  readonly #states = new Map<string, RecordedState>();

  constructor(lease = new MemoryLease()) {
    this.#lease = lease;
  }

  async takeLease(options: { holder: string; now: Date; durationMs: number }) {
    return this.#lease.take(options);
  }

  async watchingSince() {
    return this.#lease.firstTakenAt;
  }

  async lastStates() {
    return new Map(this.#states);
  }

  async record(options: {
    lease: Lease;
    changes: readonly ServiceChange[];
    states?: readonly RecordedState[];
  }) {
    this.#lease.check(options.lease);
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
    this.#lease.check(lease);
    const until = before.toISOString();
    const kept = this.#changes.filter(({ at }) => at >= until);
    const count = this.#changes.length - kept.length;
    this.#changes = kept;
    return count;
  }
}
