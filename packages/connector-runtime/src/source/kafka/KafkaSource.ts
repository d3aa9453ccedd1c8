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
import type { KafkaStream } from '../kindDeclarations';
import { readPosition, writePosition } from '../position';
import type {
  Kafka,
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
import type { MessageLine } from './messageLines';
import { bytesOf, lineOf, linesOf, readRecords } from './messageLines';

type Offsets = Readonly<Record<string, string>>;

const PAGE_MESSAGES = 5_000;
const MAX_WAIT_MS = 5_000;
/** How often a topic that is read without an end is asked whether it has more partitions. */
const LOOK_MS = 60_000;

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

/** Reads a topic. */
export class KafkaSource implements Source {
  readonly #declaration: ConnectorDeclaration;
  readonly #stream: StreamDeclaration;
  readonly #kafka: KafkaStream;
  readonly #secret: string;
  readonly #ports: SourcePorts;
  #cluster: Kafka | undefined;
  #lookedAt = 0;
  /** First offset of every partition that was seen. */
  #first: Offsets = {};
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
    const from = given
      ? await this.#withNewPartitions(given)
      : await this.#begin();
    const messages = await this.#fetch(cluster, from);
    const lines = messages.map(lineOf);
    const answer: RawAnswer = {
      raw: bytesOf(lines),
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
    return this.#recordsOf(linesOf(answer.raw), place.partition);
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
    const { kafka, openKafka = createKafka } = this.#ports;
    this.#cluster ??=
      kafka ?? (await openKafka(this.#declaration, this.#secret));
    return this.#cluster;
  }

  /** The partitions of the topic as they are now. */
  async #look(): Promise<Awaited<ReturnType<Kafka['offsets']>>> {
    const { topic } = this.#kafka;
    const cluster = await this.#connect();
    const partitions = await cluster.offsets(topic);
    if (partitions.length === 0) {
      throw new ConnectorError(
        'rejected',
        `The topic '${topic}' has no partitions; create it, or correct its name.`,
      );
    }
    this.#lookedAt = this.#ports.clock.now();
    this.#first = Object.fromEntries(
      partitions.map(({ partition, earliest }) => [partition, earliest]),
    );
    return partitions;
  }

  /** A topic may be given more partitions while it is read; they are read from their first message on. */
  async #withNewPartitions(given: Offsets): Promise<Offsets> {
    if (this.#ports.clock.now() - this.#lookedAt >= LOOK_MS) {
      await this.#look();
    }
    return { ...this.#first, ...given };
  }

  async #begin(): Promise<Offsets> {
    const partitions = await this.#look();
    const known = offsetsOf(
      await readPosition(this.#ports.store, this.#stream.name),
    );
    // A partition that came after the first run began is new as a whole.
    const atEnd = this.#kafka.start === 'latest' && known === undefined;
    const next: Record<string, string> = {};
    for (const { partition, earliest, latest } of partitions) {
      const at = known?.[partition] ?? (atEnd ? latest : earliest);
      this.#assertThere({ partition, earliest, latest }, at);
      next[partition] = at;
    }
    // Written at once: a run that began at the end and saw nothing must not begin at a later end the next time.
    await writePosition(this.#ports.store, this.#stream.name, next);
    return next;
  }

  /** @throws ConnectorError `contract` when what comes next was deleted, or can never have been there. */
  #assertThere(
    has: { partition: number; earliest: string; latest: string },
    at: string,
  ): void {
    const { partition, earliest, latest } = has;
    const where = `Partition ${partition} of '${this.#kafka.topic}'`;
    const cure = `Remove position/${
      this.#stream.name
    }.json to go on with what is left, and have the rest sent again.`;
    if (BigInt(at) < BigInt(earliest)) {
      throw new ConnectorError(
        'contract',
        `${where} no longer has the messages ${at} to ${earliest}: they were deleted before they were read. ${cure}`,
      );
    }
    if (BigInt(at) > BigInt(latest)) {
      throw new ConnectorError(
        'contract',
        `${where} ends at ${latest}, before ${at} that comes next: the topic was made anew, or the cluster lost messages. ${cure}`,
      );
    }
  }

  #fetch(cluster: Kafka, from: Offsets): ReturnType<Kafka['fetch']> {
    this.#requests += 1;
    return cluster.fetch({
      topic: this.#kafka.topic,
      from,
      max: this.#kafka.pageMessages ?? PAGE_MESSAGES,
      maxWaitMs: this.#kafka.maxWaitMs ?? MAX_WAIT_MS,
    });
  }

  #recordsOf(
    lines: readonly MessageLine[],
    partition: PagePlace['partition'],
  ): readonly unknown[] {
    const { columns = {} } = this.#stream;
    const records = readRecords(lines, this.#kafka, columns);
    return coerceColumns(columns, records, { answer: undefined, partition });
  }
}
