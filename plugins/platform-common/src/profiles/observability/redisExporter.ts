import { httpProbe } from '../httpProbe';
import { judgeExporter } from '../judgeExporter';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Redis exporter: reports metrics of Redis. */
export const redisExporter: Profile = {
  id: 'redis-exporter',
  title: 'Redis exporter',
  description: 'Reports metrics of Redis.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^(prometheus-)?redis-exporter$/),
    image(/(^|\/)redis[-_]exporter$/),
    chart(/^prometheus-redis-exporter$/),
  ],
  probe: httpProbe({
    port: 9121,
    path: '/metrics',
    good: '200 with redis_up 1',
    judge: judgeExporter('redis_up'),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: { port: 9121, path: '/metrics', series: ['redis_up'] },
  docsUrl: 'https://github.com/oliver006/redis_exporter',
};
