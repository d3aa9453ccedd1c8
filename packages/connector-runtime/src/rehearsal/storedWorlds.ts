/*
 * Worlds that lie still: recorded answers, files in a bucket, messages of a topic, rows of a table. Each is one function
 * from the files below `fixtures/` to the ports of a run.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadFixtures } from '../cli/fixtureCommands';
import { replayFixtures } from '../fixtures';
import { MemoryStore } from '../memoryStore';
import type { Kafka, KafkaMessage } from '../source/types';
import { readFixture } from './readFixture';
import type { World, WorldOptions } from './types';

/** A network that knows the recorded answers and nothing else. */
export async function openHttpWorld(options: WorldOptions): Promise<World> {
  const { connector, root } = options;
  const fixtures = await loadFixtures(root);
  return {
    connector,
    recorded: fixtures.length,
    ports: { fetch: replayFixtures(connector, fixtures) },
  };
}

/** Parquet is made here: a text file cannot hold it. */
async function parquetOf(content: Buffer): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const records: ReadonlyArray<Record<string, string | number | null>> =
    JSON.parse(content.toString('utf8'));
  const columnData = Object.keys(records[0]).map(name => ({
    name,
    data: records.map(record => record[name]),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

/** A bucket with the files of `fixtures/drop/`. */
export async function openFilesWorld(options: WorldOptions): Promise<World> {
  const { connector, root } = options;
  const files = new MemoryStore();
  const declared = connector.streams[0].files;
  const folder = join(root, 'fixtures', 'drop');
  for (const name of await readdir(folder)) {
    const content = await readFile(join(folder, name));
    const bytes =
      declared?.format === 'parquet' ? await parquetOf(content) : content;
    const named = name.replace(/\.[a-z]+$/, declared?.suffix ?? '');
    await files.put(`${declared?.prefix ?? ''}${named}`, bytes);
  }
  return { connector, recorded: 0, ports: { files } };
}

function messageOf(given: unknown): KafkaMessage {
  const { value, ...message }: { value: string } & Omit<KafkaMessage, 'value'> =
    Object(given);
  return { ...message, value: Buffer.from(value) };
}

/** A cluster with one topic of one partition: `fixtures/messages.json`. */
export async function openKafkaWorld(options: WorldOptions): Promise<World> {
  const recorded = await readFixture(options.root, 'messages.json');
  const messages = recorded.map(messageOf);
  const kafka: Kafka = {
    offsets: async () => [
      { partition: 0, earliest: '0', latest: String(messages.length) },
    ],
    fetch: async ({ from, max }) =>
      messages
        .filter(one => BigInt(one.offset) >= BigInt(from['0'] ?? '0'))
        .slice(0, max),
    send: async () => {
      throw new Error('This connector only reads; nothing may be written.');
    },
    close: async () => undefined,
  };
  return { connector: options.connector, recorded: 0, ports: { kafka } };
}

function rowOf(given: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(Object(given)));
}

/** A database whose one table holds `fixtures/rows.json`; it answers a second page with nothing. */
export async function openDatabaseWorld(options: WorldOptions): Promise<World> {
  const rows = (await readFixture(options.root, 'rows.json')).map(rowOf);
  const query = {
    query: async (text: string) => (text.includes(') > (') ? [] : rows),
    close: async () => undefined,
  };
  return { connector: options.connector, recorded: 0, ports: { query } };
}
