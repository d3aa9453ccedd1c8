import { asObject } from '../../kubernetes';
import { httpProbe, judgeJson, readJson } from '../httpProbe';
import { judgeClusterStatus } from '../judgeClusterStatus';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Elasticsearch: indexes documents for search. */
export const elasticsearch: Profile = {
  id: 'elasticsearch',
  title: 'Elasticsearch',
  description: 'Indexes documents for search.',
  kind: 'Resource',
  type: 'search-index',
  system: 'storage',
  recognise: [
    { kinds: ['Elasticsearch'] },
    named(/^elasticsearch(-master|-data)?$/),
    image(/(^|\/)elasticsearch$/),
    chart(/^elasticsearch$/),
  ],
  roles: ['master', 'data', 'coordinating', 'ingest', 'es', 'default'],
  probeService: /^(?!.*(headless|transport))/,
  probe: httpProbe({
    port: 9200,
    path: '/_cluster/health',
    good: '200 with "status": "green" or "yellow"',
    judge: judgeJson(judgeClusterStatus),
    judgeError: answer => judgeClusterStatus(asObject(readJson(answer.body))),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 9114,
    path: '/metrics',
    series: [
      'elasticsearch_cluster_health_status',
      'elasticsearch_filesystem_data_available_bytes',
    ],
  },
  docsUrl: 'https://www.elastic.co/docs',
};
