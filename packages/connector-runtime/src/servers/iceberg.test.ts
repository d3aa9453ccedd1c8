/*
 * The native append against Iceberg's reference catalog, read and written in turns by PyIceberg, and its files read by
 * PyArrow and DuckDB: what no reader of our own can judge.
 */
import { join } from 'node:path';
import { objectStoreConformance } from '../objectStore.conformance';
import type { Row } from '../schema';
import { S3Store } from '../sinks/s3/s3Store';
import {
  priceRow,
  priceTable,
  tableSinkConformance,
} from '../sinks/tableSink.conformance';
import { benchIn, testSinkPorts } from '../sinks/testSinks';
import type { TableSpec } from '../sinks/types';
import { openParquet } from '../source/files/openParquet';
import { EXTREMES, RUN, useLake } from './testLakeSuite';
import { findServers } from './testServers';

const parts = findServers('python', 'iceberg');

if (parts) {
  describe("a real object store, Iceberg's reference catalog, PyIceberg and DuckDB", () => {
    const lake = useLake(parts, {
      name: 'n',
      peer: join(__dirname, '__fixtures__', 'peer.py'),
    });

    /** A table of its own, and what others say of it. */
    async function open(change: Partial<TableSpec> = {}) {
      const table = priceTable({ namespace: `${lake.own()}energy`, ...change });
      const sink = lake.appending();
      await sink.ensure(table);
      const about = { namespace: table.namespace, name: table.name };
      const peer = async (command: string, more: object = {}) =>
        Object(await lake.peer(command, { ...about, ...more }));
      let page = -1;
      const write = (rows: readonly Row[], into: TableSpec = table) => {
        page += 1;
        return lake
          .appending()
          .commit(into, { run: RUN, page, rows, cursor: { page } });
      };
      return { table, sink, peer, write };
    }

    describe('keeps what every object store promises', () => {
      it.each(objectStoreConformance)(
        '$promise',
        async ({ check }) => {
          const store = new S3Store({
            ...lake.s3,
            prefix: lake.own(),
            ports: testSinkPorts(),
          });
          await expect(check(store)).resolves.toBeUndefined();
        },
        60_000,
      );
    });

    describe('keeps what every sink promises', () => {
      it.each(tableSinkConformance)(
        '$promise',
        async ({ check }) => {
          const bench = benchIn(lake.own(), fuse => lake.appending(fuse));
          await expect(check(bench)).resolves.toBeUndefined();
        },
        600_000,
      );
    });

    const asPython = [
      {
        day: '1999-12-31',
        series: 'a',
        at: '1969-12-31T23:59:59.999999+00:00',
        price: '-999999999999999999.999999',
        cents: '-9999999.99',
        volume: -9007199254740991,
        ratio: -1.7976931348623157e308,
        open: false,
        note: '',
      },
      {
        day: '2026-02-28',
        series: 'b',
        at: '2026-11-21T06:00:00.000000+00:00',
        price: '0.000001',
        cents: '0.01',
        volume: 9007199254740991,
        ratio: 5e-324,
        open: true,
        note: `ünïcödé 数据 🌋 ${'z'.repeat(40)}`,
      },
      {
        day: '2028-02-29',
        series: 'c',
        at: null,
        price: null,
        cents: null,
        volume: null,
        ratio: null,
        open: null,
        note: null,
      },
    ];
    const byDay = (rows: Array<{ day: string }>) =>
      [...rows].sort((a, b) => (a.day < b.day ? -1 : 1));

    it('takes dropped files of PyArrow and DuckDB in every compression, to the last digit', async () => {
      const files = Object.entries(Object(await lake.peer('files')));
      expect(files.length).toBe(7);
      for (const [name, base64] of files) {
        const { count, rows } = await openParquet(
          Buffer.from(String(base64), 'base64'),
        );
        const read: unknown[] = [];
        for await (const row of rows(0)) {
          read.push(row);
        }
        expect({ name, count, read }).toEqual({
          name,
          count: 2,
          read: [
            {
              id: 1,
              at: '1969-12-31T23:59:59.999999Z',
              nanos: '1969-12-31T23:59:59.999999Z',
              day: '2028-02-29',
              small: '-9999999.99',
              large: '12345678901234567890123456789.123456789',
              text: 'ünïcödé 数据',
            },
            expect.objectContaining({ id: 2, at: null, large: null }),
          ],
        });
      }
    }, 600_000);

    it('is read by PyIceberg, PyArrow and DuckDB to the last digit', async () => {
      const { write, peer } = await open();
      await write(EXTREMES);
      const { rows } = await peer('rows');
      expect(byDay(rows)).toEqual(
        asPython.map(row => expect.objectContaining(row)),
      );
      const [file] = await peer('parquet');
      expect(byDay(file.duckdb)).toEqual(
        asPython.map(row => expect.objectContaining(row)),
      );
      expect(byDay(file.arrow)).toEqual(
        asPython.map(row => expect.objectContaining(row)),
      );
      expect(file.compression).toBe('SNAPPY');
      expect(file.fields).toMatchObject({ day: 1, series: 2, note: 9 });
    }, 600_000);

    it('describes itself as other writers do: ids, keys, snapshots, totals, statistics', async () => {
      const { write, peer } = await open();
      await write(EXTREMES);
      await write([priceRow('2026-03-01', 'd', { volume: 1 })]);
      const told = await peer('describe');
      expect(told.schema[0]).toEqual({
        id: 1,
        name: 'day',
        type: 'date',
        required: true,
      });
      expect(told.schema.map(({ type }: { type: string }) => type)).toEqual([
        'date',
        'string',
        'timestamptz',
        'decimal(24, 6)',
        'decimal(9, 2)',
        'long',
        'double',
        'boolean',
        'string',
        'string',
        'long',
      ]);
      expect(told.identifiers).toEqual(['day', 'series']);
      expect(told.snapshots).toMatchObject([
        {
          operation: 'append',
          sequence: 1,
          parent: 'None',
          'added-records': '3',
          'total-records': '3',
        },
        {
          operation: 'append',
          sequence: 2,
          'added-records': '1',
          'total-records': '4',
          'total-data-files': '2',
          '254carbon.run': RUN,
          '254carbon.page': '1',
          '254carbon.cursor': '{"page":1}',
        },
      ]);
      const large = told.files.find(
        ({ record_count: count }: { record_count: number }) => count === 3,
      );
      expect(large.readable_metrics).toMatchObject({
        day: {
          lower_bound: '1999-12-31',
          upper_bound: '2028-02-29',
          null_value_count: 0,
          value_count: 3,
        },
        at: {
          lower_bound: '1969-12-31T23:59:59.999999+00:00',
          null_value_count: 1,
        },
        price: {
          lower_bound: '-999999999999999999.999999',
          upper_bound: '0.000001',
        },
        volume: {
          lower_bound: -9007199254740991,
          upper_bound: 9007199254740991,
        },
        ratio: { lower_bound: -1.7976931348623157e308, nan_value_count: 0 },
        note: { null_value_count: 1 },
      });
      expect(large.readable_metrics.day.column_size).toBeGreaterThan(0);
    }, 600_000);

    it('lets readers skip files by column, by day and by month', async () => {
      for (const partitionBy of [
        undefined,
        { column: 'at', transform: 'day' as const },
        { column: 'at', transform: 'month' as const },
      ]) {
        const { write, peer } = await open({ partitionBy });
        await write([
          priceRow('2026-01-01', 'a', {
            at: '2026-01-31T23:59:59Z',
            volume: 1,
          }),
        ]);
        await write([
          priceRow('2026-01-02', 'b', {
            at: '2026-02-01T00:00:00Z',
            volume: 2,
          }),
          priceRow('2026-01-03', 'c', { volume: 3 }),
        ]);
        const found = await peer('rows', {
          filter: "at < '2026-02-01T00:00:00+00:00'",
        });
        expect(found.rows.map((row: Row) => row.series)).toEqual(['a']);
        expect(found.files).toBe(1);
        expect(found.all).toBe(partitionBy ? 3 : 2);
        const text = await peer('rows', { filter: "series == 'b'" });
        expect(text.rows).toHaveLength(1);
        const none = await peer('rows', { filter: 'volume > 100' });
        expect(none).toMatchObject({ rows: [], files: 0 });
        const empty = await peer('rows', { filter: 'at is null' });
        expect(empty.rows.map((row: Row) => row.series)).toEqual(['c']);
      }
    }, 600_000);

    it('goes on after PyIceberg appended, deleted rows and added a column, and keeps its cursor', async () => {
      const { table, write, peer, sink } = await open();
      await write([
        priceRow('2026-01-01', 'a', { volume: 1 }),
        priceRow('2026-01-02', 'a', { volume: 2 }),
      ]);
      await peer('append', {
        rows: [{ day: '2026-01-03', series: 'p', price: '1.5' }],
      });
      expect(await sink.lastCommit(table)).toMatchObject({ page: 0 });
      await write([priceRow('2026-01-04', 'a', { volume: 4 })]);
      await peer('add_column', { column: 'grade' });
      await peer('delete', { filter: "day == '2026-01-01'" });
      await write([priceRow('2026-01-05', 'a', { volume: 5 })]);
      expect(await sink.lastCommit(table)).toEqual({
        run: RUN,
        page: 2,
        cursor: { page: 2 },
      });
      const rows = await sink.read(table);
      expect(rows.map(row => row.day)).toEqual([
        '2026-01-02',
        '2026-01-03',
        '2026-01-04',
        '2026-01-05',
      ]);
      expect(rows[1].price).toBe('1.500000');
      const seen = await peer('rows');
      expect(byDay(seen.rows).map(row => row.day)).toEqual(
        rows.map(row => row.day),
      );
      const { snapshots } = await peer('describe');
      expect(snapshots.at(-1)).toMatchObject({ 'total-records': '4' });
    }, 600_000);

    it('adds columns that PyIceberg sees, and old rows have null there', async () => {
      const { table, write, peer, sink } = await open();
      await write([priceRow('2026-01-01', 'a')]);
      const wider = {
        ...table,
        schema: {
          ...table.schema,
          properties: {
            ...table.schema.properties,
            weight: { type: ['string', 'null'], format: 'decimal' },
          },
        },
      } as TableSpec;
      await sink.ensure(wider);
      await write(
        [{ ...priceRow('2026-01-02', 'a'), weight: '0.123456789' }],
        wider,
      );
      const { rows } = await peer('rows');
      expect(byDay(rows)).toMatchObject([
        { day: '2026-01-01', weight: null },
        { day: '2026-01-02', weight: '0.123456789' },
      ]);
      const { rows: some } = await peer('rows', {
        filter: 'weight is not null',
      });
      expect(some).toHaveLength(1);
    }, 600_000);

    it('refuses a table from which a column was taken, and does not write past a rename', async () => {
      const { table, write, peer, sink } = await open();
      await write([priceRow('2026-01-01', 'a', { note: 'kept' })]);
      await peer('change', { rename: ['note', 'remark'] });
      await expect(
        write([priceRow('2026-01-02', 'a', { note: 'lost?' })]),
      ).rejects.toMatchObject({ failure: 'contract' });
      // A stream that says it again gets its column again, with a new id; the renamed one stays.
      expect(await sink.ensure(table)).toMatchObject([{ column: 'note' }]);
      await write([priceRow('2026-01-03', 'a', { note: 'new' })]);
      const { rows } = await peer('rows');
      expect(byDay(rows)).toMatchObject([
        { note: null, remark: 'kept' },
        { note: 'new', remark: null },
      ]);
    }, 600_000);

    it('knows its page and cursor when old snapshots are expired, and forgets them when the table is rolled back', async () => {
      const { table, write, peer, sink } = await open();
      await write([priceRow('2026-01-01', 'a')]);
      await write([priceRow('2026-01-02', 'a')]);
      await peer('rollback');
      expect(await sink.lastCommit(table)).toMatchObject({ page: 0 });
      const again = await sink.commit(table, {
        run: RUN,
        page: 1,
        rows: [priceRow('2026-01-02', 'a')],
        cursor: { page: 1 },
      });
      expect(again.written).toBe(true);
      await peer('append', { rows: [{ day: '2026-01-03', series: 'p' }] });
      await peer('expire');
      expect(await sink.lastCommit(table)).toMatchObject({
        page: 1,
        cursor: { page: 1 },
      });
      const twice = await sink.commit(table, {
        run: RUN,
        page: 1,
        rows: [priceRow('2026-01-02', 'a')],
        cursor: { page: 1 },
      });
      expect(twice.written).toBe(false);
      expect((await peer('rows')).rows).toHaveLength(3);
    }, 600_000);

    it('loses nothing when PyIceberg and four of ours write at once', async () => {
      const { table, peer } = await open();
      const ours = Array.from({ length: 4 }, (_, page) =>
        lake.appending().commit(table, {
          run: RUN,
          page,
          rows: [priceRow(`2026-01-0${page + 1}`, 'a')],
          cursor: { page },
        }),
      );
      const theirs = peer('append', {
        rows: [{ day: '2026-02-01', series: 'p' }],
      }).catch(() =>
        peer('append', { rows: [{ day: '2026-02-01', series: 'p' }] }),
      );
      await Promise.all([...ours, theirs]);
      const { rows } = await peer('rows');
      expect(byDay(rows).map(row => row.day)).toEqual([
        '2026-01-01',
        '2026-01-02',
        '2026-01-03',
        '2026-01-04',
        '2026-02-01',
      ]);
    }, 600_000);
  });
} else {
  it.todo(
    "NOT RUN: Iceberg's reference catalog, PyIceberg and DuckDB; npm run verify:servers fetches them and names their folder in CONNECTOR_TEST_SERVERS",
  );
}
