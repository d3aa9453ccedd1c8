import { image, named } from '../recognisers';
import { Profile } from '../types';

/** KEDA: scales workloads by events. */
export const keda: Profile = {
  id: 'keda',
  title: 'KEDA',
  description: 'Scales workloads by events.',
  kind: 'Component',
  type: 'service',
  system: 'substrate',
  recognise: [
    { labels: { 'app.kubernetes.io/part-of': /^keda(-operator)?$/ } },
    named(/^keda(-|$)/),
    image(/kedacore\//),
  ],
  oneInstallationPer: 'namespace',
  probe: { protocol: 'workload-only', reason: 'Its pods speak for it.' },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://keda.sh/docs/',
};
