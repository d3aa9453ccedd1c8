import { RememberedService } from '@254carbon/backstage-plugin-platform-common';
import { Lease } from './Lease';

/** What is known of every remembered service without reading all of it. */
export interface MemoryEntry {
  /** Cluster that it was seen in. */
  cluster: string;
  /** When it was last seen, ISO 8601 UTC. */
  seenAt: string;
}

/** What one look at the platform gave. */
export interface Sight {
  lease: Lease;
  /** Written in place of what was known. */
  seen: readonly RememberedService[];
  /** Seen at `at` as they are known. */
  confirmed: { ids: readonly string[]; at: string };
  /** Forgotten. */
  gone: readonly string[];
}

/**
 * Remembers the last good sight of each service. Written by the holder of the lease. There may be thousands, and
 * mostly none of them is needed: the index is cheap, the services are read by id.
 */
export interface ServiceMemory {
  /** Every service that is remembered, by its id. */
  index(): Promise<Map<string, MemoryEntry>>;
  /** The services of these ids that are remembered. */
  read(ids: readonly string[]): Promise<RememberedService[]>;
  /**
   * Writes a sight, at once or not at all.
   *
   * @throws ConflictError when the lease has passed to another holder.
   */
  write(sight: Sight): Promise<void>;
}
