import { httpProbe, judgeJson } from '../httpProbe';
import { healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Neo4j: stores graphs. */
export const neo4j: Profile = {
  id: 'neo4j',
  title: 'Neo4j',
  description: 'Stores graphs.',
  kind: 'Resource',
  type: 'database',
  system: 'storage',
  recognise: [named(/^neo4j(-|$)/), image(/(^|\/)neo4j$/), chart(/^neo4j$/)],
  probe: httpProbe({
    port: 7474,
    path: '/',
    good: '200 with "neo4j_version"',
    judge: judgeJson(body =>
      typeof body.neo4j_version === 'string'
        ? healthy(`answers as Neo4j ${body.neo4j_version}`)
        : undefined,
    ),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 2004,
    path: '/metrics',
    series: ['neo4j_database_neo4j_transaction_active'],
  },
  docsUrl: 'https://neo4j.com/docs/',
};
