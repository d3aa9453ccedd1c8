/*
 * A Kafka cluster behind the port of this package. @platformatic/kafka (Apache-2.0, no native code) does the protocol;
 * it is loaded when a topic is read or written. Offsets are kept by the checkpoint and never by a consumer group, so a
 * group exists only because the protocol's client wants one; it commits nothing.
 */
import type { Consumer, Producer } from '@platformatic/kafka';
import type { ConnectorDeclaration } from '../../declaration';
import { ConnectorError, messageOf } from '../../errors';
import type { Kafka, KafkaMessage } from '../types';

const EARLIEST = -2n;
const LATEST = -1n;
const TIMEOUT_MS = 30_000;
const ALL_REPLICAS = -1;

function failureOf(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) {
    return error;
  }
  const said = messageOf(error);
  return /authenticat|sasl/i.test(said)
    ? new ConnectorError(
        'authentication',
        `Kafka refused the user or its password (${said}); renew the secret and check its rights.`,
        error,
      )
    : new ConnectorError(
        'unavailable',
        `Kafka did not answer (${said}); the next run continues here.`,
        error,
      );
}

async function guarded<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw failureOf(error);
  }
}

/** Who connects to what. */
type Target = Pick<ConnectorDeclaration, 'name' | 'baseUrl' | 'authentication'>;

function connectionOf(declaration: Target, secret: string) {
  const [, query = ''] = declaration.baseUrl.split('?');
  const { authentication } = declaration;
  return {
    clientId: declaration.name,
    bootstrapBrokers: declaration.baseUrl
      .replace(/^kafka:\/\//, '')
      .replace(/[/?].*$/, '')
      .split(','),
    timeout: TIMEOUT_MS,
    retries: 3,
    retryDelay: 500,
    ...(new URLSearchParams(query).get('tls') === 'true' && { tls: {} }),
    ...(authentication.in === 'basic' &&
      secret !== '' && {
        sasl: {
          mechanism: 'SCRAM-SHA-512' as const,
          username: authentication.user,
          password: secret,
        },
      }),
  };
}

type Client = Consumer<Buffer, Buffer, Buffer, Buffer>;

async function readOffsets(consumer: Client, topic: string) {
  const topics = [topic];
  const [earliest, latest] = await Promise.all(
    [EARLIEST, LATEST].map(timestamp =>
      consumer.listOffsets({ topics, timestamp }),
    ),
  );
  return (latest.get(topic) ?? []).map((end, partition) => ({
    partition,
    earliest: String(earliest.get(topic)?.[partition] ?? 0n),
    latest: String(end),
  }));
}

async function readMessages(
  consumer: Client,
  options: Parameters<Kafka['fetch']>[0],
): Promise<KafkaMessage[]> {
  const { topic, from, max, maxWaitMs } = options;
  const stream = await consumer.consume({
    topics: [topic],
    mode: 'manual',
    offsets: Object.entries(from).map(([partition, offset]) => ({
      topic,
      partition: Number(partition),
      offset: BigInt(offset),
    })),
    autocommit: false,
    maxWaitTime: Math.min(maxWaitMs, TIMEOUT_MS),
  });
  const messages: KafkaMessage[] = [];
  // Of the whole page: a trickle that never pauses must not hold its first message back.
  const over = setTimeout(() => {
    stream.close().catch(() => undefined);
  }, maxWaitMs);
  try {
    for await (const message of stream) {
      messages.push({
        partition: message.partition,
        offset: String(message.offset),
        timestamp: Number(message.timestamp),
        ...(message.key && { key: message.key }),
        ...(message.value && { value: message.value }),
      });
      if (messages.length >= max) {
        break;
      }
    }
  } finally {
    clearTimeout(over);
    await stream.close();
  }
  return messages;
}

function toProduce(
  topic: string,
  message: Parameters<Kafka['send']>[1][number],
) {
  const headers = Object.entries(message.headers ?? {});
  return {
    topic,
    key: Buffer.from(message.key),
    value: Buffer.from(message.value),
    headers: new Map(
      headers.map(([name, value]) => [Buffer.from(name), Buffer.from(value)]),
    ),
  };
}

/** A cluster at `kafka://broker:9092,broker:9092` (`?tls=true` for TLS; `basic` authentication is SCRAM-SHA-512). */
export async function createKafka(
  declaration: Target,
  secret: string,
): Promise<Kafka> {
  const library = await import('@platformatic/kafka');
  const connection = connectionOf(declaration, secret);
  const consumer: Client = new library.Consumer({
    ...connection,
    groupId: `${declaration.name}-${process.pid}`,
    autocommit: false,
  });
  let producer: Producer<Buffer, Buffer, Buffer, Buffer> | undefined;
  return {
    offsets: topic => guarded(() => readOffsets(consumer, topic)),
    fetch: options => guarded(() => readMessages(consumer, options)),
    send: (topic, messages) =>
      guarded(async () => {
        producer ??= new library.Producer({ ...connection, idempotent: true });
        await producer.send({
          acks: ALL_REPLICAS,
          messages: messages.map(message => toProduce(topic, message)),
        });
      }),
    close: () =>
      guarded(async () => {
        await producer?.close();
        await consumer.close(true);
      }),
  };
}
