/*
 * A topic as a source. The token holds the next offset of every partition; a page without messages is the end for a run
 * that ends, and a pause for one that goes on. The position is also written to the store when a token comes back, which
 * proves that the page before it is safe; offsets are never committed to a consumer group, because a group would believe
 * a run that died after committing and before writing.
 */
import type {
  ConnectorDeclaration,
  StreamDeclaration,
} from '../../declaration';
import { ConnectorError } from '../../errors';
import { coerceColumns } from '../coerceColumns';
import { parseJson } from '../exactJson';
import type { KafkaStream } from '../kindDeclarations';
import { readPosition, writePosition } from '../position';
import type {
  Kafka,
  KafkaMessage,
  PagePlace,
  PageToken,
  RawAnswer,
  RawPage,
  Source,
  SourceOptions,
  SourcePorts,
  SourceState,
} from '../types';
import { createKafka } from './createKafka';

type Offsets = Readonly<Record<string, string>>;

/** A message in the archive. */
interface Line {
  readonly partition: number;
  readonly offset: string;
  readonly timestamp: number;
  readonly key?: string;
  readonly value?: string;
}

const PAGE_MESSAGES = 5_000;
const MAX_WAIT_MS = 5_000;

function offsetsOf(token: PageToken | undefined): Offsets | undefined {
  if (
    token === undefined ||
    token === null ||
    typeof token !== 'object' ||
    Array.isArray(token)
  ) {
    return undefined;
  }
  return Object.fromEntries(
    Object.entries(token).map(([partition, offset]) => [
      partition,
      String(offset),
    ]),
  );
}

function lineOf(message: KafkaMessage): Line {
  const { partition, offset, timestamp, key, value } = message;
  return {
    partition,
    offset,
    timestamp,
    ...(key && { key: Buffer.from(key).toString('base64') }),
    ...(value && { value: Buffer.from(value).toString('base64') }),
  };
}

/** Reads a topic. */
export class KafkaSource implements Source {
  readonly #declaration: ConnectorDeclaration;
  readonly #stream: StreamDeclaration;
  readonly #kafka: KafkaStream;
  readonly #secret: string;
  readonly #ports: SourcePorts;
  #cluster: Kafka | undefined;
  #requests = 0;
  #bytes = 0;

  constructor(options: SourceOptions, kafka: KafkaStream) {
    this.#declaration = options.declaration;
    this.#stream = options.stream;
    this.#secret = options.secret;
    this.#ports = options.ports;
    this.#kafka = kafka;
  }

  async readPage(place: PagePlace): Promise<RawPage> {
    const cluster = await this.#connect();
    const given = offsetsOf(place.token);
    if (given) {
      await writePosition(this.#ports.store, this.#stream.name, { ...given });
    }
    const from = given ?? (await this.#begin());
    const messages = await this.#fetch(cluster, from);
    const lines = messages.map(lineOf);
    const answer: RawAnswer = {
      raw: Buffer.from(lines.map(line => `${JSON.stringify(line)}\n`).join('')),
      contentType: 'application/x-ndjson',
      request: `${this.#kafka.topic} from ${JSON.stringify(from)}`,
      status: 200,
    };
    this.#bytes += answer.raw.byteLength;
    await place.archive?.(answer);
    const next = { ...from };
    for (const { partition, offset } of messages) {
      const after = BigInt(offset) + 1n;
      if (after > BigInt(next[partition] ?? '0')) {
        next[partition] = after.toString();
      }
    }
    return {
      ...answer,
      token: place.token,
      // After the last messages one more, empty page: its token is the proof that they are safe.
      ...(messages.length > 0 && { next }),
      records: this.#recordsOf(lines, place.partition),
    };
  }

  async parse(
    answer: RawAnswer,
    place: Pick<PagePlace, 'partition'>,
  ): Promise<readonly unknown[]> {
    const lines: Line[] = Buffer.from(answer.raw)
      .toString()
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line));
    return this.#recordsOf(lines, place.partition);
  }

  state(): SourceState {
    return {
      requests: this.#requests,
      requestsByStatus: {},
      retries: 0,
      bytes: this.#bytes,
      rateLimitWaitMs: 0,
    };
  }

  async close(): Promise<void> {
    const cluster = this.#cluster;
    this.#cluster = undefined;
    // A cluster that was given belongs to the giver.
    if (!this.#ports.kafka) {
      await cluster?.close();
    }
  }

  async #connect(): Promise<Kafka> {
    this.#cluster ??=
      this.#ports.kafka ?? (await createKafka(this.#declaration, this.#secret));
    return this.#cluster;
  }

  async #begin(): Promise<Offsets> {
    const { topic, start } = this.#kafka;
    const cluster = await this.#connect();
    const partitions = await cluster.offsets(topic);
    if (partitions.length === 0) {
      throw new ConnectorError(
        'rejected',
        `The topic '${topic}' has no partitions; create it, or correct its name.`,
      );
    }
    const known =
      offsetsOf(await readPosition(this.#ports.store, this.#stream.name)) ?? {};
    const next: Record<string, string> = {};
    for (const { partition, earliest, latest } of partitions) {
      const first = start === 'latest' ? latest : earliest;
      const at = known[partition] ?? first;
      if (BigInt(at) < BigInt(earliest)) {
        throw new ConnectorError(
          'contract',
          `Partition ${partition} of '${topic}' no longer has the messages ${at} to ${earliest}: they were deleted before they were read. Remove position/${
            this.#stream.name
          }.json to go on with what is left, and have the rest sent again.`,
        );
      }
      next[partition] = at;
    }
    // Written at once: a run that began at the end and saw nothing must not begin at a later end the next time.
    await writePosition(this.#ports.store, this.#stream.name, next);
    return next;
  }

  #fetch(cluster: Kafka, from: Offsets): Promise<readonly KafkaMessage[]> {
    this.#requests += 1;
    return cluster.fetch({
      topic: this.#kafka.topic,
      from,
      max: this.#kafka.pageMessages ?? PAGE_MESSAGES,
      maxWaitMs: this.#kafka.maxWaitMs ?? MAX_WAIT_MS,
    });
  }

  #recordsOf(
    lines: readonly Line[],
    partition: PagePlace['partition'],
  ): readonly unknown[] {
    const { columns = {} } = this.#stream;
    const exact = Object.values(columns).some(one => one.as === 'decimal');
    // A message without a value says that its key was deleted; tables here only grow.
    const records = lines
      .filter(line => line.value !== undefined)
      .map(line => this.#recordOf(line, exact));
    return coerceColumns(columns, records, { answer: undefined, partition });
  }

  #recordOf(line: Line, exact: boolean): unknown {
    const text = Buffer.from(line.value ?? '', 'base64').toString('utf8');
    let value: unknown;
    try {
      value = parseJson(text, exact);
    } catch {
      // The schema rejects it with the source's own words.
      return text;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return value;
    }
    const key =
      line.key === undefined
        ? null
        : Buffer.from(line.key, 'base64').toString('utf8');
    const about = { ...line, topic: this.#kafka.topic, key };
    const metadata = Object.entries(this.#kafka.metadata ?? {}).map(
      ([what, column]) => [
        column,
        new Map<string, unknown>(Object.entries(about)).get(what) ?? null,
      ],
    );
    return { ...value, ...Object.fromEntries(metadata) };
  }
}
