import { httpProbe, judgeJson } from '../httpProbe';
import { healthy } from '../judgements';
import { chart, named } from '../recognisers';
import { Profile } from '../types';

/** Spark History Server: shows finished Spark applications from their event logs. */
export const sparkHistory: Profile = {
  id: 'spark-history',
  title: 'Spark History Server',
  description: 'Shows finished Spark applications from their event logs.',
  kind: 'Component',
  type: 'service',
  system: 'data',
  recognise: [
    named(/^spark-history(-server)?$/),
    { name: /^spark-history/, image: /spark/ },
    chart(/^spark-history(-server)?$/),
  ],
  probe: httpProbe({
    port: 18080,
    path: '/api/v1/version',
    good: '200 with "spark": a version',
    judge: judgeJson(body =>
      typeof body.spark === 'string'
        ? healthy(`answers as Spark ${body.spark}`)
        : undefined,
    ),
  }),
  dependsOn: ['minio'],
  owner: 'group:default/data-engineering',
  docsUrl: 'https://spark.apache.org/docs/latest/monitoring.html',
};
