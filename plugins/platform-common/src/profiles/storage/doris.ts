import { asNumber, asObject } from '../../kubernetes';
import { httpProbe, judgeJson } from '../httpProbe';
import { degraded, down, healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Doris. The frontend counts its backends: all of them must be online. */
export const doris: Profile = {
  id: 'doris',
  title: 'Doris',
  description: 'Answers analytical SQL with low latency from its own storage.',
  kind: 'Resource',
  type: 'database',
  system: 'storage',
  recognise: [
    { kinds: ['DorisCluster'] },
    named(/^doris(-(fe|be|cn|broker))?$/),
    image(/(^|\/)doris([.-](fe|be|cn|all).*)?$/),
    chart(/^doris$/),
  ],
  roles: ['fe', 'be', 'cn', 'broker', 'follower', 'observer'],
  probeService: /fe/,
  probe: httpProbe({
    port: 8030,
    path: '/api/health',
    good: '200 with every backend online',
    judge: judgeJson(body => {
      const data = 'data' in body ? asObject(body.data) : body;
      const online = asNumber(data.online_backend_num);
      const total = asNumber(data.total_backend_num);
      if (online === undefined || total === undefined) return undefined;
      if (total === 0 || online === 0)
        return down(`${online} of ${total} backends online`);
      return online < total
        ? degraded(`${online} of ${total} backends online`)
        : healthy(`${online} of ${total} backends online`);
    }),
  }),
  dependsOn: [],
  owner: 'group:default/data-engineering',
  metrics: {
    port: 8030,
    path: '/metrics',
    series: [
      'doris_fe_query_total',
      'doris_fe_query_err',
      'doris_fe_tablet_num',
    ],
  },
  docsUrl: 'https://doris.apache.org/docs/',
};
