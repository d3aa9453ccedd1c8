import { RememberedService } from '@254carbon/backstage-plugin-platform-common';
import { Lease, MemoryLease } from './Lease';
import { ServiceMemory } from './ServiceMemory';

/** A {@link ServiceMemory} that forgets everything with the process; for tests and short-lived portals. */
export class MemoryServiceMemory implements ServiceMemory {
  readonly #lease: MemoryLease;
  readonly #services = new Map<string, RememberedService>();

  constructor(lease: MemoryLease) {
    this.#lease = lease;
  }

  async list() {
    return new Map(this.#services);
  }

  async write(options: {
    lease: Lease;
    seen: readonly RememberedService[];
    gone: readonly string[];
  }) {
    this.#lease.check(options.lease);
    for (const item of options.seen) this.#services.set(item.service.id, item);
    for (const id of options.gone) this.#services.delete(id);
  }
}
