/*
 * A Kafka cluster behind the port of this package. @platformatic/kafka (Apache-2.0, no native code) does the protocol;
 * it is loaded when a topic is read or written. Offsets are kept by the checkpoint and never by a consumer group: the
 * client's constructor wants the name of one, which is never joined.
 */
import type { Producer } from '@platformatic/kafka';
import type { ConnectorDeclaration } from '../../declaration';
import type { Kafka } from '../types';
import { guarded, isUnknownTopic } from './kafkaErrors';
import type { KafkaSecurity } from './kafkaSecurity';
import { readKafkaSecurity } from './kafkaSecurity';
import type { Client } from './readMessages';
import { readMessages } from './readMessages';

const EARLIEST = -2n;
const LATEST = -1n;
const TIMEOUT_MS = 30_000;
const ALL_REPLICAS = -1;
/** A broker takes batches of 1 MiB unless told otherwise; ours end before, with room for what stands around a message. */
const SEND_BYTES = 900_000;
const AROUND_BYTES = 100;

/** Who connects to what. */
type Target = Pick<ConnectorDeclaration, 'name' | 'baseUrl' | 'authentication'>;

/** `kafka://a:9092,b:9092?tls=true` as the brokers that are asked first. */
export function brokersOf(baseUrl: string): string[] {
  return baseUrl
    .replace(/^kafka:\/\//, '')
    .replace(/[/?].*$/, '')
    .split(',');
}

function connectionOf(
  declaration: Target,
  secret: string,
  { tls, mechanism }: KafkaSecurity,
) {
  const { authentication } = declaration;
  return {
    clientId: declaration.name,
    bootstrapBrokers: brokersOf(declaration.baseUrl),
    timeout: TIMEOUT_MS,
    retries: 3,
    retryDelay: 500,
    ...(tls && { tls }),
    ...(authentication.in === 'basic' &&
      secret !== '' && {
        sasl: { mechanism, username: authentication.user, password: secret },
      }),
  };
}

/** First and next offset of every partition; none when there is no such topic. */
async function readOffsets(client: Client, topic: string) {
  const topics = [topic];
  try {
    // What the client remembers may be from before the topic was given more partitions.
    await client.metadata({ topics, forceUpdate: true });
    const [earliest, latest] = await Promise.all(
      [EARLIEST, LATEST].map(timestamp =>
        client.listOffsets({ topics, timestamp }),
      ),
    );
    return (latest.get(topic) ?? []).map((end, partition) => ({
      partition,
      earliest: String(earliest.get(topic)?.[partition] ?? 0n),
      latest: String(end),
    }));
  } catch (error) {
    if (isUnknownTopic(error)) {
      return [];
    }
    throw error;
  }
}

type Message = Parameters<Kafka['send']>[1][number];

function bytesOf({ key, value, headers }: Message): number {
  const about = Object.entries(headers ?? {}).flat();
  return (
    key.byteLength +
    value.byteLength +
    about.reduce((sum, text) => sum + Buffer.byteLength(text), AROUND_BYTES)
  );
}

/** Messages in their order, in parts that a broker takes as one batch each; a message alone may be larger. */
export function* sendable(
  messages: readonly Message[],
  maxBytes = SEND_BYTES,
): Generator<Message[]> {
  let part: Message[] = [];
  let bytes = 0;
  for (const message of messages) {
    const more = bytesOf(message);
    if (part.length > 0 && bytes + more > maxBytes) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(message);
    bytes += more;
  }
  if (part.length > 0) {
    yield part;
  }
}

function toProduce(topic: string, message: Message) {
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

/**
 * A cluster at `kafka://broker:9092,broker:9092`; how it is spoken to is with `readKafkaSecurity`.
 *
 * @param env - gives the certificates; without TLS none is read.
 * @throws ConnectorError `configuration` that names what to set.
 */
export async function createKafka(
  declaration: Target,
  secret: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Kafka> {
  const { baseUrl, authentication } = declaration;
  const hasUser = authentication.in === 'basic';
  const security = await readKafkaSecurity(env, baseUrl, hasUser);
  const library = await import('@platformatic/kafka');
  const connection = connectionOf(declaration, secret, security);
  const client: Client = new library.Consumer({
    ...connection,
    groupId: declaration.name,
    autocommit: false,
  });
  let producer: Producer<Buffer, Buffer, Buffer, Buffer> | undefined;
  const closeProducer = async () => {
    const closing = producer;
    producer = undefined;
    await closing?.close();
  };
  return {
    offsets: topic => guarded(() => readOffsets(client, topic)),
    fetch: options => guarded(() => readMessages(client, options)),
    send: (topic, messages) =>
      guarded(async () => {
        try {
          producer ??= new library.Producer({
            ...connection,
            idempotent: true,
          });
          for (const part of sendable(messages)) {
            await producer.send({
              acks: ALL_REPLICAS,
              messages: part.map(message => toProduce(topic, message)),
            });
          }
        } catch (error) {
          // A producer whose numbering the broker no longer follows would fail from now on; the next page gets another.
          await closeProducer().catch(() => undefined);
          throw error;
        }
      }),
    close: () =>
      guarded(async () => {
        await closeProducer();
        await client.close(true);
      }),
  };
}
