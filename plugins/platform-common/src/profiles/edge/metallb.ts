import { image, named } from '../recognisers';
import { Profile } from '../types';

/** MetalLB: gives Services addresses outside the cluster. */
export const metallb: Profile = {
  id: 'metallb',
  title: 'MetalLB',
  description: 'Gives Services addresses outside the cluster.',
  kind: 'Component',
  type: 'service',
  system: 'edge',
  recognise: [named(/^metallb$/), image(/(^|\/)metallb\//)],
  oneInstallationPer: 'namespace',
  probe: {
    protocol: 'workload-only',
    reason: 'It has no address to ask; its pods speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://metallb.io/',
};
