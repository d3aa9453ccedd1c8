import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryStore } from '../memoryStore';
import {
  createSinkFromEnvironment,
  createStoreFromEnvironment,
} from './createSinkFromEnvironment';
import { priceRow, priceTable } from './tableSink.conformance';

const ports = {
  clock: { now: () => 0, sleep: async () => undefined },
  random: () => 0,
  fetch: async () => {
    throw new Error('nothing is asked while a sink is chosen');
  },
  store: new MemoryStore(),
};
const s3 = {
  S3_ENDPOINT: 'http://127.0.0.1:1',
  S3_BUCKET: 'lake',
  S3_ACCESS_KEY_ID: 'an-access-key',
  S3_SECRET_ACCESS_KEY: 'a-secret-key',
};

it('keeps lines of JSON in the store of the run when nothing is said', async () => {
  const sink = await createSinkFromEnvironment({}, ports);
  expect(sink.kind).toBe('files');
  await sink.ensure(priceTable());
  await sink.commit(priceTable(), {
    run: '1',
    page: 0,
    rows: [priceRow('2026-01-01', 'a')],
    cursor: null,
  });
  const keys = await ports.store.list('tables/energy/prices/rows/');
  expect(keys).toHaveLength(1);
  expect(keys[0]).toMatch(/run=1\/page-000000-[0-9a-f]{16}\.ndjson$/);
});

it.each([
  ['s3', s3],
  ['trino', { TRINO_URL: 'http://127.0.0.1:1', TRINO_USER: 'connector' }],
  ['iceberg', { ICEBERG_REST_URL: 'http://127.0.0.1:1', ...s3 }],
])('opens %s', async (kind, env) => {
  const sink = await createSinkFromEnvironment(
    { CONNECTOR_SINK: kind, ...env },
    ports,
  );
  expect(sink.kind).toBe(kind);
});

it.each([
  [{ CONNECTOR_SINK: 'tape' }, 'use one of files, s3, trino, iceberg'],
  [{ CONNECTOR_SINK: 's3' }, 'S3_ENDPOINT is not set'],
  [{ CONNECTOR_SINK: 'trino' }, 'TRINO_URL is not set'],
  [{ CONNECTOR_SINK: 'trino', TRINO_URL: 'http://x' }, 'TRINO_USER'],
  [
    { CONNECTOR_SINK: 'trino', TRINO_URL: 'trino', TRINO_USER: 'u' },
    'TRINO_URL is no address',
  ],
  [{ CONNECTOR_SINK: 'iceberg', ...s3 }, 'ICEBERG_REST_URL is not set'],
  [
    { CONNECTOR_SINK: 'iceberg', ICEBERG_REST_URL: 'http://x' },
    'set S3_ACCESS_KEY_ID',
  ],
])('refuses %j before anything is read', async (env, cure) => {
  await expect(createSinkFromEnvironment(env, ports)).rejects.toMatchObject({
    failure: 'configuration',
    message: expect.stringContaining(cure),
  });
});

it('keeps the objects of a run in the bucket when there is one, else in the folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'places-'));
  try {
    const file = join(folder, 'secret');
    await writeFile(file, 'from-a-file\n');
    const learned: string[] = [];
    const store = await createStoreFromEnvironment(
      { ...s3, S3_SECRET_ACCESS_KEY: '', S3_SECRET_ACCESS_KEY_FILE: file },
      ports,
      { folder, learn: secret => learned.push(secret) },
    );
    expect(store.constructor.name).toBe('S3Store');
    expect(learned).toEqual(['an-access-key', 'from-a-file']);
    const local = await createStoreFromEnvironment({}, ports, { folder });
    await local.put('here', Buffer.from('x'));
    expect(await local.list('')).toEqual(['here', 'secret']);
    await expect(
      createStoreFromEnvironment({ ...s3, S3_BUCKET: ' ' }, ports, { folder }),
    ).rejects.toThrow('S3_BUCKET is not set');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
