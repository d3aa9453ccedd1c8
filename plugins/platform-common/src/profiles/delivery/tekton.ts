import { image } from '../recognisers';
import { Profile } from '../types';

/** Tekton: runs pipelines of builds. */
export const tekton: Profile = {
  id: 'tekton',
  title: 'Tekton',
  description: 'Runs pipelines of builds.',
  kind: 'Component',
  type: 'service',
  system: 'delivery',
  recognise: [
    {
      labels: {
        'app.kubernetes.io/part-of':
          /^tekton-(pipelines|triggers|dashboard|chains)$/,
      },
    },
    image(/tektoncd\//),
  ],
  oneInstallationPer: 'namespace',
  runs: ['PipelineRun', 'TaskRun'],
  probe: { protocol: 'workload-only', reason: 'Its pods speak for it.' },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://tekton.dev/docs/',
};
