import { down, healthy, unknown } from '../judgements';
import { chart, image, named } from '../recognisers';
import { tcpProbe } from '../tcpProbe';
import { Profile } from '../types';

/** ZooKeeper. `ruok` is answered with `imok` before it serves anybody; `srvr` is answered by the running server only. */
export const zookeeper: Profile = {
  id: 'zookeeper',
  title: 'ZooKeeper',
  description: 'Elects leaders and keeps small shared state for clusters.',
  kind: 'Resource',
  type: 'coordination',
  system: 'storage',
  recognise: [
    named(/^(zookeeper|cp-zookeeper)(-|$)/),
    image(/(^|\/)(zookeeper|cp-zookeeper)$/),
    chart(/^(zookeeper|cp-zookeeper)$/),
  ],
  probeService: /^(?!.*headless)/,
  probe: tcpProbe({
    port: 2181,
    send: 'srvr',
    good: 'a report with Mode: leader, follower or standalone',
    judge: text => {
      const mode = /^Mode: (\w+)/m.exec(text)?.[1];
      if (mode) return healthy(`serves as ${mode}`);
      if (/not currently serving requests/.test(text))
        return down(
          'says that it is not currently serving requests (no quorum)',
        );
      if (/not in the whitelist/.test(text))
        return unknown('runs, but srvr is not in its whitelist of commands');
      return text.startsWith('imok') ? healthy('says imok') : undefined;
    },
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 7000,
    path: '/metrics',
    series: ['outstanding_requests', 'avg_latency', 'znode_count'],
  },
  docsUrl: 'https://zookeeper.apache.org/doc/current/zookeeperAdmin.html',
};
