import { RememberedService } from '@254carbon/backstage-plugin-platform-common';
import { MemoryLease } from './Lease';
import { ServiceMemory, Sight } from './ServiceMemory';

/** A {@link ServiceMemory} that forgets everything with the process; for tests and short-lived portals. */
export class MemoryServiceMemory implements ServiceMemory {
  readonly #lease: MemoryLease;
  readonly #services = new Map<string, RememberedService>();

  constructor(lease: MemoryLease) {
    this.#lease = lease;
  }

  async index() {
    return new Map(
      [...this.#services].map(([id, { service, seenAt }]) => [
        id,
        { cluster: service.cluster, seenAt },
      ]),
    );
  }

  async read(ids: readonly string[]) {
    return ids.flatMap(id => this.#services.get(id) ?? []);
  }

  async write({ lease, seen, confirmed, gone }: Sight) {
    this.#lease.check(lease);
    for (const item of seen) this.#services.set(item.service.id, item);
    for (const id of confirmed.ids) {
      const known = this.#services.get(id);
      if (known) this.#services.set(id, { ...known, seenAt: confirmed.at });
    }
    for (const id of gone) this.#services.delete(id);
  }
}
