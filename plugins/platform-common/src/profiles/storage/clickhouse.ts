import { httpProbe, judgeText } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** ClickHouse: answers analytical SQL from columnar storage. */
export const clickhouse: Profile = {
  id: 'clickhouse',
  title: 'ClickHouse',
  description: 'Answers analytical SQL from columnar storage.',
  kind: 'Resource',
  type: 'database',
  system: 'storage',
  recognise: [
    { kinds: ['ClickHouseInstallation'] },
    named(/^(clickhouse(-server)?|chi)$/),
    image(/(^|\/)clickhouse(-server)?$/),
    chart(/^clickhouse$/),
  ],
  probe: httpProbe({
    port: 8123,
    path: '/ping',
    good: '200 with the text Ok.',
    judge: judgeText(/^Ok\.\s*$/),
  }),
  dependsOn: [],
  owner: 'group:default/data-engineering',
  metrics: {
    port: 9363,
    path: '/metrics',
    series: ['ClickHouseMetrics_Query', 'ClickHouseProfileEvents_FailedQuery'],
  },
  docsUrl: 'https://clickhouse.com/docs',
};
