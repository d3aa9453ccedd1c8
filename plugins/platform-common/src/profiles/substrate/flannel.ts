import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Flannel: connects pods over the nodes. It does not enforce network policies. */
export const flannel: Profile = {
  id: 'flannel',
  title: 'Flannel',
  description:
    'Connects pods over the nodes. It does not enforce network policies.',
  kind: 'Component',
  type: 'service',
  system: 'substrate',
  recognise: [
    named(/^(kube-)?flannel(-ds)?$/),
    image(/(^|\/)flannel$/),
    chart(/^flannel$/),
  ],
  probe: {
    protocol: 'workload-only',
    reason: 'It has no address to ask; its pods speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://github.com/flannel-io/flannel',
};
