import { NotFoundError } from '@backstage/errors';
import {
  blastRadius,
  listEvents,
} from '@254carbon/backstage-plugin-platform-common';
import { RouteSources } from './types';

/** Events that one page shows. */
const MOST_EVENTS = 100;

/** `GET /services/:id`. */
export function createGetService({ services }: RouteSources) {
  return async ({ params }: { params: { id: string } }) => {
    const view = services.current();
    const service = view.services.find(({ id }) => id === params.id);
    if (!service) {
      const doubt =
        view.caveats.length > 0
          ? ` It may be that it cannot be seen at present: ${view.caveats[0]}`
          : '';
      throw new NotFoundError(
        `No workload of any cluster belongs to a service "${params.id}"; compare the list of services.${doubt}`,
      );
    }
    const group = view.groups.find(({ id }) => id === params.id);
    return {
      service,
      events: group ? listEvents(view.index, group).slice(0, MOST_EVENTS) : [],
      blastRadius: blastRadius(view.services, params.id),
      caveats: [...view.caveats],
    };
  };
}
