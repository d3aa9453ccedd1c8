import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Calico: connects pods over the nodes and enforces network policies. */
export const calico: Profile = {
  id: 'calico',
  title: 'Calico',
  description: 'Connects pods over the nodes and enforces network policies.',
  kind: 'Component',
  type: 'service',
  system: 'substrate',
  recognise: [
    named(/^(calico-(node|kube-controllers|typha|apiserver)|tigera-operator)$/),
    image(/calico\//),
    image(/tigera\/operator/),
  ],
  oneInstallationPer: 'namespace',
  probe: {
    protocol: 'workload-only',
    reason: 'It listens on the nodes only; its pods speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://docs.tigera.io/calico/latest/',
};
