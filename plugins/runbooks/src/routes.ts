import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The library of runbooks. */
export const runbooksRouteRef = createRouteRef();
