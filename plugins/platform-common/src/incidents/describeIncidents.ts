/** The incidents as people see them: the record, beside what is seen of the service this moment. */
import {
  Acknowledgement,
  Incident,
  UnjudgedService,
} from '../contracts/platformIncidents';
import { Service } from '../model';
import { indexDependents } from '../graph/indexDependents';
import { RecordedIncident } from './reconcileIncidents';

/** An incident of the record, with what somebody said of it. */
export interface AcknowledgedIncident extends RecordedIncident {
  acknowledgement?: Acknowledgement;
}

/** What incidents are described from. */
export interface DescribeInput {
  /** Open and closed ones of the record. */
  recorded: readonly AcknowledgedIncident[];
  /** The services as they are seen now, declarations applied. */
  services: readonly Service[];
  /** Since when anybody has been looking; ISO 8601 UTC. */
  watchingSince?: string;
}

/** A first look at a platform takes up to this long; what is bad by then may have been so for days. */
const FIRST_LOOK_MS = 120_000;

/** Whether nothing but the first look says when it began: the platform's own word is from before that look. */
function beganUnseen(since: string, watchingSince: string | undefined) {
  if (watchingSince === undefined) return false;
  const after = Date.parse(since) - Date.parse(watchingSince);
  return after >= 0 && after <= FIRST_LOOK_MS;
}

type Beside = Pick<
  Incident,
  'stale' | 'expectedDown' | 'maintenance' | 'blastRadius'
>;

type DependentsOf = (id: string) => string[];

function beside(
  service: Service | undefined,
  dependentsOf: DependentsOf,
): Beside {
  if (!service) return { stale: true, blastRadius: [] };
  const { id, health, expectedDown, maintenance } = service;
  return {
    stale: health.stale,
    ...(expectedDown ? { expectedDown } : {}),
    ...(maintenance ? { maintenance } : {}),
    blastRadius: dependentsOf(id),
  };
}

function isBad({ health }: Service): boolean {
  return health.state === 'degraded' || health.state === 'down';
}

/** What the service says of itself now counts; what was recorded may be from before it had a name in the catalog. */
function placeOf({ entityRef, system, owner }: Service) {
  return { entityRef, system, owner };
}

function describeOpen(
  incident: AcknowledgedIncident,
  service: Service | undefined,
  dependentsOf: DependentsOf,
): Incident {
  const now = service && isBad(service) ? service.health : undefined;
  const isDown = incident.worst === 'down' || now?.state === 'down';
  return {
    ...incident,
    ...(service ? placeOf(service) : {}),
    phase: 'open',
    state: service?.health.state ?? 'unknown',
    worst: isDown ? 'down' : 'degraded',
    summary: now?.summary ?? incident.summary,
    ...beside(service, dependentsOf),
  };
}

function describeEmerging(
  service: Service,
  dependentsOf: DependentsOf,
  now: number,
): Incident {
  const { id, title, entityRef, system, owner, health } = service;
  return {
    id: `${id}.now`,
    serviceId: id,
    title,
    entityRef,
    system,
    owner,
    phase: 'emerging',
    state: health.state,
    worst: health.state === 'down' ? 'down' : 'degraded',
    summary: health.summary,
    since: health.since ?? new Date(now).toISOString(),
    ...(health.since === undefined ? { orEarlier: true } : {}),
    ...beside(service, dependentsOf),
  };
}

const GRAVITY: Record<Incident['state'], number> = {
  down: 0,
  degraded: 1,
  unknown: 2,
  healthy: 3,
};

function byUrgency(a: Incident, b: Incident): number {
  if (a.closedAt || b.closedAt) {
    if (a.closedAt && b.closedAt) return a.closedAt < b.closedAt ? 1 : -1;
    return a.closedAt ? 1 : -1;
  }
  return (
    GRAVITY[a.state] - GRAVITY[b.state] ||
    a.since.localeCompare(b.since) ||
    a.id.localeCompare(b.id)
  );
}

/**
 * The incidents as they stand at `now` (milliseconds since the epoch): worst first, then oldest; closed
 * ones last, newest first. A service that is bad and has no record yet is there as `emerging`.
 */
export function describeIncidents(
  input: DescribeInput,
  now: number,
): Incident[] {
  const { recorded, services, watchingSince } = input;
  const dependentsOf = indexDependents(services);
  const byId = new Map<string, Service>();
  for (const service of services) {
    for (const id of service.formerIds) byId.set(id, service);
  }
  for (const service of services) byId.set(service.id, service);
  const covered = new Set<Service>();
  const incidents = recorded.map((known): Incident => {
    const incident = beganUnseen(known.since, watchingSince)
      ? { ...known, orEarlier: true }
      : known;
    const service = byId.get(incident.serviceId);
    if (incident.closedAt) {
      return {
        ...incident,
        phase: 'closed',
        stale: false,
        blastRadius: [],
      };
    }
    if (service) covered.add(service);
    return describeOpen(incident, service, dependentsOf);
  });
  const emerging = services
    .filter(service => isBad(service) && !covered.has(service))
    .map(service => describeEmerging(service, dependentsOf, now));
  return [...incidents, ...emerging].sort(byUrgency);
}

/** The services of which nobody can say how they are, in the order given. */
export function listUnjudged(services: readonly Service[]): UnjudgedService[] {
  return services
    .filter(({ health }) => health.state === 'unknown')
    .map(({ id, title, entityRef, health }) => ({
      serviceId: id,
      title,
      entityRef,
      summary: health.summary,
      stale: health.stale,
      ...(health.since ? { since: health.since } : {}),
    }));
}
