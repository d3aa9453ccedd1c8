import { ServiceList } from '@254carbon/backstage-plugin-platform-common';
import { RouteSources } from './types';

/** `GET /services`. */
export function createListServices({ view }: Pick<RouteSources, 'view'>) {
  return async (): Promise<ServiceList> => {
    const known = await view.current();
    return {
      services: [...known.services],
      clusters: [...known.clusters],
      caveats: [...known.caveats],
      generatedAt: known.generatedAt,
    };
  };
}
