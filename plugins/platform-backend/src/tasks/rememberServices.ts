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
import { ServiceMemory } from '../store/ServiceMemory';

/** How old the time of the last sight may be in the database, in milliseconds. */
const CONFIRM_MS = 60_000;

/** What remembering needs at one moment. */
export interface RememberInput {
  lease: Lease;
  view: Pick<ServicesView, 'services' | 'clusters'>;
  /** Ids of services that were recorded as removed: nobody needs to remember them. */
  gone: readonly string[];
  /** Milliseconds since the epoch. */
  now: number;
}

/** Writes the last good sight of each service, when it differs or was confirmed long enough ago. */
export class ServiceRememberer {
  readonly #memory: ServiceMemory;
  readonly #written = new Map<string, { digest: string; at: number }>();

  constructor(memory: ServiceMemory) {
    this.#memory = memory;
  }

  /** Remembers what is seen; what is kept only because its cluster cannot be read is not seen. */
  async remember({ lease, view, gone, now }: RememberInput): Promise<void> {
    const seenAt = new Date(now).toISOString();
    const seen: RememberedService[] = [];
    for (const live of view.services) {
      if (whyUnseen(live, view.clusters) !== undefined) continue;
      const service = toRemembered(live);
      if (this.#isNews(service.id, digest(service), now)) {
        seen.push({ service, seenAt });
      }
    }
    if (seen.length + gone.length === 0) return;
    await this.#memory.write({ lease, seen, gone });
    for (const { service } of seen) {
      this.#written.set(service.id, { digest: digest(service), at: now });
    }
    for (const id of gone) this.#written.delete(id);
  }

  #isNews(id: string, next: string, now: number): boolean {
    const last = this.#written.get(id);
    return !last || last.digest !== next || now - last.at >= CONFIRM_MS;
  }
}
