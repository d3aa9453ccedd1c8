import { httpProbe, judgeJson } from '../httpProbe';
import { degraded, healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Trino. The coordinator answers 200 on `/v1/info` while it is still starting, so the field counts and not the status. */
export const trino: Profile = {
  id: 'trino',
  title: 'Trino',
  description: 'Answers SQL queries over the lake and the databases.',
  kind: 'Component',
  type: 'service',
  system: 'data',
  recognise: [
    named(/^(trino|prestosql)(-coordinator|-worker)?$/),
    image(/(^|\/)(trino|starburst)$/),
    chart(/^trino$/),
  ],
  roles: ['coordinator', 'worker'],
  probeService: /^(?!.*worker)/,
  probe: httpProbe({
    port: 8080,
    path: '/v1/info',
    good: '200 with "starting": false',
    judge: judgeJson(body => {
      if (body.starting === false)
        return healthy('answers, and is not starting');
      if (body.starting === true)
        return degraded('answers, but says "starting": true');
      return undefined;
    }),
  }),
  dependsOn: ['iceberg-rest-catalog', 'minio'],
  owner: 'group:default/data-engineering',
  metrics: {
    port: 8080,
    path: '/metrics',
    series: [
      'trino_execution_name_QueryManager_RunningQueries',
      'trino_execution_name_QueryManager_FailedQueries_TotalCount',
    ],
  },
  docsUrl: 'https://trino.io/docs/current/',
};
