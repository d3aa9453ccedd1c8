import { asObject } from '../../kubernetes';
import { httpProbe, judgeJson } from '../httpProbe';
import { down, healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Kong: routes, limits and authenticates API requests. */
export const kong: Profile = {
  id: 'kong',
  title: 'Kong',
  description: 'Routes, limits and authenticates API requests.',
  kind: 'Component',
  type: 'service',
  system: 'gateway',
  recognise: [
    named(/^kong(-gateway|-proxy)?$/),
    named(/^ingress-kong$/),
    image(/(^|\/)(kong|kong-gateway|kubernetes-ingress-controller)$/),
    chart(/^kong$/),
  ],
  roles: ['gateway', 'controller', 'proxy', 'admin', 'app', 'ingress'],
  probeService: /admin|status|^kong$|kong/,
  probe: httpProbe({
    port: 8001,
    path: '/status',
    good: '200 with "database": { "reachable": true }',
    judge: judgeJson(body => {
      const { reachable } = asObject(body.database);
      if (reachable === false)
        return down('says that its database cannot be reached');
      if (reachable === true)
        return healthy('answers, and reaches its database');
      return 'server' in body ? healthy('answers with its status') : undefined;
    }),
  }),
  dependsOn: ['postgresql'],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 8100,
    path: '/metrics',
    series: [
      'kong_http_requests_total',
      'kong_datastore_reachable',
      'kong_upstream_latency_ms_bucket',
    ],
  },
  docsUrl: 'https://developer.konghq.com/gateway/',
};
