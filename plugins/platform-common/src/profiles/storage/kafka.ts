import { judgeReady } from '../judgeReady';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Kafka. Under Strimzi the operator asks the brokers and writes the result into the `Kafka` resource. Without it the pods speak for it. */
export const kafka: Profile = {
  id: 'kafka',
  title: 'Kafka',
  description: 'Carries streams of events between services.',
  kind: 'Resource',
  type: 'message-broker',
  system: 'storage',
  recognise: [
    { kinds: ['Kafka'] },
    named(/^(kafka|cp-kafka|redpanda)$/),
    image(/(^|\/)(kafka|cp-kafka|cp-server|redpanda)$/),
    chart(/^(kafka|cp-kafka)$/),
  ],
  roles: [
    'broker',
    'controller',
    'entity',
    'operator',
    'exporter',
    'cruise',
    'control',
  ],
  optional: /-(entity-operator|kafka-exporter|cruise-control)$/,
  probe: {
    protocol: 'custom-resource',
    kinds: ['Kafka'],
    good: 'condition Ready of the Kafka resource is True',
    judge: judgeReady,
  },
  dependsOn: [],
  owner: 'group:default/data-engineering',
  metrics: {
    port: 9404,
    path: '/metrics',
    series: [
      'kafka_server_replicamanager_underreplicatedpartitions',
      'kafka_controller_kafkacontroller_activecontrollercount',
    ],
  },
  docsUrl: 'https://strimzi.io/documentation/',
};
