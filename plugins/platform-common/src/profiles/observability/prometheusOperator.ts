import { httpProbe, judgeStatus } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Prometheus operator: operates Prometheus and Alertmanager. */
export const prometheusOperator: Profile = {
  id: 'prometheus-operator',
  title: 'Prometheus operator',
  description: 'Operates Prometheus and Alertmanager.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(
      /^(prometheus-operator|kube-prometheus-stack(-prometheus)?-operator)$/,
    ),
    image(/(^|\/)prometheus-operator$/),
    chart(/^kube-prometheus-stack$/),
  ],
  probe: httpProbe({
    port: 8080,
    path: '/healthz',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://prometheus-operator.dev/',
};
