import {
  describeIncidents,
  IncidentList,
  listUnjudged,
} from '@254carbon/backstage-plugin-platform-common';
import { RouteSources } from './types';

/** `GET /incidents`. */
export function createListIncidents({
  view,
  stores,
  now,
}: Pick<RouteSources, 'view' | 'stores' | 'now'>) {
  return async ({
    query,
  }: {
    query: { closedMinutes: number };
  }): Promise<IncidentList> => {
    const since = now() - query.closedMinutes * 60_000;
    const [known, watchingSince, recorded] = await Promise.all([
      view.current(),
      stores.changes.watchingSince(),
      stores.incidents.list(
        query.closedMinutes > 0 ? { closedSince: new Date(since) } : {},
      ),
    ]);
    const { services, caveats, generatedAt } = known;
    return {
      incidents: describeIncidents(
        { recorded, services, watchingSince },
        now(),
      ),
      unjudged: listUnjudged(services),
      caveats: [...caveats],
      generatedAt,
    };
  };
}
