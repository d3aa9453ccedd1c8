import type { TestStorage } from '@254carbon/platform-simulator';
import { startTestStorage } from '@254carbon/platform-simulator';
import fc from 'fast-check';
import type { Fetch } from '../../ports';
import type { Row } from '../../schema';
import { S3Store } from '../s3/s3Store';
import { priceRow, priceTable } from '../tableSink.conformance';
import type { TableSpec } from '../types';
import { readAvro } from './avroFile';
import { longIntegersAsText, snapshotIdsAsNumbers } from './exactJson';
import { IcebergSink } from './icebergSink';
import { createS3TableFiles } from './tableFiles';

let storage: TestStorage;
let number = 0;
beforeAll(async () => {
  storage = await startTestStorage();
});
afterEach(() => storage.mend());
afterAll(() => storage.stop());

const realFetch: Fetch = (url, init) => fetch(url, init);
const ports = {
  clock: {
    now: () => Date.now(),
    sleep: (ms: number) =>
      new Promise<void>(resolve => setTimeout(resolve, ms / 50)),
  },
  random: Math.random,
  fetch: realFetch,
};

function files() {
  return createS3TableFiles({ ...storage.s3, ports });
}
function open(fetchWith: Fetch = realFetch): IcebergSink {
  return new IcebergSink({
    ...storage.iceberg,
    files: files(),
    ports: { ...ports, fetch: fetchWith },
  });
}
function ownTable(change: Partial<TableSpec> = {}): TableSpec {
  number += 1;
  return priceTable({ namespace: `n${number}`, ...change });
}
const batch = (page: number, rows: Row[], run = '1') => ({
  run,
  page,
  rows,
  cursor: { page },
});

/** What JSON holds, not looked at more closely. */
type Loose = ReturnType<typeof JSON.parse>;

/** The catalog's own words about a table, with long ids as text. */
async function metadataOf(table: TableSpec): Promise<Loose> {
  const answer = await fetch(
    `${storage.iceberg.url}/v1/namespaces/${table.namespace}/tables/${table.name}`,
  );
  return JSON.parse(longIntegersAsText(await answer.text())).metadata;
}
async function update(table: TableSpec, updates: string): Promise<void> {
  const answer = await fetch(
    `${storage.iceberg.url}/v1/namespaces/${table.namespace}/tables/${table.name}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"requirements":[],"updates":[${updates}]}`,
    },
  );
  expect([answer.status, answer.ok ? '' : await answer.text()]).toEqual([
    200,
    '',
  ]);
}

describe('a commit whose end is not known', () => {
  it.each([
    '500-before',
    '500-after',
    '503-slow-down',
    'lost-answer',
    'cut-body',
    '409',
  ] as const)('is looked after and done once (%s)', async fault => {
    const table = ownTable();
    const sink = open();
    await sink.ensure(table);
    await sink.commit(table, batch(0, [priceRow('2026-01-01', 'a')]));
    storage.breakNext({
      service: 'iceberg',
      method: 'POST',
      path: `/tables/${table.name}`,
      fault,
      times: 2,
    });
    const { written, snapshot } = await sink.commit(
      table,
      batch(1, [priceRow('2026-01-02', 'a')]),
    );
    expect(written).toBe(true);
    const metadata = await metadataOf(table);
    expect(String(metadata['current-snapshot-id'])).toBe(snapshot);
    expect(metadata.snapshots).toHaveLength(2);
    expect(await sink.read(table)).toHaveLength(2);
  });

  it.each(['500-after', 'lost-answer', '409'] as const)(
    'that makes or widens a table is too (%s)',
    async fault => {
      const table = ownTable();
      // A catalog that calls a namespace taken which is not there is none; so the 409 is for the table alone.
      storage.breakNext({
        service: 'iceberg',
        method: 'POST',
        fault,
        ...(fault === '409' ? { path: '/tables' } : {}),
        times: 3,
      });
      const sink = open();
      await sink.ensure(table);
      storage.mend();
      expect(await sink.ensure(table)).toEqual([]);
      const wider = {
        ...table,
        schema: {
          ...table.schema,
          properties: { ...table.schema.properties, more: { type: 'string' } },
        },
      };
      storage.breakNext({
        service: 'iceberg',
        method: 'POST',
        fault,
        times: 1,
      });
      expect(await sink.ensure(wider)).toEqual([
        { change: 'column-added', column: 'more', type: 'string' },
      ]);
    },
  );

  it('says so when the catalog stays away', async () => {
    const table = ownTable();
    const sink = open();
    await sink.ensure(table);
    storage.breakNext({
      service: 'iceberg',
      method: 'GET',
      fault: '500-before',
      times: 1000,
    });
    await expect(
      sink.commit(table, batch(0, [priceRow('2026-01-01', 'a')])),
    ).rejects.toMatchObject({ failure: 'unavailable' });
  });
});

describe('ids of other writers', () => {
  it('are 64 bits, and a commit on top of one names it exactly', async () => {
    const table = ownTable();
    const sink = open();
    await sink.ensure(table);
    await sink.commit(table, batch(0, [priceRow('2026-01-01', 'a')]));
    const { snapshots } = await metadataOf(table);
    const foreign = '8744736658442914487';
    await update(
      table,
      `{"action":"add-snapshot","snapshot":{"snapshot-id":${foreign},"parent-snapshot-id":${
        snapshots[0]['snapshot-id']
      },"sequence-number":2,"timestamp-ms":${Date.now()},"manifest-list":${JSON.stringify(
        snapshots[0]['manifest-list'],
      )},"summary":{"operation":"replace"},"schema-id":0}},` +
        `{"action":"set-snapshot-ref","ref-name":"main","type":"branch","snapshot-id":${foreign}}`,
    );
    expect(await sink.lastCommit(table)).toMatchObject({ run: '1', page: 0 });
    await sink.commit(table, batch(1, [priceRow('2026-01-02', 'a')]));
    const after = await metadataOf(table);
    expect(
      after.snapshots.map((one: Loose) =>
        String(one['parent-snapshot-id'] ?? ''),
      ),
    ).toEqual(['', String(snapshots[0]['snapshot-id']), foreign]);
    expect(await sink.read(table)).toHaveLength(2);
    // That writer did not say its totals, so nobody can go on counting.
    expect(after.snapshots.at(-1).summary['total-records']).toBeUndefined();
  });

  it('survive both ways through JSON, whatever stands around them', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }),
        fc.string(),
        (id, text) => {
          const wire = `{"snapshot-id":${id},"note":${JSON.stringify(
            `${text}"snapshot-id":"12345678901234567890"`,
          )},"ms":1795000000000,"ratio":0.12345678901234567890}`;
          const read = JSON.parse(longIntegersAsText(wire));
          expect(String(read['snapshot-id'])).toBe(String(id));
          expect(read.ms).toBe(1795000000000);
          expect(read.ratio).toBeCloseTo(0.1234567, 6);
          expect(read.note).toContain(text);
          const sent = snapshotIdsAsNumbers(
            JSON.stringify({ ...read, 'snapshot-id': String(id) }),
          );
          expect(sent).toContain(`"snapshot-id":${id},`);
          expect(JSON.parse(sent).note).toBe(read.note);
        },
      ),
    );
  });
});

describe('the cursor', () => {
  it('goes back with a table that is rolled back, and its pages can come again', async () => {
    const table = ownTable();
    const sink = open();
    await sink.ensure(table);
    const { snapshot } = await sink.commit(
      table,
      batch(0, [priceRow('2026-01-01', 'a')]),
    );
    await sink.commit(table, batch(1, [priceRow('2026-01-02', 'a')]));
    await update(
      table,
      `{"action":"set-snapshot-ref","ref-name":"main","type":"branch","snapshot-id":${snapshot}}`,
    );
    expect(await sink.lastCommit(table)).toEqual({
      run: '1',
      page: 0,
      cursor: { page: 0 },
    });
    expect(await sink.read(table)).toHaveLength(1);
    const again = await sink.commit(
      table,
      batch(1, [priceRow('2026-01-02', 'a')]),
    );
    expect(again.written).toBe(true);
    expect(await sink.read(table)).toHaveLength(2);
  });

  it('outlives the snapshots that were expired', async () => {
    const table = ownTable();
    const sink = open();
    await sink.ensure(table);
    const { snapshot } = await sink.commit(
      table,
      batch(0, [priceRow('2026-01-01', 'a')]),
    );
    const list = (await metadataOf(table)).snapshots[0]['manifest-list'];
    await update(
      table,
      `{"action":"add-snapshot","snapshot":{"snapshot-id":77,"parent-snapshot-id":${snapshot},"sequence-number":2,"timestamp-ms":${Date.now()},"manifest-list":${JSON.stringify(
        list,
      )},"summary":{"operation":"replace"},"schema-id":0}},` +
        `{"action":"set-snapshot-ref","ref-name":"main","type":"branch","snapshot-id":77},` +
        `{"action":"remove-snapshots","snapshot-ids":[${snapshot}]}`,
    );
    expect(await sink.lastCommit(table)).toEqual({
      run: '1',
      page: 0,
      cursor: { page: 0 },
    });
    const again = await sink.commit(
      table,
      batch(0, [priceRow('2026-01-01', 'a')]),
    );
    expect(again.written).toBe(false);
  });
});

describe('what is written', () => {
  const rows = [
    priceRow('2026-01-01', 'a', {
      at: '2026-01-31T23:00:00Z',
      price: '-1.5',
      ratio: 2,
    }),
    priceRow('2026-01-03', 'z'.repeat(40), {
      at: '2026-01-02T00:00:00Z',
      price: '130',
    }),
    priceRow('2026-01-02', 'b', { price: '0.000001', ratio: -0.5 }),
  ];

  it('says of every column how many, how many nulls, the least and the greatest', async () => {
    const table = ownTable();
    const sink = open();
    await sink.ensure(table);
    await sink.commit(table, batch(0, rows));
    const metadata = await metadataOf(table);
    const [snapshot] = metadata.snapshots;
    expect(snapshot.summary).toMatchObject({
      operation: 'append',
      'added-records': '3',
      'total-records': '3',
      '254carbon.run': '1',
      '254carbon.page': '0',
      '254carbon.cursor': '{"page":0}',
    });
    const list = await readAvro(await files().get(snapshot['manifest-list']));
    expect(list.about).toMatchObject({ 'format-version': '2' });
    const manifest = await readAvro(
      await files().get(String(list.records[0].manifest_path)),
    );
    expect(JSON.parse(manifest.about.schema).fields).toHaveLength(
      metadata.schemas[0].fields.length,
    );
    const file: Loose = manifest.records[0].data_file;
    const ids = new Map<string, number>(
      metadata.schemas[0].fields.map((field: Loose) => [field.name, field.id]),
    );
    const at = (map: Array<{ key: number; value: Loose }>, name: string) =>
      map.find(entry => entry.key === ids.get(name))?.value;
    expect(at(file.value_counts, 'ratio')).toBe(3n);
    expect(at(file.null_value_counts, 'ratio')).toBe(1n);
    expect(at(file.nan_value_counts, 'ratio')).toBe(0n);
    expect(at(file.lower_bounds, 'ratio').readDoubleLE()).toBe(-0.5);
    expect(at(file.lower_bounds, 'day').readInt32LE()).toBe(20454);
    expect(at(file.upper_bounds, 'day').readInt32LE()).toBe(20456);
    expect(at(file.lower_bounds, 'price').toString('hex')).toBe('e91ca0');
    expect(at(file.upper_bounds, 'price').toString('hex')).toBe('07bfa480');
    expect(at(file.lower_bounds, 'series').toString()).toBe('a');
    expect(at(file.upper_bounds, 'series').toString()).toBe(
      `${'z'.repeat(15)}{`,
    );
    expect(at(file.lower_bounds, 'note')).toBeUndefined();
    expect(file.record_count).toBe(3n);
  });

  it('is cut by month, one file each, with the bounds of the parts in the list', async () => {
    const table = ownTable({
      partitionBy: { column: 'at', transform: 'month' },
    });
    const sink = open();
    await sink.ensure(table);
    await sink.commit(
      table,
      batch(0, [
        ...rows,
        priceRow('2025-12-31', 'y', { at: '2025-12-31T23:59:59Z' }),
      ]),
    );
    const [snapshot] = (await metadataOf(table)).snapshots;
    const list = await readAvro(await files().get(snapshot['manifest-list']));
    const [part]: Loose = list.records[0].partitions;
    expect(part.contains_null).toBe(true);
    expect(part.lower_bound.readInt32LE()).toBe(671);
    expect(part.upper_bound.readInt32LE()).toBe(672);
    const manifest = await readAvro(
      await files().get(String(list.records[0].manifest_path)),
    );
    expect(
      manifest.records.map(
        (record: Loose) => record.data_file.partition.at_month,
      ),
    ).toEqual([672, null, 671]);
    expect(await sink.read(table)).toHaveLength(4);
  });

  it('is read by a reader that we did not write', async () => {
    const { icebergRead } = await import('icebird');
    const table = ownTable();
    const sink = open();
    await sink.ensure(table);
    await sink.commit(table, batch(0, rows));
    const wider: TableSpec = {
      ...table,
      schema: {
        ...table.schema,
        properties: {
          ...table.schema.properties,
          'more "of" it': { type: ['string', 'null'] },
        },
      },
    };
    await sink.ensure(wider);
    await sink.commit(
      wider,
      batch(1, [
        {
          ...priceRow('2026-01-04', 'c', { open: true, volume: 7 }),
          'more "of" it': '数',
        },
      ]),
    );
    const before = globalThis.fetch;
    // That reader asks Amazon; here the simulator answers for it.
    globalThis.fetch = async (input, init) => {
      const url = new URL(String(input));
      const bucket = url.hostname.replace('.s3.amazonaws.com', '');
      const store = new S3Store({
        ...storage.s3,
        bucket,
        ports: { ...ports, fetch: (u, i) => before(u, i) },
      });
      const bytes = Buffer.from(
        (await store.get(decodeURIComponent(url.pathname.slice(1)))) ?? [],
      );
      const range = /bytes=(\d+)-(\d*)/.exec(
        new Headers(init?.headers).get('range') ?? '',
      );
      return range
        ? new Response(
            bytes.subarray(+range[1], range[2] ? +range[2] + 1 : undefined),
            { status: 206 },
          )
        : new Response(bytes);
    };
    try {
      const { metadata } = await before(
        `${storage.iceberg.url}/v1/namespaces/${table.namespace}/tables/${table.name}`,
      ).then(answer => answer.json());
      const read = await icebergRead({ tableUrl: metadata.location, metadata });
      const shown = read
        .map(row => ({
          day: row.day.toISOString().slice(0, 10),
          series: row.series,
          at: row.at?.toISOString(),
          price: row.price ?? undefined,
          volume: row.volume ?? undefined,
          open: row.open ?? undefined,
          more: row['more "of" it'] ?? undefined,
        }))
        .sort((a, b) => (a.day < b.day ? -1 : 1));
      expect(shown).toEqual([
        {
          day: '2026-01-01',
          series: 'a',
          at: '2026-01-31T23:00:00.000Z',
          price: -1.5,
          volume: undefined,
          open: undefined,
          more: undefined,
        },
        {
          day: '2026-01-02',
          series: 'b',
          at: undefined,
          price: 0.000001,
          volume: undefined,
          open: undefined,
          more: undefined,
        },
        {
          day: '2026-01-03',
          series: 'z'.repeat(40),
          at: '2026-01-02T00:00:00.000Z',
          price: 130,
          volume: undefined,
          open: undefined,
          more: undefined,
        },
        {
          day: '2026-01-04',
          series: 'c',
          at: undefined,
          price: undefined,
          volume: 7n,
          open: true,
          more: '数',
        },
      ]);
    } finally {
      globalThis.fetch = before;
    }
  });
});

describe('a table that is changed while a page is on its way', () => {
  /** Does something between the load of the table and the commit. */
  function interrupted(before: () => Promise<void>): Fetch {
    let done = false;
    return async (url, init) => {
      if (init.method === 'POST' && url.includes('/tables/') && !done) {
        done = true;
        await before();
      }
      return realFetch(url, init);
    };
  }

  it('and made anew gets files of its own', async () => {
    const table = ownTable();
    await open().ensure(table);
    const address = `${storage.iceberg.url}/v1/namespaces/${table.namespace}/tables/${table.name}`;
    const sink = open(
      interrupted(async () => {
        const dropped = await fetch(address, { method: 'DELETE' });
        expect(dropped.status).toBe(204);
        await open().ensure({
          ...table,
          partitionBy: { column: 'at', transform: 'month' },
        });
      }),
    );
    const rows = [
      priceRow('2026-01-01', 'a', { at: '2026-01-01T00:00:00Z' }),
      priceRow('2026-02-01', 'a', { at: '2026-02-01T00:00:00Z' }),
    ];
    const result = await sink.commit(table, batch(0, rows));
    expect(result.written).toBe(true);
    expect(await sink.read(table)).toEqual(rows);
    const { snapshots } = await metadataOf(table);
    expect(snapshots.at(-1).summary['added-data-files']).toBe('2');
  });

  it('and lacks a column then, is not written without it', async () => {
    const table = ownTable();
    await open().ensure(table);
    const wider: TableSpec = {
      ...table,
      schema: {
        ...table.schema,
        properties: { ...table.schema.properties, more: { type: 'string' } },
      },
    };
    await expect(
      open().commit(wider, batch(0, [priceRow('2026-01-01', 'a')])),
    ).rejects.toMatchObject({
      failure: 'contract',
      message: expect.stringContaining('run again'),
    });
    expect(await open().read(table)).toEqual([]);
  });
});

describe('a table that is not for appending', () => {
  it.each([
    ['"format-version":2', '"format-version":1', 'in format 1'],
    ['"transform":"day"', '"transform":"bucket[4]"', 'use the trino sink'],
  ])('is refused: %s', async (from, to, said) => {
    const table = ownTable({ partitionBy: { column: 'at', transform: 'day' } });
    await open().ensure(table);
    const lying: Fetch = async (url, init) => {
      const answer = await realFetch(url, init);
      return url.includes('/tables/')
        ? new Response((await answer.text()).replaceAll(from, to), answer)
        : answer;
    };
    await expect(
      open(lying).commit(table, batch(0, [priceRow('2026-01-01', 'a')])),
    ).rejects.toThrow(said);
  });

  it('is refused when the catalog keeps it in no object store', async () => {
    await expect(files().get('/var/lib/warehouse/x')).rejects.toMatchObject({
      failure: 'configuration',
    });
  });
});
