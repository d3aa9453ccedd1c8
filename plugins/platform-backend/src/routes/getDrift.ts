import { Drift } from '@254carbon/backstage-plugin-platform-common';
import { findService } from './getService';
import { RouteSources } from './types';

/** `GET /drift`. */
export function createGetDrift({
  view,
  declared,
}: Pick<RouteSources, 'view' | 'declared'>) {
  return async ({ query }: { query: { service?: string } }): Promise<Drift> => {
    const known = await view.current();
    const serviceId =
      query.service === undefined
        ? undefined
        : findService(known, query.service).id;
    return declared.drift(known, serviceId);
  };
}
