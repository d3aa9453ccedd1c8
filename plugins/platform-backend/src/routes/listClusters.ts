import { RouteSources } from './types';

/** `GET /clusters`. */
export function createListClusters({ services }: RouteSources) {
  return async () => ({ clusters: [...services.current().clusters] });
}
