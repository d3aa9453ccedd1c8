import {
  RememberedService,
  toRemembered,
  whyUnseen,
} from '@254carbon/backstage-plugin-platform-common';
import {
  digest,
  ServicesView,
} from '@254carbon/backstage-plugin-platform-node';
import { Lease } from '../store/Lease';
import { MemoryEntry, ServiceMemory } from '../store/ServiceMemory';

/** How old the time of the last sight may be in the database, in milliseconds. */
const CONFIRM_MS = 60_000;

/** What remembering needs at one moment. */
export interface RememberInput {
  lease: Lease;
  view: Pick<ServicesView, 'services' | 'clusters' | 'version'>;
  /** Ids of services that were recorded as removed: nobody needs to remember them. */
  gone: readonly string[];
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * Writes the last good sight of each service: all of it when it differs, the time only when that is old. Knows
 * what is written, because the holder of the lease is the only one that writes; a new lease begins anew.
 */
export class ServiceRememberer {
  readonly #memory: ServiceMemory;
  #fence = -1;
  #known = new Map<string, MemoryEntry>();
  readonly #digests = new Map<string, string>();
  #version = -1;
  #confirmedAt = 0;

  constructor(memory: ServiceMemory) {
    this.#memory = memory;
  }

  /** What is remembered, as the holder of this lease knows it. */
  async known({ fence }: Lease): Promise<ReadonlyMap<string, MemoryEntry>> {
    if (fence !== this.#fence) {
      this.#known = await this.#memory.index();
      this.#fence = fence;
      this.#digests.clear();
      this.#version = -1;
    }
    return this.#known;
  }

  /** Remembers what is seen; what is kept only because its cluster cannot be read is not seen. */
  async remember({ lease, view, gone, now }: RememberInput): Promise<void> {
    const isDue = now - this.#confirmedAt >= CONFIRM_MS;
    const isSame = view.version === this.#version;
    if (isSame && !isDue && gone.length === 0) return;
    const at = new Date(now).toISOString();
    const seen: RememberedService[] = [];
    const same: string[] = [];
    for (const live of view.services) {
      if (whyUnseen(live, view.clusters) !== undefined) continue;
      const service = toRemembered(live);
      if (this.#isNew(service.id, digest(service))) {
        seen.push({ service, seenAt: at });
      } else if (isDue) same.push(service.id);
    }
    const confirmed = { ids: same, at };
    if (seen.length + same.length + gone.length > 0) {
      await this.#memory.write({ lease, seen, confirmed, gone });
    }
    this.#note(seen, confirmed, gone);
    this.#version = view.version;
    if (isDue) this.#confirmedAt = now;
  }

  #isNew(id: string, next: string): boolean {
    return this.#digests.get(id) !== next;
  }

  #note(
    seen: readonly RememberedService[],
    confirmed: { ids: readonly string[]; at: string },
    gone: readonly string[],
  ): void {
    for (const { service, seenAt } of seen) {
      this.#known.set(service.id, { cluster: service.cluster, seenAt });
      this.#digests.set(service.id, digest(service));
    }
    for (const id of confirmed.ids) {
      const entry = this.#known.get(id);
      if (entry) entry.seenAt = confirmed.at;
    }
    for (const id of gone) {
      this.#known.delete(id);
      this.#digests.delete(id);
    }
  }
}
