import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Jenkins: runs builds. */
export const jenkins: Profile = {
  id: 'jenkins',
  title: 'Jenkins',
  description: 'Runs builds.',
  kind: 'Component',
  type: 'service',
  system: 'delivery',
  recognise: [named(/^jenkins(-controller)?$/), image(/(^|\/)jenkins$/)],
  probe: {
    protocol: 'workload-only',
    reason: 'Every address asks for a log-in; its pods speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://www.jenkins.io/doc/',
};
