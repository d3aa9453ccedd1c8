/*
 * A topic as the place where rows go (from a socket to Kafka). Each row is a message under its primary key, with the run
 * and the page in its headers. A topic cannot keep a cursor with the data: a page whose run died between sending and
 * its checkpoint is sent again, byte for byte, so a compacted topic holds each row once and any other reader can drop
 * what it saw by run, page and row.
 */
import { ConnectorError } from '../../errors';
import type { TableSink } from '../../sinks/types';
import type { Kafka } from '../types';

/** A sink that writes to one topic, or to `<namespace>.<name>` of each table. */
export function createKafkaSink(kafka: Kafka, topic?: string): TableSink {
  const topicOf = (table: { namespace: string; name: string }) =>
    topic ?? `${table.namespace}.${table.name}`;
  return {
    kind: 'kafka',
    keepsCursor: false,
    async ensure(table) {
      const partitions = await kafka.offsets(topicOf(table));
      if (partitions.length === 0) {
        throw new ConnectorError(
          'configuration',
          `The topic '${topicOf(
            table,
          )}' is not there; create it with as many partitions as its readers need.`,
        );
      }
      return [];
    },
    async commit(table, batch) {
      const messages = batch.rows.map((row, index) => ({
        key: Buffer.from(
          JSON.stringify(table.primaryKey.map(column => row[column] ?? null)),
        ),
        value: Buffer.from(JSON.stringify(row)),
        headers: {
          run: batch.run,
          page: String(batch.page),
          row: String(index),
        },
      }));
      if (messages.length > 0) {
        await kafka.send(topicOf(table), messages);
      }
      return { written: messages.length > 0 };
    },
    lastCommit: async () => undefined,
    close: () => kafka.close(),
  };
}
