import {
  AcknowledgedIncident,
  Acknowledgement,
  RecordedIncident,
} from '@254carbon/backstage-plugin-platform-common';
import { mustBeOpen, notAcknowledged } from './incidentErrors';
import { IncidentQuery, IncidentStore, MOST_INCIDENTS } from './IncidentStore';
import { Lease, MemoryLease } from './Lease';

function byNewest(a: RecordedIncident, b: RecordedIncident): number {
  if (!a.closedAt || !b.closedAt) {
    return Number(Boolean(a.closedAt)) - Number(Boolean(b.closedAt));
  }
  return b.closedAt.localeCompare(a.closedAt);
}

/** An {@link IncidentStore} that forgets everything with the process; for tests and short-lived portals. */
export class MemoryIncidentStore implements IncidentStore {
  readonly #lease: MemoryLease;
  readonly #incidents = new Map<string, AcknowledgedIncident>();

  constructor(lease: MemoryLease) {
    this.#lease = lease;
  }

  async list({ closedSince, serviceIds }: IncidentQuery) {
    const from = closedSince?.toISOString();
    return [...this.#incidents.values()]
      .filter(({ closedAt }) => !closedAt || (from && closedAt >= from))
      .filter(({ serviceId }) => serviceIds?.includes(serviceId) ?? true)
      .sort(byNewest)
      .slice(0, MOST_INCIDENTS);
  }

  async find(id: string) {
    return this.#incidents.get(id);
  }

  async write(options: {
    lease: Lease;
    incidents: readonly RecordedIncident[];
  }) {
    this.#lease.check(options.lease);
    for (const incident of options.incidents) {
      const acknowledgement = this.#incidents.get(incident.id)?.acknowledgement;
      this.#incidents.set(incident.id, {
        ...incident,
        ...(acknowledgement ? { acknowledgement } : {}),
      });
    }
  }

  async acknowledge(id: string, acknowledgement: Acknowledgement) {
    const incident = mustBeOpen(id, this.#incidents.get(id));
    const next = { ...incident, acknowledgement };
    this.#incidents.set(id, next);
    return next;
  }

  async withdraw(id: string) {
    const incident = mustBeOpen(id, this.#incidents.get(id));
    const { acknowledgement, ...next } = incident;
    if (!acknowledgement) throw notAcknowledged();
    this.#incidents.set(id, next);
    return next;
  }

  async prune({ lease, before }: { lease: Lease; before: Date }) {
    this.#lease.check(lease);
    const until = before.toISOString();
    const old = [...this.#incidents.values()].filter(
      ({ closedAt }) => closedAt && closedAt < until,
    );
    for (const { id } of old) this.#incidents.delete(id);
    return old.length;
  }
}
