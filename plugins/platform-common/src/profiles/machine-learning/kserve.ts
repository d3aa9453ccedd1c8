import { image, named } from '../recognisers';
import { Profile } from '../types';

/** KServe: serves models. */
export const kserve: Profile = {
  id: 'kserve',
  title: 'KServe',
  description: 'Serves models.',
  kind: 'Component',
  type: 'service',
  system: 'machine-learning',
  recognise: [named(/^kserve(-|$)/), image(/(^|\/)kserve-controller$/)],
  oneInstallationPer: 'namespace',
  probe: {
    protocol: 'workload-only',
    reason: 'Its webhook answers the API server only; its pods speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/analytics',
  docsUrl: 'https://kserve.github.io/website/',
};
