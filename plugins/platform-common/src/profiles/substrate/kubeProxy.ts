import { image, named } from '../recognisers';
import { Profile } from '../types';

/** kube-proxy: leads traffic for Services to pods on every node. */
export const kubeProxy: Profile = {
  id: 'kube-proxy',
  title: 'kube-proxy',
  description: 'Leads traffic for Services to pods on every node.',
  kind: 'Component',
  type: 'service',
  system: 'substrate',
  recognise: [named(/^kube-proxy$/), image(/(^|\/)kube-proxy$/)],
  probe: {
    protocol: 'workload-only',
    reason: 'It listens on the nodes only; its pods speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl:
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/',
};
