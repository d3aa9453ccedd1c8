/**
 * The list of services as pages ask for it: light, searched, filtered, sorted, and one page after the other. A page ends with
 * the place of its last service in the order; the next begins behind that place. So a service that comes or goes between two
 * pages shifts nothing, and nothing is remembered for whoever asks.
 */
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import {
  ListedService,
  SERVICE_ORDERS,
  ServiceList,
  ServiceOrder,
  ServiceQuery,
  ServiceSummary,
} from '../contracts/platformServices';
import { HEALTH_STATES, HealthState, SYSTEMS } from '../model';

/** One for all comparisons: making one is dear. */
const TEXT = new Intl.Collator('en');

const URGENCY: Record<HealthState, number> = {
  down: 0,
  degraded: 1,
  unknown: 2,
  healthy: 3,
};

type Key = string | number | undefined;

const KEYS: Record<ServiceOrder, (service: ListedService) => Key> = {
  system: ({ system }) => SYSTEMS.indexOf(system),
  service: ({ title }) => title,
  state: ({ health }) => URGENCY[health.state],
  since: ({ health }) => health.since,
  owner: ({ owner }) => owner,
};

/** Where a service stands in an order. */
interface Place {
  key: Key;
  title: string;
  id: string;
}

function compareKeys(a: Key, b: Key, descending: boolean): number {
  if (a === undefined || b === undefined) {
    // What is not known comes last, whichever way it is sorted.
    return Number(a === undefined) - Number(b === undefined);
  }
  const order =
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : TEXT.compare(String(a), String(b));
  return descending ? -order : order;
}

function comparePlaces(a: Place, b: Place, descending: boolean): number {
  return (
    compareKeys(a.key, b.key, descending) ||
    TEXT.compare(a.title, b.title) ||
    compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const CursorSchema = z.tuple([
  z.string(),
  z.union([z.string(), z.number(), z.null()]),
  z.string(),
  z.string(),
]);

function writeCursor(sort: string, { key, title, id }: Place): string {
  return JSON.stringify([sort, key ?? null, title, id]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws InputError when it is not the cursor of a list in this order. */
function readCursor(text: string, sort: string): Place {
  const cursor = CursorSchema.safeParse(parseJson(text));
  if (!cursor.success || cursor.data[0] !== sort) {
    throw new InputError(
      'The cursor does not belong to this question; ask without a cursor and begin with the first page.',
    );
  }
  const [, key, title, id] = cursor.data;
  return { key: key ?? undefined, title, id };
}

function hasWords(service: ListedService, words: readonly string[]): boolean {
  const { title, id, type, owner, health } = service;
  const text = [title, id, type, health.summary, owner]
    .join('\n')
    .toLocaleLowerCase('en-US');
  return words.every(word => text.includes(word));
}

/** The values of a part of the question; `undefined` when it does not matter. */
function valuesOf(text: string | undefined): ReadonlySet<string> | undefined {
  return text ? new Set(text.split(',')) : undefined;
}

function filterServices(
  services: readonly ListedService[],
  query: ServiceQuery,
): ListedService[] {
  const words = (query.q ?? '')
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .filter(Boolean);
  const [states, systems] = [valuesOf(query.state), valuesOf(query.system)];
  const [owners, refs] = [valuesOf(query.owner), valuesOf(query.ref)];
  const clusters = valuesOf(query.cluster);
  return services.filter(
    service =>
      (states?.has(service.health.state) ?? true) &&
      (systems?.has(service.system) ?? true) &&
      (owners?.has(service.owner) ?? true) &&
      (refs?.has(service.entityRef) ?? true) &&
      (clusters?.has(service.cluster) ?? true) &&
      (query.stale === undefined ||
        String(service.health.stale) === query.stale) &&
      (words.length === 0 || hasWords(service, words)),
  );
}

function countServices(services: readonly ListedService[]) {
  const states = Object.fromEntries(
    HEALTH_STATES.map(state => [state, 0]),
  ) as Record<HealthState, number>;
  let [stale, expectedDown] = [0, 0];
  for (const service of services) {
    states[service.health.state] += 1;
    if (service.health.stale) stale += 1;
    if (service.expectedDown) expectedDown += 1;
  }
  return { fit: services.length, stale, expectedDown, states };
}

/** The ids of those that need each service. */
function indexNeeds(
  services: readonly ListedService[],
): ReadonlyMap<string, string[]> {
  const neededBy = new Map<string, string[]>();
  for (const { id, dependsOn } of services) {
    for (const { serviceId } of dependsOn) {
      const known = neededBy.get(serviceId);
      if (known) known.push(id);
      else neededBy.set(serviceId, [id]);
    }
  }
  return neededBy;
}

function summarise(
  service: ListedService,
  neededBy: readonly string[],
): ServiceSummary {
  const { evidence: _, ...health } = service.health;
  return {
    id: service.id,
    title: service.title,
    entityRef: service.entityRef,
    kind: service.kind,
    type: service.type,
    system: service.system,
    owner: service.owner,
    cluster: service.cluster,
    namespace: service.namespace,
    ...(service.profileId ? { profileId: service.profileId } : {}),
    ...(service.expectedDown ? { expectedDown: service.expectedDown } : {}),
    ...(service.maintenance ? { maintenance: service.maintenance } : {}),
    ...(service.lastKnown ? { lastKnown: service.lastKnown } : {}),
    health,
    needs: service.dependsOn.map(({ serviceId }) => serviceId),
    neededBy: [...neededBy],
  };
}

function readOrder(sort: ServiceQuery['sort']) {
  const order = SERVICE_ORDERS.find(name => sort.replace(/^-/, '') === name);
  return {
    keyOf: KEYS[order ?? 'system'],
    descending: sort.startsWith('-'),
  };
}

/**
 * One page of the services that fit a question.
 *
 * @throws InputError when the cursor is not one of this question.
 */
export function listServices(
  services: readonly ListedService[],
  query: ServiceQuery,
): Pick<ServiceList, 'services' | 'next' | 'counts'> {
  const { sort, limit, cursor } = query;
  const { keyOf, descending } = readOrder(sort);
  const after = cursor === undefined ? undefined : readCursor(cursor, sort);
  const fit = filterServices(services, query);
  const rows = fit
    .map(service => ({
      service,
      place: { key: keyOf(service), title: service.title, id: service.id },
    }))
    .filter(
      ({ place }) => !after || comparePlaces(after, place, descending) < 0,
    )
    .sort((a, b) => comparePlaces(a.place, b.place, descending));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const neededBy = indexNeeds(services);
  return {
    services: page.map(({ service }) =>
      summarise(service, neededBy.get(service.id) ?? []),
    ),
    ...(last && rows.length > limit
      ? { next: writeCursor(sort, last.place) }
      : {}),
    counts: countServices(fit),
  };
}
