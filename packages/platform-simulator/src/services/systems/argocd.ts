import { goNotFound, html, json, text } from '../reply';
import type { SystemAnswers } from '../types';

/** Argo CD's server; its API is gRPC behind JSON, and so are its codes. */
export const argocd: SystemAnswers = {
  name: 'Argo CD',
  services: /^argocd-server/,
  routes: {
    '/healthz': () => text('ok'),
    '/api/version': () => json({ Version: 'v2.9.3+6eba5be' }),
    '/': () => html('Argo CD'),
    '/api/*': () =>
      json(
        {
          error: 'no session information',
          code: 16,
          message: 'no session information',
        },
        401,
      ),
  },
  otherwise: () => html('Argo CD'),
};

/** The other parts of Argo CD have health and metrics. */
export const argocdParts: SystemAnswers = {
  name: 'Argo CD parts',
  services: /^argocd-/,
  routes: { '/healthz': () => text('ok') },
  otherwise: goNotFound,
};
