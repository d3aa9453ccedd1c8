import { goNotFound, html, json } from '../reply';
import type { ServiceCall, SystemAnswers } from '../types';

/** `/` is the health check on the admin port 14269 and the application on 16686. */
function root(call: ServiceCall): Response {
  return call.port === 16686
    ? html('Jaeger UI')
    : json({
        status: 'Server available',
        upSince: new Date(call.now - 5 * 86400000).toISOString(),
        uptime: '120h0m0s',
      });
}

/** Jaeger, all in one. */
export const jaeger: SystemAnswers = {
  name: 'Jaeger',
  services: /^jaeger/,
  routes: {
    '/': root,
    '/api/services': () =>
      json({ data: [], total: 0, limit: 0, offset: 0, errors: null }),
  },
  otherwise: goNotFound,
};
