import { json, text } from '../reply';
import type { SystemAnswers } from '../types';

/** Ray's head: the dashboard (8265) and Ray Serve (8000). */
export const ray: SystemAnswers = {
  name: 'Ray',
  services: /^ray(-head|-cluster.*|-serve.*)?$/,
  routes: {
    '/api/version': () =>
      json({ version: '4', ray_version: '2.9.0', ray_commit: 'unknown' }),
    '/api/gcs_healthz': () => text('success'),
    '/api/local_raylet_healthz': () => text('success'),
    '/-/healthz': () => text('success'),
  },
  otherwise: () => text('404: Not Found', 404),
};
