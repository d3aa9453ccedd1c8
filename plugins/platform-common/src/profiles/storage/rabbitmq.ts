import { healthy } from '../judgements';
import { image, named } from '../recognisers';
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
  docsUrl: 'https://www.rabbitmq.com/docs',
};
