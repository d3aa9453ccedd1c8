import { asObject } from '../../kubernetes';
import { httpProbe, judgeJson, readJson } from '../httpProbe';
import { judgeClusterStatus } from '../judgeClusterStatus';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** OpenSearch: indexes documents for search. */
export const opensearch: Profile = {
  id: 'opensearch',
  title: 'OpenSearch',
  description: 'Indexes documents for search.',
  kind: 'Resource',
  type: 'search-index',
  system: 'storage',
  recognise: [
    named(/^opensearch(-cluster-master)?$/),
    image(/(^|\/)opensearch$/),
    chart(/^opensearch$/),
  ],
  roles: ['master', 'data', 'cluster'],
  probe: httpProbe({
    port: 9200,
    path: '/_cluster/health',
    good: '200 with "status": "green" or "yellow"',
    judge: judgeJson(judgeClusterStatus),
    judgeError: answer => judgeClusterStatus(asObject(readJson(answer.body))),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://docs.opensearch.org/',
};
