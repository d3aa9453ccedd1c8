/*
 * Messages from given offsets on, asked of the brokers that lead the partitions. No consumer group is joined: a group
 * shares its partitions out among all who bear its name, and two processes of one connector (in containers both are
 * process 1) would each read a part and believe it the whole; it also makes every page wait for the group to settle.
 *
 * What was written in a transaction that was given up is left out here: the client forgets all but the last such
 * transaction of a producer, so its own filter is not enough. An offset that is gone is a failure and never a jump.
 */
import type { Consumer, RecordsBatch } from '@platformatic/kafka';
import type { Kafka, KafkaMessage } from '../types';

/** The client that answers fetches. */
export type Client = Consumer<Buffer, Buffer, Buffer, Buffer>;

/** Bits of a batch's attributes, by Kafka's record format. */
const APPEND_TIME = 0x08;
const TRANSACTIONAL = 0x10;
const CONTROL = 0x20;
const ABORT = 0;

const READ_COMMITTED = 1;
/** A broker with nothing new answers after this, so that one that is silent does not hold the others back. */
const ROUND_MS = 500;
/** What one partition may send at once; a larger batch comes whole all the same. */
const PARTITION_BYTES = 1_048_576;
const ANSWER_BYTES = 16 * PARTITION_BYTES;

type Answer = Awaited<ReturnType<Client['fetch']>>;
type Part = Answer['responses'][number]['partitions'][number];

function isAbortMarker(batch: RecordsBatch): boolean {
  return batch.records[0]?.key?.readInt16BE(2) === ABORT;
}

/** The batches that count, in order: no control batch, none of a transaction that was given up. */
function* committed(part: Part): Generator<RecordsBatch> {
  const ahead = [...(part.abortedTransactions ?? [])].sort((a, b) =>
    Number(a.firstOffset - b.firstOffset),
  );
  const aborted = new Set<bigint>();
  for (const batch of part.records ?? []) {
    const last = batch.firstOffset + BigInt(batch.lastOffsetDelta);
    while (ahead.length > 0 && ahead[0].firstOffset <= last) {
      aborted.add(ahead[0].producerId);
      ahead.shift();
    }
    if (batch.attributes & CONTROL) {
      if (isAbortMarker(batch)) {
        aborted.delete(batch.producerId);
      }
    } else if (
      !(batch.attributes & TRANSACTIONAL && aborted.has(batch.producerId))
    ) {
      yield batch;
    }
  }
}

function* messagesOf(part: Part, from: bigint): Generator<KafkaMessage> {
  for (const batch of committed(part)) {
    for (const record of batch.records) {
      const offset = batch.firstOffset + BigInt(record.offsetDelta);
      // A batch comes whole, also the messages of it that are known.
      if (offset >= from) {
        yield {
          partition: part.partitionIndex,
          offset: String(offset),
          timestamp: Number(
            batch.attributes & APPEND_TIME
              ? batch.maxTimestamp
              : batch.firstTimestamp + record.timestampDelta,
          ),
          ...(record.key && { key: record.key }),
          ...(record.value && { value: record.value }),
        };
      }
    }
  }
}

/** What a partition sent: messages, and the offset after everything of it, control batches included. */
interface Arrived {
  readonly partition: number;
  readonly messages: KafkaMessage[];
  readonly after: bigint;
}

function arrivedOf(part: Part, from: bigint): Arrived {
  const last = part.records?.at(-1);
  const after = last
    ? last.firstOffset + BigInt(last.lastOffsetDelta) + 1n
    : 0n;
  return {
    partition: part.partitionIndex,
    messages: [...messagesOf(part, from)],
    after: after > from ? after : from,
  };
}

/** One question to each leader; all partitions of the answers. */
async function ask(
  client: Client,
  topic: string,
  at: ReadonlyMap<number, bigint>,
  waitMs: number,
): Promise<Arrived[]> {
  const metadata = await client.metadata({ topics: [topic] });
  const known = metadata.topics.get(topic);
  const byLeader = new Map<number, number[]>();
  for (const partition of at.keys()) {
    const leader = known?.partitions[partition]?.leader ?? -1;
    byLeader.set(leader, [...(byLeader.get(leader) ?? []), partition]);
  }
  const answers = await Promise.all(
    [...byLeader].map(([node, partitions]) =>
      client.fetch({
        node,
        minBytes: 1,
        maxBytes: ANSWER_BYTES,
        maxWaitTime: waitMs,
        isolationLevel: READ_COMMITTED,
        topics: [
          {
            topicId: known?.id ?? '',
            partitions: partitions.map(partition => ({
              partition,
              fetchOffset: at.get(partition) ?? 0n,
              partitionMaxBytes: PARTITION_BYTES,
              currentLeaderEpoch: -1,
              lastFetchedEpoch: -1,
            })),
          },
        ],
      }),
    ),
  );
  return answers
    .flatMap(answer => answer.responses)
    .flatMap(response => response.partitions)
    .map(part => arrivedOf(part, at.get(part.partitionIndex) ?? 0n));
}

/**
 * At most `max` messages, shared so that a busy partition leaves room for the others, and how far each partition is
 * read when these are taken.
 */
export function takeFairly(
  arrived: readonly Arrived[],
  max: number,
): { taken: KafkaMessage[]; after: Map<number, bigint> } {
  const taken: KafkaMessage[] = [];
  const after = new Map<number, bigint>();
  const fewestFirst = [...arrived].sort(
    (a, b) => a.messages.length - b.messages.length,
  );
  for (const [index, one] of fewestFirst.entries()) {
    const share = Math.ceil((max - taken.length) / (arrived.length - index));
    const mine = one.messages.slice(0, share);
    taken.push(...mine);
    const last = mine.at(-1);
    if (mine.length === one.messages.length) {
      after.set(one.partition, one.after);
    } else if (last) {
      after.set(one.partition, BigInt(last.offset) + 1n);
    }
  }
  return { taken, after };
}

/**
 * Gathers until there are `max` messages or `maxWaitMs` are over, whichever is first; where there is nothing but what
 * was given up, it reads on to what comes after.
 */
export async function readMessages(
  client: Client,
  options: Parameters<Kafka['fetch']>[0],
): Promise<KafkaMessage[]> {
  const { topic, from, max, maxWaitMs } = options;
  // A fetch names the topic by its id, which the client knows of the topics that it tracks.
  client.topics.track(topic);
  const at = new Map(
    Object.entries(from).map(([partition, offset]) => [
      Number(partition),
      BigInt(offset),
    ]),
  );
  const until = Date.now() + maxWaitMs;
  const messages: KafkaMessage[] = [];
  let moved = false;
  for (;;) {
    const left = until - Date.now();
    const over = left <= 0 && !(moved && messages.length === 0);
    if (over || messages.length >= max) {
      return messages;
    }
    const waitMs = Math.max(1, Math.min(ROUND_MS, left));
    const arrived = await ask(client, topic, at, waitMs);
    const { taken, after } = takeFairly(arrived, max - messages.length);
    messages.push(...taken);
    moved = false;
    for (const [partition, offset] of after) {
      moved ||= offset > (at.get(partition) ?? 0n);
      at.set(partition, offset);
    }
  }
}
