import { RememberedService } from '@254carbon/backstage-plugin-platform-common';
import { Lease } from './Lease';

/** Remembers the last good sight of each service. Written by the holder of the lease. */
export interface ServiceMemory {
  /** Every service that is remembered, by its id. */
  list(): Promise<Map<string, RememberedService>>;
  /**
   * Writes what was seen, each in place of what was known, and forgets the services of `gone`, at once or not at all.
   *
   * @throws ConflictError when the lease has passed to another holder.
   */
  write(options: {
    lease: Lease;
    seen: readonly RememberedService[];
    gone: readonly string[];
  }): Promise<void>;
}
