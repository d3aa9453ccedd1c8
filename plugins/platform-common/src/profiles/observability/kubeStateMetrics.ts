import { httpProbe, judgeStatus } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** kube-state-metrics: reports metrics of the objects in the cluster. */
export const kubeStateMetrics: Profile = {
  id: 'kube-state-metrics',
  title: 'kube-state-metrics',
  description: 'Reports metrics of the objects in the cluster.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^kube-state-metrics$/),
    image(/(^|\/)kube-state-metrics$/),
    chart(/^kube-state-metrics$/),
  ],
  probe: httpProbe({
    port: 8080,
    path: '/healthz',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 8080,
    path: '/metrics',
    series: [
      'kube_pod_status_phase',
      'kube_deployment_status_replicas_available',
    ],
  },
  docsUrl: 'https://github.com/kubernetes/kube-state-metrics',
};
