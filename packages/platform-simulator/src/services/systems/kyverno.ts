import { empty, goNotFound, metrics } from '../reply';
import type { SystemAnswers } from '../types';

/** Kyverno: health without a body, on the webhook's TLS port. */
export const kyverno: SystemAnswers = {
  name: 'Kyverno',
  services: /^kyverno/,
  routes: {
    '/health/liveness': () => empty(200),
    '/health/readiness': () => empty(200),
    '/metrics': () =>
      metrics(['kyverno_policy_rule_info_total{status_ready="true"} 4']),
  },
  otherwise: goNotFound,
};
