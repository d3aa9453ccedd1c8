import { html, metrics, text } from '../reply';
import type { SystemAnswers } from '../types';

/** The controller: health on 10254; on 80 and 443 the default backend's 404. */
export const ingressNginx: SystemAnswers = {
  name: 'NGINX Ingress Controller',
  services: /^ingress-nginx-controller(-metrics)?$/,
  routes: {
    '/healthz': () => text('ok'),
    '/metrics': () => metrics(['nginx_ingress_controller_success 1']),
  },
  otherwise: () => html('404 Not Found', 404, 'nginx'),
};

/** The admission webhook speaks AdmissionReview only. */
export const ingressNginxAdmission: SystemAnswers = {
  name: 'NGINX Ingress admission',
  services: /^ingress-nginx-controller-admission$/,
  routes: { '/healthz': () => text('ok') },
  otherwise: () => text('', 400),
};
