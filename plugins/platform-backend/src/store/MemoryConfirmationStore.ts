import { Confirmation } from '@254carbon/backstage-plugin-platform-common';
import {
  ConfirmationStore,
  MOST_CONFIRMATIONS,
  RecordedConfirmation,
} from './ConfirmationStore';
import { Lease, MemoryLease } from './Lease';

/** A {@link ConfirmationStore} that forgets everything with the process; for tests and short-lived portals. */
export class MemoryConfirmationStore implements ConfirmationStore {
  readonly #lease: MemoryLease;
  #confirmations: RecordedConfirmation[] = [];

  constructor(lease: MemoryLease) {
    this.#lease = lease;
  }

  async list({ since }: { since?: Date }) {
    const from = since?.toISOString() ?? '';
    return this.#confirmations
      .filter(({ at }) => at >= from)
      .sort((a, b) => b.at.localeCompare(a.at))
      .slice(0, MOST_CONFIRMATIONS);
  }

  async add(confirmation: Confirmation) {
    this.#confirmations.push(confirmation);
  }

  async end(options: { lease: Lease; ids: readonly string[]; at: string }) {
    this.#lease.check(options.lease);
    this.#confirmations = this.#confirmations.map(item =>
      options.ids.includes(item.id) ? { ...item, endedAt: options.at } : item,
    );
  }

  async prune({ lease, before }: { lease: Lease; before: Date }) {
    this.#lease.check(lease);
    const until = before.toISOString();
    const kept = this.#confirmations.filter(
      ({ at, kind, endedAt }) => at >= until || !(kind || endedAt),
    );
    const count = this.#confirmations.length - kept.length;
    this.#confirmations = kept;
    return count;
  }
}
