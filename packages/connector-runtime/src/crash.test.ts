/*
 * Killed before and after every call through any port, then started again: nothing is lost and nothing is there
 * twice, whatever keeps the rows.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestStorage } from '@254carbon/platform-simulator';
import { startTestStorage } from '@254carbon/platform-simulator';
import { readCheckpoint } from './checkpoint';
import { FileStore } from './fileStore';
import { MemoryStore } from './memoryStore';
import type { Fetch, ObjectStore } from './ports';
import { backfillStream } from './run/backfillStream';
import { runStream } from './runStream';
import type { Row } from './schema';
import { IcebergSink } from './sinks/iceberg/icebergSink';
import { createS3TableFiles } from './sinks/iceberg/tableFiles';
import { MemorySink } from './sinks/memorySink';
import { ObjectSink } from './sinks/objects/objectSink';
import { TrinoSink } from './sinks/trino/trinoSink';
import type { TableSink } from './sinks/types';
import { tableOf } from './tables';
import { Death } from './testDeath';
import { testDeclaration, testPorts, TestSource } from './testSource';

let storage: TestStorage;
const folders: string[] = [];
let number = 0;
beforeAll(async () => {
  storage = await startTestStorage();
}, 60_000);
afterAll(async () => {
  await storage.stop();
  await Promise.all(folders.map(one => rm(one, { recursive: true })));
}, 60_000);

interface Place {
  readonly store: ObjectStore;
  readonly sink: TableSink;
}

const realFetch: Fetch = (url, init) => fetch(url, init);

function icebergSink(): TableSink {
  const ports = {
    clock: { now: Date.now, sleep: async () => undefined },
    random: Math.random,
    fetch: realFetch,
  };
  return new IcebergSink({
    ...storage.iceberg,
    files: createS3TableFiles({ ...storage.s3, ports }),
    ports,
  });
}

function trinoSink(): TableSink {
  const clock = { now: Date.now, sleep: async () => undefined };
  const ports = { clock, random: Math.random, fetch: realFetch };
  return new TrinoSink({ ...storage.trino, user: 'connector', ports });
}

const places: Array<{ name: string; days: number; open(): Promise<Place> }> = [
  {
    name: 'a table in memory',
    days: 7,
    open: async () => ({ store: new MemoryStore(), sink: new MemorySink() }),
  },
  {
    name: 'a table as objects',
    days: 7,
    async open() {
      const store = new MemoryStore();
      const format = 'ndjson';
      return { store, sink: new ObjectSink({ kind: 's3', store, format }) };
    },
  },
  {
    name: 'files',
    days: 3,
    async open() {
      const folder = await mkdtemp(join(tmpdir(), 'crash-'));
      folders.push(folder);
      const store = new FileStore(folder);
      const format = 'ndjson';
      return { store, sink: new ObjectSink({ kind: 'files', store, format }) };
    },
  },
  {
    name: 'an Iceberg table',
    days: 3,
    open: async () => ({ store: new MemoryStore(), sink: icebergSink() }),
  },
  {
    name: 'a table through Trino',
    days: 3,
    open: async () => ({ store: new MemoryStore(), sink: trinoSink() }),
  },
];

/** A declaration whose rows show every path: a duplicate, a rejected row, a new column. */
function declarationFor(name: string) {
  const declared = testDeclaration();
  const [stream] = declared.streams;
  return testDeclaration({
    streams: [
      {
        ...stream,
        maxRejectedRatio: 0.9,
        contract: { newColumn: 'evolve', wrongType: 'discard_row' },
        checks: [{ check: 'row-count', min: 1, severity: 'fail' }],
        table: { namespace: 'crash', name },
      },
    ],
  });
}

function sourceOf(days: number): TestSource {
  const source = new TestSource(days);
  source.rows[1].value = 'n/a';
  source.rows.push(source.rows[0]);
  return source;
}

async function run(
  place: Place,
  options: {
    declaration: ReturnType<typeof testDeclaration>;
    source: TestSource;
    death: Death;
    written: Map<string, number>;
  },
) {
  const { declaration, source, death, written } = options;
  return runStream({
    declaration,
    stream: declaration.streams[0],
    secret: 'a-key',
    sink: death.sink(place.sink, written),
    ports: testPorts({
      store: death.store(place.store),
      fetch: death.fetch(source.answer),
    }),
  });
}

describe.each(places)('into $name', ({ name, days, open }) => {
  it('loses nothing and has nothing twice, wherever it died', async () => {
    const source = sourceOf(days);
    const table = () => {
      number += 1;
      return declarationFor(`t${number}_${name.replace(/\W/g, '')}`);
    };
    const whole = await open();
    const first = table();
    const calm = new Death(0, false);
    await run(whole, {
      declaration: first,
      source,
      death: calm,
      written: new Map(),
    });
    const expected = await rowsOf(whole, first);
    expect(expected).toHaveLength(days - 1);
    expect(expected[0]).toHaveProperty('extra', 'ignored');
    expect(calm.calls).toBeGreaterThan(20);

    for (const after of [false, true]) {
      for (let at = 1; at <= calm.calls; at += 1) {
        const place = await open();
        const declaration = table();
        const written = new Map<string, number>();
        const fatal = new Death(at, after);
        const dying = run(place, {
          declaration,
          source,
          death: fatal,
          written,
        });
        await expect(dying).rejects.toThrow();
        const { reached } = await readCheckpoint(place.store, 'spot-price');
        const death = new Death(0, false);
        await run(place, { declaration, source, death, written });
        expect(await rowsOf(place, declaration)).toEqual(expected);
        // A merge may say the same page again: it changes nothing, as the rows above show.
        const twice = [...written.values()].filter(times => times !== 1);
        expect(place.sink.keepsCursor ? twice : []).toEqual([]);
        const runs = new Set(
          [...written.keys()].map(page => page.split('/')[0]),
        );
        // Two only when the first had ended, by its checkpoint or by what the table itself says.
        const ended = reached !== undefined || place.sink.keepsCursor;
        expect(runs.size).toBeLessThanOrEqual(ended ? 2 : 1);
        const letters = await place.store.list('dlq/');
        expect(letters.length).toBeGreaterThan(0);
      }
    }
  }, 300_000);
});

it('pieces of a backfill commit side by side into one Iceberg table', async () => {
  number += 1;
  const declaration = declarationFor(`t${number}_pieces`);
  const [stream] = declaration.streams;
  const source = new TestSource(12);
  const store = new MemoryStore();
  const sink = icebergSink();
  const report = await backfillStream({
    declaration,
    stream,
    secret: 'a-key',
    sink,
    ports: testPorts({ store, fetch: source.answer }),
    from: '2026-01-01',
    to: '2026-01-12',
    chunk: 3,
    maxParallel: 4,
  });
  expect(report).toMatchObject({ chunks: 4, accepted: 12 });
  const rows = await rowsOf({ store, sink }, declaration);
  expect(rows.map(row => row.period)).toEqual(
    source.rows.map(row => row.period),
  );
}, 60_000);

async function rowsOf(
  place: Place,
  declaration: ReturnType<typeof testDeclaration>,
): Promise<Row[]> {
  const added = { extra: { type: ['string', 'null'] } };
  const rows = await place.sink.read?.(tableOf(declaration.streams[0], added));
  if (!rows) {
    throw new Error('the sink cannot be read');
  }
  return rows;
}
