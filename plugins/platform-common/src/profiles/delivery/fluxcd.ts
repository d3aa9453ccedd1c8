import { image } from '../recognisers';
import { Profile } from '../types';

/** Flux: brings what is declared in Git into the clusters. */
export const fluxcd: Profile = {
  id: 'flux',
  title: 'Flux',
  description: 'Brings what is declared in Git into the clusters.',
  kind: 'Component',
  type: 'service',
  system: 'delivery',
  recognise: [
    { labels: { 'app.kubernetes.io/part-of': /^flux$/ } },
    image(/fluxcd\//),
  ],
  oneInstallationPer: 'namespace',
  probe: {
    protocol: 'workload-only',
    reason: 'Its pods and resources speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://fluxcd.io/flux/',
};
