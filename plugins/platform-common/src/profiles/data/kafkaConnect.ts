import { httpProbe, judgeJson } from '../httpProbe';
import { healthy } from '../judgements';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Kafka Connect: moves data between Kafka and other systems. */
export const kafkaConnect: Profile = {
  id: 'kafka-connect',
  title: 'Kafka Connect',
  description: 'Moves data between Kafka and other systems.',
  kind: 'Component',
  type: 'service',
  system: 'data',
  recognise: [
    { kinds: ['KafkaConnect'] },
    named(/^(kafka-connect|cp-kafka-connect|debezium-connect)$/),
    image(/(^|\/)(cp-kafka-connect(-base)?|debezium\/connect)$/),
  ],
  probe: httpProbe({
    port: 8083,
    path: '/',
    good: '200 with "version"',
    judge: judgeJson(body =>
      typeof body.version === 'string'
        ? healthy(`answers as version ${body.version}`)
        : undefined,
    ),
  }),
  dependsOn: ['kafka'],
  owner: 'group:default/data-engineering',
  docsUrl: 'https://kafka.apache.org/documentation/#connect',
};
