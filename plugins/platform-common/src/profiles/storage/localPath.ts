import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** local-path provisioner: makes volumes from directories of the nodes. */
export const localPath: Profile = {
  id: 'local-path-provisioner',
  title: 'local-path provisioner',
  description: 'Makes volumes from directories of the nodes.',
  kind: 'Component',
  type: 'service',
  system: 'substrate',
  recognise: [
    named(/^local-path-provisioner$/),
    image(/(^|\/)local-path-provisioner$/),
    chart(/^local-path-provisioner$/),
  ],
  probe: {
    protocol: 'workload-only',
    reason: 'It has no address to ask; its pods speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://github.com/rancher/local-path-provisioner',
};
