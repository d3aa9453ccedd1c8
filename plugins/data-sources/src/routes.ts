import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The list of external data sources. */
export const dataSourcesRouteRef = createRouteRef();
