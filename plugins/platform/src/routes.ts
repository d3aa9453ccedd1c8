import { createRouteRef } from '@backstage/frontend-plugin-api';

/** Home: the platform by layer, what is wrong now, what changed. */
export const homeRouteRef = createRouteRef();
