import { healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { tcpProbe } from '../tcpProbe';
import { Profile } from '../types';

/** RabbitMQ: carries messages between services. */
export const rabbitmq: Profile = {
  id: 'rabbitmq',
  title: 'RabbitMQ',
  description: 'Carries messages between services.',
  kind: 'Resource',
  type: 'message-broker',
  system: 'storage',
  recognise: [
    { kinds: ['RabbitmqCluster'] },
    named(/^rabbitmq$/),
    image(/(^|\/)rabbitmq$/),
    chart(/^rabbitmq$/),
  ],
  probe: tcpProbe({
    port: 5672,
    send: 'AMQP\x00\x00\x09\x01',
    good: 'a Connection.Start frame, or the name of its protocol',
    judge: text =>
      text.startsWith('\x01') || text.startsWith('AMQP')
        ? healthy('speaks AMQP')
        : undefined,
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 15692,
    path: '/metrics',
    series: ['rabbitmq_queue_messages_ready', 'rabbitmq_identity_info'],
  },
  docsUrl: 'https://www.rabbitmq.com/docs',
};
