import { httpProbe, readJson } from '../httpProbe';
import { healthy, unknown } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Schema Registry: keeps the schemas of Kafka topics. */
export const schemaRegistry: Profile = {
  id: 'schema-registry',
  title: 'Schema Registry',
  description: 'Keeps the schemas of Kafka topics.',
  kind: 'Component',
  type: 'service',
  system: 'data',
  recognise: [
    named(
      /^(schema-registry|cp-schema-registry|apicurio-registry|prerequisites-schema-registry)$/,
    ),
    image(/(^|\/)(cp-schema-registry|schema-registry)$/),
    chart(/^(schema-registry|cp-schema-registry)$/),
  ],
  probe: httpProbe({
    port: 8081,
    path: '/subjects',
    good: '200 with a JSON list',
    judge: answer =>
      Array.isArray(readJson(answer.body))
        ? healthy('answers with its subjects')
        : unknown('answers, but not with a list of subjects'),
  }),
  dependsOn: ['kafka'],
  owner: 'group:default/data-engineering',
  metrics: {
    port: 5556,
    path: '/metrics',
    series: ['kafka_schema_registry_registered_count'],
  },
  docsUrl: 'https://docs.confluent.io/platform/current/schema-registry/',
};
