import { createRouteRef } from '@backstage/frontend-plugin-api';

/** Home: the platform by layer, what is wrong now, what changed. */
export const homeRouteRef = createRouteRef();

/** Incidents of now and of the last days, and what people say about them. */
export const incidentsRouteRef = createRouteRef();

/** What the portal reads, how well, and what is held back. */
export const clustersRouteRef = createRouteRef();

/** Why any object is, or is not, in the portal. */
export const whyRouteRef = createRouteRef();
