import { NotFoundError } from '@backstage/errors';
import {
  blastRadius,
  buildGraph,
  describeIncidents,
  listEvents,
  ListedService,
  ServiceDetail,
} from '@254carbon/backstage-plugin-platform-common';
import { idsOf, KnownPlatform } from '../view/createView';
import { showDeclaration } from '../view/showDeclaration';
import { RouteSources } from './types';

/** Events that one page shows. */
const MOST_EVENTS = 100;
/** How long ago an incident that one page shows was closed, in milliseconds. */
const INCIDENTS_MS = 7 * 24 * 3_600_000;

/**
 * The service of an id, also of one that it had before.
 *
 * @throws NotFoundError with the doubt that there is.
 */
export function findService(known: KnownPlatform, id: string): ListedService {
  const service =
    known.services.find(item => item.id === id) ??
    known.services.find(({ formerIds }) => formerIds.includes(id));
  if (service) return service;
  const doubt =
    known.caveats.length > 0
      ? ` It may be that it cannot be seen at present: ${known.caveats[0]}`
      : '';
  throw new NotFoundError(
    `No workload of any cluster belongs to a service "${id}"; compare the list of services.${doubt}`,
  );
}

/** `GET /services/:id`. */
export function createGetService(sources: RouteSources) {
  const { view, declared, stores, now } = sources;
  return async ({
    params,
  }: {
    params: { id: string };
  }): Promise<ServiceDetail> => {
    const known = await view.current();
    const service = findService(known, params.id);
    const ids = idsOf(service);
    const group = known.groups.find(({ id }) => id === service.id);
    const [watchingSince, recorded] = await Promise.all([
      stores.changes.watchingSince(),
      stores.incidents.list({
        closedSince: new Date(now() - INCIDENTS_MS),
        serviceIds: ids,
      }),
    ]);
    const incidents = describeIncidents(
      { recorded, services: known.services, watchingSince },
      now(),
    );
    const { state, reason, counts } = declared.drift(known, service.id);
    return {
      service,
      events: group ? listEvents(known.index, group).slice(0, MOST_EVENTS) : [],
      blastRadius: blastRadius(known.services, service.id),
      graph: buildGraph(known.services, service.id),
      drift: { state, counts, ...(reason ? { reason } : {}) },
      incidents: incidents.filter(({ serviceId }) => ids.includes(serviceId)),
      declarations: known.declarations
        .filter(({ serviceId }) => ids.includes(serviceId))
        .map(item => showDeclaration(item, now())),
      caveats: [...known.caveats, ...service.caveats],
    };
  };
}
