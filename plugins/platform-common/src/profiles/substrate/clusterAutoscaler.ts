import { httpProbe, judgeStatus } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Cluster Autoscaler: adds and removes nodes. */
export const clusterAutoscaler: Profile = {
  id: 'cluster-autoscaler',
  title: 'Cluster Autoscaler',
  description: 'Adds and removes nodes.',
  kind: 'Component',
  type: 'service',
  system: 'substrate',
  recognise: [
    named(/^(.*-)?cluster-autoscaler$/),
    image(/(^|\/)cluster-autoscaler$/),
    chart(/^cluster-autoscaler$/),
  ],
  probe: httpProbe({
    port: 8085,
    path: '/health-check',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://github.com/kubernetes/autoscaler',
};
