import { httpProbe, judgeText } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** NGINX ingress controller: brings requests from outside to services by host and path. */
export const ingressNginx: Profile = {
  id: 'ingress-nginx',
  title: 'NGINX ingress controller',
  description: 'Brings requests from outside to services by host and path.',
  kind: 'Component',
  type: 'service',
  system: 'edge',
  recognise: [
    named(/^(ingress-nginx|nginx-ingress(-controller)?)$/),
    image(/(^|\/)ingress-nginx\/(controller|kube-webhook-certgen)$/),
    image(/(^|\/)nginx-ingress(-controller)?$/),
    chart(/^ingress-nginx$/),
  ],
  oneInstallationPer: 'namespace',
  optional: /defaultbackend/,
  probe: httpProbe({
    port: 10254,
    path: '/healthz',
    good: '200 with the text ok',
    judge: judgeText(/^ok\s*$/i),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 10254,
    path: '/metrics',
    series: [
      'nginx_ingress_controller_requests',
      'nginx_ingress_controller_config_last_reload_successful',
    ],
  },
  docsUrl: 'https://kubernetes.github.io/ingress-nginx/',
};
