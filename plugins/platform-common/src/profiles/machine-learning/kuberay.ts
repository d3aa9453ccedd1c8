import { httpProbe, judgeText } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** KubeRay operator: operates Ray clusters that are declared as custom resources. */
export const kuberay: Profile = {
  id: 'kuberay-operator',
  title: 'KubeRay operator',
  description: 'Operates Ray clusters that are declared as custom resources.',
  kind: 'Component',
  type: 'service',
  system: 'machine-learning',
  recognise: [
    named(/^kuberay(-operator)?$/),
    image(/(^|\/)kuberay\/operator$/),
    { name: /^kuberay-operator/ },
    chart(/^kuberay-operator$/),
  ],
  probe: httpProbe({
    port: 8080,
    path: '/metrics',
    good: '200 with metrics',
    judge: judgeText(/^# (HELP|TYPE) /m),
  }),
  dependsOn: [],
  owner: 'group:default/analytics',
  metrics: {
    port: 8080,
    path: '/metrics',
    series: ['controller_runtime_reconcile_errors_total'],
  },
  docsUrl: 'https://docs.ray.io/en/latest/cluster/kubernetes/',
};
