import { excerpt } from '../httpProbe';
import { degraded, healthy, unknown } from '../judgements';
import { chart, image, named } from '../recognisers';
import { tcpProbe } from '../tcpProbe';
import { Profile } from '../types';

/** Redis: keeps short-lived state and queues in memory. */
export const redis: Profile = {
  id: 'redis',
  title: 'Redis',
  description: 'Keeps short-lived state and queues in memory.',
  kind: 'Resource',
  type: 'cache',
  system: 'storage',
  recognise: [
    named(/^(redis|valkey|keydb|dragonfly)(-(ha|cluster|replication))?$/),
    image(
      /(^|\/)(redis|redis-cluster|redis-stack(-server)?|valkey|keydb|dragonfly)$/,
    ),
    chart(/^(redis|redis-ha|redis-cluster|valkey)$/),
  ],
  roles: [
    'master',
    'replicas',
    'replica',
    'slave',
    'node',
    'sentinel',
    'server',
  ],
  probeService: /^(?!.*(headless|sentinel))/,
  probe: tcpProbe({
    port: 6379,
    send: 'PING\r\n',
    good: '+PONG',
    judge: text => {
      if (text.startsWith('+PONG')) return healthy('answers PONG');
      if (/^-(NOAUTH|NOPERM|WRONGPASS)/.test(text))
        return healthy('answers, and asks for a password');
      if (text.startsWith('-LOADING'))
        return degraded('is still loading its data into memory');
      if (text.startsWith('-DENIED'))
        return unknown('refuses strangers (protected mode)');
      return text.startsWith('-')
        ? degraded(`says ${excerpt(text)}`)
        : undefined;
    },
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 9121,
    path: '/metrics',
    series: ['redis_up', 'redis_memory_used_bytes', 'redis_connected_clients'],
  },
  docsUrl: 'https://redis.io/docs/latest/',
};
