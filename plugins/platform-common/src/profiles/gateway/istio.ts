import { httpProbe, judgeStatus } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Istio: encrypts and steers traffic between services. */
export const istio: Profile = {
  id: 'istio',
  title: 'Istio',
  description: 'Encrypts and steers traffic between services.',
  kind: 'Component',
  type: 'service',
  system: 'gateway',
  recognise: [
    named(
      /^(istiod|istio|istio-(cni|ingressgateway|egressgateway|ingress|pilot)|ztunnel)(-node)?$/,
    ),
    image(/(^|\/)(pilot|ztunnel|install-cni)$/),
    { name: /^istio-(ingress|egress)/ },
    chart(/^(istiod|istio-.*)$/),
  ],
  oneInstallationPer: 'namespace',
  optional: /egress/,
  probeService: /istiod|pilot/,
  probe: httpProbe({
    port: 8080,
    path: '/ready',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 15014,
    path: '/metrics',
    series: ['pilot_xds_pushes', 'pilot_proxy_convergence_time_bucket'],
  },
  docsUrl: 'https://istio.io/latest/docs/',
};
