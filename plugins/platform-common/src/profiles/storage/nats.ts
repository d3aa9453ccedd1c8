import { httpProbe, judgeJson } from '../httpProbe';
import { healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** NATS: carries messages between services. */
export const nats: Profile = {
  id: 'nats',
  title: 'NATS',
  description: 'Carries messages between services.',
  kind: 'Resource',
  type: 'message-broker',
  system: 'storage',
  recognise: [named(/^nats$/), image(/(^|\/)nats$/), chart(/^nats$/)],
  roles: ['box'],
  optional: /-box$/,
  probe: httpProbe({
    port: 8222,
    path: '/healthz',
    good: '200 with "status": "ok"',
    judge: judgeJson(body =>
      body.status === 'ok' ? healthy('says status ok') : undefined,
    ),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 7777,
    path: '/metrics',
    series: ['gnatsd_varz_connections'],
  },
  docsUrl: 'https://docs.nats.io/',
};
