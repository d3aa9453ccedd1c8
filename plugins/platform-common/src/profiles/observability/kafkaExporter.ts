import { httpProbe } from '../httpProbe';
import { judgeExporter } from '../judgeExporter';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Kafka exporter: reports metrics of Kafka. */
export const kafkaExporter: Profile = {
  id: 'kafka-exporter',
  title: 'Kafka exporter',
  description: 'Reports metrics of Kafka.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^(prometheus-)?kafka-exporter$/),
    image(/(^|\/)kafka[-_]exporter$/),
    chart(/^prometheus-kafka-exporter$/),
  ],
  probe: httpProbe({
    port: 9308,
    path: '/metrics',
    good: '200 with kafka_brokers 1',
    judge: judgeExporter('kafka_brokers'),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 9308,
    path: '/metrics',
    series: ['kafka_brokers', 'kafka_consumergroup_lag'],
  },
  docsUrl: 'https://github.com/danielqsj/kafka_exporter',
};
