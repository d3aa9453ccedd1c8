import { httpProbe, judgeText } from '../httpProbe';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Tempo: stores the traces of requests. */
export const tempo: Profile = {
  id: 'tempo',
  title: 'Tempo',
  description: 'Stores the traces of requests.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [named(/^tempo(-|$)/), image(/(^|\/)tempo$/)],
  roles: [
    'distributor',
    'ingester',
    'querier',
    'query-frontend',
    'compactor',
    'gateway',
  ],
  probe: httpProbe({
    port: 3200,
    path: '/ready',
    good: '200 with the text ready',
    judge: judgeText(/^ready\s*$/i),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://grafana.com/docs/tempo/latest/',
};
