/**
 * When something is an incident. It begins with the first moment of a state that is not healthy, it is the
 * same one however the state changes in between, and it ends with the first moment of a healthy state or
 * with the service itself. Not knowing begins no incident and ends none: who cannot see the fire cannot
 * say that it is out.
 *
 * The list of open incidents follows from the recorded states alone, so that it does not matter which
 * replica looks, nor whether one died between two writes.
 */
import { HealthState, SystemId } from '../model';

/** An incident as it is remembered; what people said of it is kept beside it. */
export interface RecordedIncident {
  id: string;
  serviceId: string;
  title: string;
  entityRef?: string;
  system?: SystemId;
  owner?: string;
  /** The last recorded state. */
  state: HealthState;
  worst: 'degraded' | 'down';
  /** Why, when the state was last bad. */
  summary: string;
  /** ISO 8601 UTC, as all times here. */
  since: string;
  closedAt?: string;
  closedBecause?: 'recovered' | 'removed';
}

/** A recorded state, as far as incidents need it. */
export interface StateOfService {
  serviceId: string;
  title: string;
  state: string;
  since: string;
}

/** What is known of a service beside its state. */
export interface ServiceLike {
  entityRef: string;
  system: SystemId;
  owner: string;
  /** Ids that it had before: an incident follows its service. */
  formerIds?: readonly string[];
  health: { state: HealthState; summary: string; since?: string };
}

/** What incidents are reconciled from. */
export interface ReconcileInput {
  /** The incidents that are open by the record. */
  open: readonly RecordedIncident[];
  /** The recorded state of every service. */
  states: Iterable<StateOfService>;
  /** The services as they are seen, by id; those that cannot be seen are missing. */
  services: ReadonlyMap<string, ServiceLike>;
  /** Milliseconds since the epoch. */
  now: number;
}

/** What has to be written; whole incidents, each to replace the one with its id. */
export interface Reconciled {
  opened: RecordedIncident[];
  changed: RecordedIncident[];
  closed: RecordedIncident[];
}

/** Identity of an incident: its service and the start of the state that it was recorded with. */
export function incidentId(serviceId: string, since: string): string {
  return `${serviceId}.${since.replace(/[-:.]/g, '')}`;
}

function isBad(state: string): state is 'degraded' | 'down' {
  return state === 'degraded' || state === 'down';
}

/** The portal may have begun to look after the trouble began; when the platform says since when, that holds. */
function startOf(
  recorded: string,
  state: HealthState,
  service: ServiceLike | undefined,
): string {
  const health = service?.health;
  if (health?.since === undefined || health.state !== state) return recorded;
  const since = new Date(health.since).toISOString();
  return since < recorded ? since : recorded;
}

function begin(
  { serviceId, title, since }: StateOfService,
  state: 'degraded' | 'down',
  service: ServiceLike | undefined,
): RecordedIncident {
  return {
    id: incidentId(serviceId, since),
    serviceId,
    title,
    ...(service
      ? {
          entityRef: service.entityRef,
          system: service.system,
          owner: service.owner,
        }
      : {}),
    state,
    worst: state,
    summary: service?.health.summary ?? `${title} is ${state}.`,
    since: startOf(since, state, service),
  };
}

function goOn(
  incident: RecordedIncident,
  { serviceId, title }: StateOfService,
  state: HealthState,
  service: ServiceLike | undefined,
): RecordedIncident {
  const isDown = incident.worst === 'down' || state === 'down';
  const speaks = isBad(state) && service?.health.state === state;
  return {
    ...incident,
    serviceId,
    title,
    ...(service ? { entityRef: service.entityRef, owner: service.owner } : {}),
    state,
    worst: isDown ? 'down' : 'degraded',
    summary: speaks ? service.health.summary : incident.summary,
  };
}

function differs(one: RecordedIncident, other: RecordedIncident): boolean {
  return (['serviceId', 'state', 'worst', 'summary', 'owner'] as const).some(
    key => one[key] !== other[key],
  );
}

/** What has to be written so that the open incidents follow from the states; nothing when they do. */
export function reconcileIncidents(input: ReconcileInput): Reconciled {
  const open = new Map(input.open.map(item => [item.serviceId, item]));
  const result: Reconciled = { opened: [], changed: [], closed: [] };
  for (const recorded of input.states) {
    const { serviceId, state, since } = recorded;
    const service = input.services.get(serviceId);
    const ids = [serviceId, ...(service?.formerIds ?? [])];
    const known = ids.map(id => open.get(id)).find(item => item);
    if (known) open.delete(known.serviceId);
    if (!known) {
      if (isBad(state)) result.opened.push(begin(recorded, state, service));
    } else if (state === 'healthy') {
      result.closed.push({
        ...known,
        closedAt: since,
        closedBecause: 'recovered',
      });
    } else {
      const seen = isBad(state) ? state : 'unknown';
      const next = goOn(known, recorded, seen, service);
      if (differs(known, next)) result.changed.push(next);
    }
  }
  const closedAt = new Date(input.now).toISOString();
  for (const gone of open.values()) {
    result.closed.push({ ...gone, closedAt, closedBecause: 'removed' });
  }
  return result;
}
