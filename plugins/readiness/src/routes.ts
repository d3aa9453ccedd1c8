import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The readiness of the platform: range, categories, next actions, services; rules are below it. */
export const readinessRouteRef = createRouteRef();
