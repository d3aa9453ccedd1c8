import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Trivy operator: scans the images that run in the cluster. */
export const trivyOperator: Profile = {
  id: 'trivy-operator',
  title: 'Trivy operator',
  description: 'Scans the images that run in the cluster.',
  kind: 'Component',
  type: 'service',
  system: 'security',
  recognise: [named(/^trivy-operator$/), image(/(^|\/)trivy-operator$/)],
  probe: {
    protocol: 'workload-only',
    reason: 'It has no address to ask; its pods speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://aquasecurity.github.io/trivy-operator/',
};
