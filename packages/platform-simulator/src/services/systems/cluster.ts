import { goNotFound, kubernetesStatus, metrics, text } from '../reply';
import type { SystemAnswers } from '../types';

/** metrics-server is an aggregated API server: anonymous calls besides its checks are refused as Kubernetes does. */
export const metricsServer: SystemAnswers = {
  name: 'metrics-server',
  services: /^metrics-server$/,
  routes: {
    '/livez': () => text('ok'),
    '/readyz': () => text('ok'),
    '/healthz': () => text('ok'),
  },
  otherwise: call =>
    kubernetesStatus(
      403,
      'Forbidden',
      `forbidden: User "system:anonymous" cannot get path "${call.path}"`,
    ),
};

/** CoreDNS. */
export const coreDns: SystemAnswers = {
  name: 'CoreDNS',
  services: /^(kube-dns|coredns)$/,
  routes: {
    '/health': () => text('OK'),
    '/ready': () => text('OK'),
    '/metrics': () => metrics(['coredns_build_info{version="1.12.1"} 1']),
  },
  otherwise: goNotFound,
};
