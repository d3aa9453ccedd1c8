import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Reloader: restarts workloads when their configuration changes. */
export const reloader: Profile = {
  id: 'reloader',
  title: 'Reloader',
  description: 'Restarts workloads when their configuration changes.',
  kind: 'Component',
  type: 'service',
  system: 'substrate',
  recognise: [
    named(/^(reloader|reloader-reloader)$/),
    image(/(^|\/)reloader$/),
  ],
  probe: { protocol: 'workload-only', reason: 'Its pods speak for it.' },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://github.com/stakater/Reloader',
};
