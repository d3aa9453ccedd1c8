import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MemoryStore } from '@254carbon/connector-runtime';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = path => readFileSync(`${root}/fixtures/${path}`);

/** Parquet is made here: a text file cannot hold it. */
async function parquetOf(records) {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const columnData = Object.keys(records[0]).map(name => ({
    name,
    data: records.map(record => record[name]),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

/** A bucket with the files of fixtures/drop/. */
export async function openWorld(connector) {
  const files = new MemoryStore();
  const { prefix, suffix, format } = connector.streams[0].files;
  for (const name of readdirSync(`${root}/fixtures/drop`)) {
    const content = read(`drop/${name}`);
    const bytes =
      format === 'parquet' ? await parquetOf(JSON.parse(content)) : content;
    await files.put(`${prefix}${name.replace(/\.[a-z]+$/, suffix)}`, bytes);
  }
  return { connector, ports: { files } };
}
