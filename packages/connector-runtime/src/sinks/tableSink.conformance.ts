import assert from 'node:assert/strict';
import { ConnectorError } from '../errors';
import type { Row, RowSchema } from '../schema';
import type { Batch, TableSink, TableSpec } from './types';

/** Kills a process at one of its calls to the outside: before it is made, or after it took effect. */
export interface Fuse {
  /** Makes a call, or dies at it; a process that has died makes no further call. */
  around<T>(call: () => Promise<T>): Promise<T>;
}

/** What stands in for a process that was killed; no sink may mistake it for a failure that passes. */
export class Killed extends ConnectorError {
  constructor() {
    super('rejected', 'The process was killed.');
  }
}

/** A fuse that blows at the given call, counted from 1. */
export class CountingFuse implements Fuse {
  calls = 0;
  blown = false;
  readonly #at: number;
  readonly #when: 'before' | 'after';

  constructor(at: number, when: 'before' | 'after') {
    this.#at = at;
    this.#when = when;
  }

  async around<T>(call: () => Promise<T>): Promise<T> {
    this.calls += 1;
    if (this.blown || (this.calls === this.#at && this.#when === 'before')) {
      this.blown = true;
      throw new Killed();
    }
    const result = await call();
    if (this.calls === this.#at) {
      this.blown = true;
      throw new Killed();
    }
    return result;
  }
}

/** Opens sinks over one storage that is empty at first. */
export interface SinkBench {
  open(fuse?: Fuse): Promise<TableSink>;
}

/** One promise of every sink. */
export interface TableSinkPromise {
  readonly promise: string;
  check(bench: SinkBench): Promise<void>;
}

const schema: RowSchema = {
  type: 'object',
  required: ['day', 'series'],
  additionalProperties: false,
  properties: {
    day: { type: 'string', format: 'date' },
    series: { type: 'string' },
    at: { type: ['string', 'null'], format: 'date-time' },
    price: {
      type: ['string', 'null'],
      format: 'decimal',
      'x-precision': 24,
      'x-scale': 6,
    },
    cents: {
      type: ['string', 'null'],
      format: 'decimal',
      'x-precision': 9,
      'x-scale': 2,
    },
    volume: { type: ['integer', 'null'] },
    ratio: { type: ['number', 'null'] },
    open: { type: ['boolean', 'null'] },
    note: { type: ['string', 'null'] },
  },
};

/** A table of prices. */
export function priceTable(change: Partial<TableSpec> = {}): TableSpec {
  return {
    namespace: 'energy',
    name: 'prices',
    schema,
    primaryKey: ['day', 'series'],
    ...change,
  };
}

/** A row of prices; everything that may be null is. */
export function priceRow(day: string, series: string, more: Row = {}): Row {
  return {
    day,
    series,
    at: null,
    price: null,
    cents: null,
    volume: null,
    ratio: null,
    open: null,
    note: null,
    ...more,
  };
}

function batchOf(page: number, rows: Row[], run = '000000001-a'): Batch {
  return {
    run,
    page,
    rows,
    cursor: { reached: rows.at(-1)?.day ?? null, page },
  };
}

async function rowsOf(sink: TableSink, table: TableSpec): Promise<Row[]> {
  assert.ok(sink.read, 'a sink under test reads');
  return sink.read(table);
}

async function openTable(
  bench: SinkBench,
  table: TableSpec,
): Promise<TableSink> {
  const sink = await bench.open();
  await sink.ensure(table);
  return sink;
}

const extremes: Row[] = [
  priceRow('1999-12-31', 'a', {
    at: '1969-12-31T23:59:59.999999Z',
    price: '-999999999999999999.999999',
    cents: '-9999999.99',
    volume: -9007199254740991,
    ratio: -1.7976931348623157e308,
    open: false,
    note: '',
  }),
  priceRow('2026-02-28', 'b', {
    at: '2026-11-21T06:00:00Z',
    price: '0.000001',
    cents: '0.01',
    volume: 9007199254740991,
    ratio: 5e-324,
    open: true,
    note: 'ünïcödé 数据 🌋 \u200b "double" \'single\' \\ back\n\ttab; DROP TABLE x --',
  }),
  priceRow('2028-02-29', 'c', {
    at: '2026-11-21T06:00:00.1Z',
    price: '999999999999999999.999999',
    cents: '0.00',
    volume: 0,
    ratio: 0.1,
    note: "'); DELETE FROM energy.prices; SELECT ('",
  }),
  priceRow('2028-03-01', 'o\'neil "x"'),
];

/** Every call of two pages, killed before and after, then done again by another process. */
async function killEverywhere(bench: SinkBench): Promise<void> {
  const first = [priceRow('2026-01-01', 'a', { volume: 1 })];
  const second = [
    priceRow('2026-01-01', 'a', { volume: 2 }),
    priceRow('2026-01-02', 'a', { volume: 3 }),
  ];
  for (const when of ['before', 'after'] as const) {
    for (let at = 1, over = false; !over; at += 1) {
      const table = priceTable({ name: `killed_${when}_${at}` });
      const fuse = new CountingFuse(at, when);
      const doomed = await bench.open(fuse);
      const work = async (sink: TableSink) => {
        await sink.ensure(table);
        await sink.commit(table, batchOf(0, first));
        await sink.commit(table, batchOf(1, second));
      };
      await work(doomed).catch(error => {
        assert.ok(error instanceof Killed, String(error?.stack ?? error));
      });
      over = !fuse.blown;
      const next = await bench.open();
      const known = await next.lastCommit(table);
      await work(next);
      assert.deepEqual(
        await rowsOf(next, table),
        second,
        `killed ${when} call ${at}`,
      );
      if (next.keepsCursor) {
        assert.deepEqual(await next.lastCommit(table), {
          run: '000000001-a',
          page: 1,
          cursor: { reached: '2026-01-02', page: 1 },
        });
        assert.ok(known === undefined || known.page <= 1);
      }
      assert.ok(at < 500, 'a page needs fewer than 500 calls');
    }
  }
}

/** What every sink promises; each implementation is held against this list, each promise with a fresh storage. */
export const tableSinkConformance: readonly TableSinkPromise[] = [
  {
    promise: 'creates a table once and then leaves it alone',
    async check(bench) {
      const sink = await bench.open();
      assert.deepEqual(await sink.ensure(priceTable()), [
        { change: 'table-created' },
      ]);
      assert.deepEqual(await sink.ensure(priceTable()), []);
      assert.deepEqual(await (await bench.open()).ensure(priceTable()), []);
      assert.deepEqual(await rowsOf(sink, priceTable()), []);
      assert.equal(await sink.lastCommit(priceTable()), undefined);
    },
  },
  {
    promise:
      'gives back nulls, decimals, dates, moments, numbers and any text exactly',
    async check(bench) {
      const sink = await openTable(bench, priceTable());
      await sink.commit(priceTable(), batchOf(0, extremes));
      assert.deepEqual(await rowsOf(sink, priceTable()), extremes);
      const other = await bench.open();
      assert.deepEqual(await rowsOf(other, priceTable()), extremes);
    },
  },
  {
    promise:
      'writes one spelling of one value: offsets become UTC, decimals get all their digits',
    async check(bench) {
      const sink = await openTable(bench, priceTable());
      const rows = [
        priceRow('2026-01-01', 'a', {
          at: '2026-01-01T05:00:00.50-05:00',
          price: '1.5',
          cents: '1e2',
        }),
      ];
      await sink.commit(priceTable(), batchOf(0, rows));
      assert.deepEqual(await rowsOf(sink, priceTable()), [
        priceRow('2026-01-01', 'a', {
          at: '2026-01-01T10:00:00.5Z',
          price: '1.500000',
          cents: '100.00',
        }),
      ]);
    },
  },
  {
    promise:
      'refuses a value that it would have to change, and keeps nothing of the page',
    async check(bench) {
      const sink = await openTable(bench, priceTable());
      for (const wrong of [
        { price: '0.0000001' },
        { price: '1000000000000000000' },
        { price: 'n/a' },
        { at: '2026-02-30T00:00:00Z' },
        { at: 'yesterday' },
        { volume: 0.5 },
        { ratio: 'many' },
        { open: 'yes' },
        { day: null },
      ] as Row[]) {
        await assert.rejects(
          sink.commit(
            priceTable(),
            batchOf(0, [
              priceRow('2026-01-01', 'a'),
              priceRow('2026-01-02', 'a', wrong),
            ]),
          ),
          { failure: 'contract' },
          JSON.stringify(wrong),
        );
      }
      assert.deepEqual(await rowsOf(sink, priceTable()), []);
    },
  },
  {
    promise: 'writes a page of a run once, whatever it holds the second time',
    async check(bench) {
      const sink = await openTable(bench, priceTable());
      const rows = [priceRow('2026-01-01', 'a', { volume: 1 })];
      const first = await sink.commit(priceTable(), batchOf(0, rows));
      assert.equal(first.written, true);
      const again = await (
        await bench.open()
      ).commit(priceTable(), batchOf(0, rows));
      assert.equal(again.written, false);
      const other = await sink.commit(
        priceTable(),
        batchOf(0, [priceRow('2026-01-01', 'a', { volume: 7 })]),
      );
      assert.equal(other.written, false);
      assert.deepEqual(await rowsOf(sink, priceTable()), rows);
    },
  },
  {
    promise:
      'shows the newest version of a row, and of two in one page the last',
    async check(bench) {
      const sink = await openTable(bench, priceTable());
      await sink.commit(
        priceTable(),
        batchOf(0, [
          priceRow('2026-01-01', 'a', { volume: 1 }),
          priceRow('2026-01-02', 'a', { volume: 2 }),
          priceRow('2026-01-02', 'a', { volume: 3 }),
        ]),
      );
      await sink.commit(
        priceTable(),
        batchOf(
          0,
          [priceRow('2026-01-01', 'a', { note: 'revised' })],
          '000000002-b',
        ),
      );
      assert.deepEqual(await rowsOf(sink, priceTable()), [
        priceRow('2026-01-01', 'a', { note: 'revised' }),
        priceRow('2026-01-02', 'a', { volume: 3 }),
      ]);
    },
  },
  {
    promise: 'lets a page that arrives late undo nothing newer',
    async check(bench) {
      const sink = await openTable(bench, priceTable());
      await sink.commit(
        priceTable(),
        batchOf(0, [priceRow('2026-01-01', 'a', { volume: 2 })], '000000002-b'),
      );
      await sink.commit(
        priceTable(),
        batchOf(3, [
          priceRow('2026-01-01', 'a', { volume: 1 }),
          priceRow('2026-01-03', 'a', { volume: 9 }),
        ]),
      );
      assert.deepEqual(await rowsOf(sink, priceTable()), [
        priceRow('2026-01-01', 'a', { volume: 2 }),
        priceRow('2026-01-03', 'a', { volume: 9 }),
      ]);
    },
  },
  {
    promise:
      'takes a page without rows, which moves the cursor and nothing else',
    async check(bench) {
      const sink = await openTable(bench, priceTable());
      await sink.commit(priceTable(), batchOf(0, []));
      assert.deepEqual(await rowsOf(sink, priceTable()), []);
      if (sink.keepsCursor) {
        assert.deepEqual(await sink.lastCommit(priceTable()), {
          run: '000000001-a',
          page: 0,
          cursor: { reached: null, page: 0 },
        });
      }
      await sink.commit(
        priceTable(),
        batchOf(1, [priceRow('2026-01-01', 'a')]),
      );
      await sink.commit(priceTable(), batchOf(2, []));
      assert.equal((await rowsOf(sink, priceTable())).length, 1);
    },
  },
  {
    promise:
      'keeps the cursor of the newest page with the data, for whoever opens it next',
    async check(bench) {
      const sink = await openTable(bench, priceTable());
      const cursor = {
        reached: '2026-01-02',
        'odd "key"': ['数', 1, null, true],
      };
      await sink.commit(
        priceTable(),
        batchOf(0, [priceRow('2026-01-01', 'a')]),
      );
      await sink.commit(priceTable(), {
        run: '000000001-a',
        page: 1,
        rows: [priceRow('2026-01-02', 'a')],
        cursor,
      });
      const known = await (await bench.open()).lastCommit(priceTable());
      assert.deepEqual(
        known,
        sink.keepsCursor ? { run: '000000001-a', page: 1, cursor } : undefined,
      );
    },
  },
  {
    promise: 'adds columns, and gives older rows null in them',
    async check(bench) {
      const sink = await openTable(bench, priceTable());
      await sink.commit(
        priceTable(),
        batchOf(0, [priceRow('2026-01-01', 'a')]),
      );
      const wider = priceTable({
        schema: {
          ...schema,
          properties: {
            ...schema.properties,
            grade: { type: ['string', 'null'] },
            weight: { type: ['string', 'null'], format: 'decimal' },
          },
        },
      });
      const changes = await sink.ensure(wider);
      assert.deepEqual(
        changes.map(change =>
          change.change === 'column-added' ? change.column : change.change,
        ),
        ['grade', 'weight'],
      );
      assert.deepEqual(await sink.ensure(wider), []);
      const row = {
        ...priceRow('2026-01-02', 'a'),
        grade: 'A',
        weight: '1.000000000',
      };
      await sink.commit(wider, batchOf(1, [row]));
      assert.deepEqual(await rowsOf(sink, wider), [
        { ...priceRow('2026-01-01', 'a'), grade: null, weight: null },
        row,
      ]);
      // Whoever still has the old schema goes on, and writes null into what it does not know.
      assert.deepEqual(await sink.ensure(priceTable()), []);
      await sink.commit(
        priceTable(),
        batchOf(2, [priceRow('2026-01-03', 'a')]),
      );
      assert.equal((await rowsOf(sink, wider)).length, 3);
    },
  },
  {
    promise: 'refuses a declared type that the table does not have',
    async check(bench) {
      const sink = await openTable(bench, priceTable());
      const changed = priceTable({
        schema: {
          ...schema,
          properties: { ...schema.properties, note: { type: 'integer' } },
        },
      });
      await assert.rejects(sink.ensure(changed), { failure: 'contract' });
    },
  },
  {
    promise: 'takes any printable name, and no name becomes a command',
    async check(bench) {
      const table: TableSpec = {
        namespace: 'odd "ns"',
        name: 'o\'neil; DROP TABLE prices -- "x" % # ? & 数',
        primaryKey: ['a.b', 'select'],
        schema: {
          type: 'object',
          required: ['a.b', 'select'],
          additionalProperties: false,
          properties: {
            'a.b': { type: 'string' },
            select: { type: 'string' },
            'price "usd"': { type: ['number', 'null'] },
            '1st naïve 数': { type: ['string', 'null'] },
            "it's) --": { type: ['string', 'null'] },
          },
        },
      };
      const sink = await openTable(bench, table);
      const rows: Row[] = [
        {
          'a.b': 'x',
          select: 'y',
          'price "usd"': 1.5,
          '1st naïve 数': 'z',
          "it's) --": null,
        },
      ];
      await sink.commit(table, batchOf(0, rows));
      assert.deepEqual(await rowsOf(sink, table), rows);
      assert.deepEqual(await sink.ensure(table), []);
    },
  },
  {
    promise:
      'refuses names that are none, twins but for case, and a partition by no date',
    async check(bench) {
      const sink = await bench.open();
      const text = { type: 'string' } as const;
      const of = (properties: RowSchema['properties']) => ({
        schema: {
          ...schema,
          properties: { ...schema.properties, ...properties },
        },
      });
      for (const wrong of [
        { name: '' },
        { namespace: 'a\u0000b' },
        { primaryKey: [] },
        { primaryKey: ['none'] },
        of({ Volume: text }),
        of({ _carbon_run: text }),
        of({ '': text }),
        of({ 'a.b': text, a_x2Eb: text }),
        { partitionBy: { column: 'note', transform: 'day' as const } },
      ]) {
        await assert.rejects(
          sink.ensure(priceTable(wrong)),
          { failure: 'configuration' },
          JSON.stringify(wrong),
        );
      }
    },
  },
  {
    promise: 'cuts a table by day or month, null included, and loses nothing',
    async check(bench) {
      for (const transform of ['day', 'month'] as const) {
        const table = priceTable({
          name: `by_${transform}`,
          partitionBy: { column: 'at', transform },
        });
        const sink = await openTable(bench, table);
        const rows = [
          priceRow('2026-01-01', 'a', { at: '1969-12-31T23:00:00Z' }),
          priceRow('2026-01-02', 'a', { at: '2026-01-31T23:59:59Z' }),
          priceRow('2026-01-03', 'a', { at: '2026-02-01T00:00:00Z' }),
          priceRow('2026-01-04', 'a'),
        ];
        await sink.commit(table, batchOf(0, rows));
        assert.deepEqual(await rowsOf(sink, table), rows);
      }
    },
  },
  {
    promise: 'lets two who commit the same page at once write it once',
    async check(bench) {
      await openTable(bench, priceTable());
      const sinks = await Promise.all(
        Array.from({ length: 4 }, () => bench.open()),
      );
      const rows = [priceRow('2026-01-01', 'a', { volume: 1 })];
      const results = await Promise.all(
        sinks.map(sink => sink.commit(priceTable(), batchOf(0, rows))),
      );
      assert.equal(results.filter(result => result.written).length, 1);
      assert.deepEqual(await rowsOf(sinks[0], priceTable()), rows);
    },
  },
  {
    promise: 'loses nothing when many commit different pages at once',
    async check(bench) {
      await openTable(bench, priceTable());
      const days = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'];
      await Promise.all(
        days.map(async (day, page) => {
          const sink = await bench.open();
          const { written } = await sink.commit(
            priceTable(),
            batchOf(page, [priceRow(day, 'a')]),
          );
          assert.equal(written, true);
        }),
      );
      const sink = await bench.open();
      assert.deepEqual(
        (await rowsOf(sink, priceTable())).map(row => row.day),
        days,
      );
    },
  },
  {
    promise:
      'killed before or after any call and begun again, holds every row once',
    check: killEverywhere,
  },
];
