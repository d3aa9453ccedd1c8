import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Gatekeeper: checks what is created in the cluster by policy. */
export const gatekeeper: Profile = {
  id: 'gatekeeper',
  title: 'Gatekeeper',
  description: 'Checks what is created in the cluster by policy.',
  kind: 'Component',
  type: 'service',
  system: 'security',
  recognise: [named(/^gatekeeper$/), image(/(^|\/)gatekeeper$/)],
  oneInstallationPer: 'namespace',
  probe: {
    protocol: 'workload-only',
    reason: 'Its webhook answers the API server only; its pods speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://open-policy-agent.github.io/gatekeeper/',
};
