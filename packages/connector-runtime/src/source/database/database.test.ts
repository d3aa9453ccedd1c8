import type { StreamDeclaration } from '../../declaration';
import { ConnectorError } from '../../errors';
import { readToEnd, testKind, testSourceOf } from '../../testKinds';
import { testPorts } from '../../testSource';
import type { Query } from '../types';
import { buildQuery, quoteName } from './buildQuery';

const database = { table: 'market.prices', pageRows: 2 };
const cursor = {
  field: 'at',
  granularity: 'second',
  initial: '2026-01-01T00:00:00.000Z',
  lookback: 60,
} as const;

const change: Partial<StreamDeclaration> = {
  database,
  cursor,
  columns: { at: { as: 'timestamp' }, value: { as: 'decimal' } },
  schema: {
    type: 'object',
    required: ['id', 'at'],
    additionalProperties: true,
    properties: {
      id: { type: 'integer' },
      at: { type: 'string' },
      value: { type: ['string', 'null'] },
    },
  },
};

const declare = (
  base = 'postgres://db.example.com:5432/market',
  user = 'reader',
) =>
  testKind('database', change, {
    baseUrl: base,
    authentication: { in: 'basic', user, secret: 'DB_PASSWORD' },
    limits: { maxAttempts: 3 },
  });

describe('buildQuery', () => {
  const [stream] = declare().streams;

  it('pages by key, in one order, with every value as a parameter', () => {
    expect(
      buildQuery({
        stream,
        database,
        window: { from: '2026-01-01', to: '2026-02-01' },
        partition: { region: "x'; DROP TABLE a; --" },
        after: ['2026-01-02 00:00:00.123456+00', '7'],
      }),
    ).toEqual({
      text: 'SELECT t.*, t."at"::text AS "__place_0", t."id"::text AS "__place_1" FROM "market"."prices" AS t WHERE "region" = $1 AND "at" <= $2 AND ("at", "id") > ($3, $4) ORDER BY "at", "id" LIMIT 2',
      values: [
        "x'; DROP TABLE a; --",
        '2026-02-01',
        '2026-01-02 00:00:00.123456+00',
        '7',
      ],
    });
    expect(
      buildQuery({ stream, database, window: { from: '2026-01-01' } }).text,
    ).toContain('WHERE "at" >= $1 ORDER');
  });

  it('quotes whatever a name holds', () => {
    expect(quoteName('a"; DROP TABLE b; --')).toBe('"a""; DROP TABLE b; --"');
    expect(() => quoteName('')).toThrow('empty name');
    expect(() => quoteName('a\0')).toThrow('empty name');
  });
});

describe('database', () => {
  it('asks again what time can mend, and nothing else', async () => {
    let calls = 0;
    const failing = (failure: 'unavailable' | 'rejected'): Query => ({
      query: async () => {
        calls += 1;
        if (calls < 3) {
          throw new ConnectorError(failure, 'no');
        }
        return [];
      },
      close: async () => undefined,
    });
    const ports = { ...testPorts(), query: failing('unavailable') };
    const source = testSourceOf(declare(), ports);
    expect((await source.readPage({ window: {} })).records).toEqual([]);
    expect(source.state()).toMatchObject({ requests: 3, retries: 2 });
    calls = 0;
    const refused = { ...testPorts(), query: failing('rejected') };
    await expect(
      testSourceOf(declare(), refused).readPage({ window: {} }),
    ).rejects.toMatchObject({ failure: 'rejected' });
    expect(calls).toBe(1);
  });

  it('refuses to order by what is null', async () => {
    const query: Query = {
      query: async () => [
        { id: 1, __place_0: 'x', __place_1: '1' },
        { id: 2, __place_0: 'x', __place_1: null },
      ],
      close: async () => undefined,
    };
    await expect(
      testSourceOf(declare(), { ...testPorts(), query }).readPage({
        window: {},
      }),
    ).rejects.toThrow("'id' of market.prices is null");
  });

  it('refuses a token of another kind', async () => {
    await expect(
      testSourceOf(declare(), testPorts()).readPage({
        window: {},
        token: { page: 1 },
      }),
    ).rejects.toMatchObject({ failure: 'configuration' });
  });
});

const real =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING ?? '';

/** A real server, when the environment names one. */
(real ? describe : describe.skip)('PostgreSQL', () => {
  const name = `read_${process.pid}_${Date.now()}`;
  const url = new URL(real || 'postgres://none');
  const secret = decodeURIComponent(url.password);
  const base = `postgres://${url.hostname}:${url.port || 5432}${url.pathname}`;
  let admin: { query(text: string): Promise<unknown>; end(): Promise<void> };

  beforeAll(async () => {
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: real });
    await client.connect();
    admin = client;
    await admin.query(`CREATE SCHEMA ${name}`);
    await admin.query(
      `CREATE TABLE ${name}."Odd prices" (id bigint PRIMARY KEY, at timestamptz NOT NULL, value numeric, day date, ok boolean)`,
    );
    // Three rows within one millisecond: a time cut to milliseconds would skip or repeat them.
    await admin.query(
      `INSERT INTO ${name}."Odd prices" SELECT i, timestamptz '2026-06-15 00:00:00.000001Z' + (i / 4) * interval '1 microsecond', '0.1000000000000000000001'::numeric * i, date '2026-06-15', true FROM generate_series(1, 11) i`,
    );
  });

  afterAll(async () => {
    await admin?.query(`DROP SCHEMA ${name} CASCADE`);
    await admin?.end();
  });

  const source = () => {
    const declared = declare(base, decodeURIComponent(url.username));
    const [stream] = declared.streams;
    const table = `${name}.Odd prices`;
    return testSourceOf(
      {
        ...declared,
        streams: [{ ...stream, database: { table, pageRows: 2 } }],
      },
      testPorts(),
      secret,
    );
  };

  it('gives every row once, with exact numbers, and reads on from where it stood', async () => {
    const reading = source();
    const pages = await readToEnd(reading);
    await reading.close();
    const rows = pages.flatMap(page => page.records);
    expect(
      rows.map(row => Number(Object(row).id)).sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 11 }, (_, index) => index + 1));
    expect(rows[0]).toEqual({
      id: '1',
      at: '2026-06-15T00:00:00.000Z',
      value: '0.1000000000000000000001',
      day: '2026-06-15',
      ok: true,
    });
    expect(pages).toHaveLength(6);
    expect(await source().parse(pages[1], {})).toEqual(pages[1].records);
  });

  it('can only read, and tells a wrong password and a missing table apart', async () => {
    const { createPostgresQuery } = await import('./createPostgresQuery');
    const declared = declare(base, decodeURIComponent(url.username));
    const query = await createPostgresQuery(declared, secret);
    await expect(
      query.query(`DELETE FROM ${name}."Odd prices"`, []),
    ).rejects.toMatchObject({
      failure: 'rejected',
      message: expect.stringContaining('read-only'),
    });
    await expect(
      query.query('SELECT * FROM none.none', []),
    ).rejects.toMatchObject({
      failure: 'rejected',
    });
    await query.close();
    await expect(
      createPostgresQuery(declare('postgres://127.0.0.1:1/none'), 'x'),
    ).rejects.toMatchObject({ failure: 'unavailable' });
  });
});
