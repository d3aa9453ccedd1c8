import {
  listServices,
  ServiceList,
  ServiceQuery,
} from '@254carbon/backstage-plugin-platform-common';
import { RouteSources } from './types';

/** `GET /services`. */
export function createListServices({ view }: Pick<RouteSources, 'view'>) {
  return async ({ query }: { query: ServiceQuery }): Promise<ServiceList> => {
    const known = await view.current();
    return {
      ...listServices(known.services, query),
      clusters: known.clusters.map(({ name, title, phase }) => ({
        name,
        ...(title ? { title } : {}),
        phase,
      })),
      caveats: [...known.caveats],
      generatedAt: known.generatedAt,
    };
  };
}
