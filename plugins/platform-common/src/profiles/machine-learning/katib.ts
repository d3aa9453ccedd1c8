import { chart, image } from '../recognisers';
import { Profile } from '../types';

/** Katib: searches for good parameters of models. */
export const katib: Profile = {
  id: 'katib',
  title: 'Katib',
  description: 'Searches for good parameters of models.',
  kind: 'Component',
  type: 'service',
  system: 'machine-learning',
  recognise: [
    { labels: { 'katib.kubeflow.org/component': /./ } },
    image(/(^|\/)katib-/),
    chart(/^katib$/),
  ],
  oneInstallationPer: 'namespace',
  runs: ['Experiment', 'Trial', 'Suggestion'],
  probe: { protocol: 'workload-only', reason: 'Its pods speak for it.' },
  dependsOn: [],
  owner: 'group:default/analytics',
  docsUrl: 'https://www.kubeflow.org/docs/components/katib/',
};
