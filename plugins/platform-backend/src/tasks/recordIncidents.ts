import {
  reconcileIncidents,
  Service,
} from '@254carbon/backstage-plugin-platform-common';
import { Lease } from '../store/Lease';
import { PlatformStores } from '../store/PlatformStores';
import { IncidentAnnouncer } from './announceIncidents';

/** What recording incidents needs. */
export interface RecordIncidentsOptions {
  stores: Pick<PlatformStores, 'changes' | 'incidents'>;
  announcer: IncidentAnnouncer;
  lease: Lease;
  /** The services as they are seen now. */
  services: readonly Service[];
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * Makes the open incidents follow from the recorded states, and tells of those that began or ended. Does
 * nothing when they do already, so that a run that was cut short is completed by the next.
 */
export async function recordIncidents(
  options: RecordIncidentsOptions,
): Promise<void> {
  const { stores, announcer, lease, now } = options;
  const [open, states] = await Promise.all([
    stores.incidents.list({}),
    stores.changes.lastStates(),
  ]);
  const services = new Map(options.services.map(item => [item.id, item]));
  const { opened, changed, closed } = reconcileIncidents({
    open,
    states: states.values(),
    services,
    now,
  });
  const incidents = [...opened, ...changed, ...closed];
  if (incidents.length === 0) return;
  await stores.incidents.write({ lease, incidents });
  for (const incident of opened) announcer.tell('opened', incident);
  for (const incident of changed) announcer.tell('changed', incident);
  for (const incident of closed) announcer.tell('closed', incident);
}
