import { goNotFound, text } from '../reply';
import type { SystemAnswers } from '../types';

/** The controller's liveness (9403) and the webhook's health (6080). */
export const certManager: SystemAnswers = {
  name: 'cert-manager',
  services: /^cert-manager(-webhook|-cainjector)?$/,
  routes: {
    '/livez': () => text('ok'),
    '/healthz': () => text('ok'),
    '/readyz': () => text('ok'),
  },
  otherwise: goNotFound,
};
