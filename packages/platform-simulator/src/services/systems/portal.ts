import { html, json } from '../reply';
import type { SystemAnswers } from '../types';

/** The predecessor portal's own registry of services (Express). */
export const portalServices: SystemAnswers = {
  name: 'portal-services',
  services: /^portal-services/,
  routes: {
    '/healthz': () => json({ status: 'ok' }),
    '/readyz': () => json({ status: 'ok' }),
    '/api/services': () => json({ services: [] }),
  },
  otherwise: call => html(`Cannot ${call.method} ${call.path}`, 404),
};
