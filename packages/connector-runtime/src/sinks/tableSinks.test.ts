import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestStorage } from '@254carbon/platform-simulator';
import { startTestStorage } from '@254carbon/platform-simulator';
import { FileStore } from '../fileStore';
import { MemoryStore } from '../memoryStore';
import { objectStoreConformance } from '../objectStore.conformance';
import type { ObjectStore } from '../ports';
import { createS3TableFiles } from './iceberg/tableFiles';
import { IcebergSink } from './iceberg/icebergSink';
import { MemorySink } from './memorySink';
import { ObjectSink } from './objects/objectSink';
import { S3Store } from './s3/s3Store';
import type { Fuse, SinkBench } from './tableSink.conformance';
import { tableSinkConformance } from './tableSink.conformance';
import { benchIn, testSinkPorts } from './testSinks';
import { TrinoSink } from './trino/trinoSink';

const folders: string[] = [];
let storage: TestStorage;
let number = 0;

beforeAll(async () => {
  storage = await startTestStorage();
});
afterAll(async () => {
  await storage.stop();
  await Promise.all(
    folders.map(made => rm(made, { recursive: true, force: true })),
  );
});

function fused(store: ObjectStore, fuse?: Fuse): ObjectStore {
  if (!fuse) {
    return store;
  }
  return {
    put: (key, bytes) => fuse.around(() => store.put(key, bytes)),
    create: (key, bytes) => fuse.around(() => store.create(key, bytes)),
    get: key => fuse.around(() => store.get(key)),
    list: prefix => fuse.around(() => store.list(prefix)),
    remove: key => fuse.around(() => store.remove(key)),
  };
}

function s3Store(prefix: string, fuse?: Fuse): S3Store {
  return new S3Store({ ...storage.s3, prefix, ports: testSinkPorts(fuse) });
}

/** Each promise gets a storage of its own: a folder, a prefix, a namespace. */
const benches: Array<{ name: string; make(): Promise<SinkBench> }> = [
  {
    name: 'memory',
    async make() {
      const sink = new MemorySink();
      return {
        open: async fuse => ({
          kind: sink.kind,
          keepsCursor: sink.keepsCursor,
          ensure: table =>
            fuse ? fuse.around(() => sink.ensure(table)) : sink.ensure(table),
          commit: (table, batch) =>
            fuse
              ? fuse.around(() => sink.commit(table, batch))
              : sink.commit(table, batch),
          lastCommit: table => sink.lastCommit(table),
          read: table => sink.read(table),
        }),
      };
    },
  },
  {
    name: 'files, newline-delimited JSON',
    async make() {
      const folder = await mkdtemp(join(tmpdir(), 'sink-'));
      folders.push(folder);
      return {
        open: async fuse =>
          new ObjectSink({
            kind: 'files',
            store: fused(new FileStore(folder), fuse),
            format: 'ndjson',
          }),
      };
    },
  },
  {
    name: 'Parquet in memory',
    async make() {
      const store = new MemoryStore();
      return {
        open: async fuse =>
          new ObjectSink({
            kind: 's3',
            store: fused(store, fuse),
            format: 'parquet',
          }),
      };
    },
  },
  {
    name: 'Parquet over S3',
    async make() {
      number += 1;
      const prefix = `sink-${number}`;
      return {
        open: async fuse =>
          new ObjectSink({
            kind: 's3',
            store: s3Store(prefix, fuse),
            format: 'parquet',
          }),
      };
    },
  },
  {
    name: 'Iceberg',
    async make() {
      number += 1;
      return benchIn(`i${number}_`, fuse => {
        const ports = testSinkPorts(fuse);
        return new IcebergSink({
          ...storage.iceberg,
          files: createS3TableFiles({ ...storage.s3, ports }),
          ports,
        });
      });
    },
  },
  {
    name: 'Trino',
    async make() {
      number += 1;
      return benchIn(
        `t${number}_`,
        fuse =>
          new TrinoSink({
            ...storage.trino,
            user: 'connector',
            ports: testSinkPorts(fuse),
          }),
      );
    },
  },
];

describe.each(benches)('$name', ({ make }) => {
  it.each(tableSinkConformance)(
    '$promise',
    async ({ check }) => {
      await expect(check(await make())).resolves.toBeUndefined();
    },
    120_000,
  );
});

describe('S3Store', () => {
  it.each(objectStoreConformance)('$promise', async ({ check }) => {
    number += 1;
    await expect(check(s3Store(`store-${number}`))).resolves.toBeUndefined();
  });
});
