import { ServiceList } from '@254carbon/backstage-plugin-platform-common';
import { RouteSources } from './types';

/** `GET /services`. */
export function createListServices({ services }: RouteSources) {
  return async (): Promise<ServiceList> => {
    const view = services.current();
    return {
      services: [...view.services],
      clusters: [...view.clusters],
      caveats: [...view.caveats],
      generatedAt: view.generatedAt,
    };
  };
}
