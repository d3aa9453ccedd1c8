import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Argo Workflows: runs workflows of containers. */
export const argoWorkflows: Profile = {
  id: 'argo-workflows',
  title: 'Argo Workflows',
  description: 'Runs workflows of containers.',
  kind: 'Component',
  type: 'service',
  system: 'delivery',
  recognise: [
    { labels: { 'app.kubernetes.io/part-of': /^argo-workflows$/ } },
    named(/^argo-(workflows|server)/),
    image(/(^|\/)(argocli|workflow-controller)$/),
  ],
  roles: ['server', 'controller', 'workflow'],
  oneInstallationPer: 'namespace',
  runs: ['Workflow', 'CronWorkflow'],
  probe: {
    protocol: 'workload-only',
    reason: 'Its server asks for a log-in; its pods speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://argo-workflows.readthedocs.io/',
};
