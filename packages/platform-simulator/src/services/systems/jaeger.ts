import { goNotFound, html, json } from '../reply';
import type { ServiceCall, SystemAnswers } from '../types';

/** `/` is the health check on the admin port (14269, or where no port was told) and the application on any other. */
function root(call: ServiceCall): Response {
  return call.port === 0 || call.port === 14269
    ? json({
        status: 'Server available',
        upSince: new Date(call.now - 5 * 86400000).toISOString(),
        uptime: '120h0m0s',
      })
    : html('Jaeger UI');
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
