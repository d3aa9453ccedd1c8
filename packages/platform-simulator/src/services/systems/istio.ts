import { empty, goNotFound, json, text } from '../reply';
import type { SystemAnswers } from '../types';

/** istiod: readiness is 200 without a body. */
export const istiod: SystemAnswers = {
  name: 'istiod',
  services: /^istiod/,
  routes: {
    '/ready': () => empty(200),
    '/version': () => text('1.20.0-unknown-Clean'),
  },
  otherwise: goNotFound,
};

/** Istio's gateways. */
export const istioGateway: SystemAnswers = {
  name: 'Istio gateway',
  services: /^istio-.*gateway$/,
  routes: { '/healthz/ready': () => empty(200) },
  otherwise: () => empty(404, { server: 'istio-envoy' }),
};

/** Kiali: a health answer without content. */
export const kiali: SystemAnswers = {
  name: 'Kiali',
  services: /^kiali/,
  routes: {
    '/kiali/healthz': () => empty(200),
    '/healthz': () => empty(200),
    '/kiali/api/status': () => json({ status: { 'Kiali state': 'running' } }),
  },
  otherwise: goNotFound,
};
