import { httpProbe, judgeStatus } from '../httpProbe';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** ExternalDNS: writes DNS records for services. */
export const externalDns: Profile = {
  id: 'external-dns',
  title: 'ExternalDNS',
  description: 'Writes DNS records for services.',
  kind: 'Component',
  type: 'service',
  system: 'edge',
  recognise: [named(/^external-dns$/), image(/(^|\/)external-dns$/)],
  probe: httpProbe({
    port: 7979,
    path: '/healthz',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://kubernetes-sigs.github.io/external-dns/',
};
