import { httpProbe, judgeStatus } from '../httpProbe';
import { down } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** metrics-server: tells autoscalers how much pods and nodes use. */
export const metricsServer: Profile = {
  id: 'metrics-server',
  title: 'metrics-server',
  description: 'Tells autoscalers how much pods and nodes use.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^metrics-server$/),
    image(/(^|\/)metrics-server$/),
    chart(/^metrics-server$/),
  ],
  probe: httpProbe({
    port: 10250,
    scheme: 'https',
    path: '/readyz',
    good: '200',
    judge: judgeStatus,
    statuses: {
      500: down('says that it is not ready: it has no metrics to serve (500)'),
    },
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 10250,
    path: '/metrics',
    series: ['metrics_server_kubelet_request_total'],
  },
  docsUrl: 'https://github.com/kubernetes-sigs/metrics-server',
};
