import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Cilium: connects pods over the nodes and enforces network policies. */
export const cilium: Profile = {
  id: 'cilium',
  title: 'Cilium',
  description: 'Connects pods over the nodes and enforces network policies.',
  kind: 'Component',
  type: 'service',
  system: 'substrate',
  recognise: [
    { labels: { 'app.kubernetes.io/part-of': /^cilium$/ } },
    named(/^(cilium(-agent|-operator|-envoy)?|hubble-(relay|ui))$/),
    image(/cilium\//),
  ],
  oneInstallationPer: 'namespace',
  probe: {
    protocol: 'workload-only',
    reason: 'It listens on the nodes only; its pods speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://docs.cilium.io/',
};
