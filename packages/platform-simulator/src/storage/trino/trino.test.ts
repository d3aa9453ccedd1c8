import { startTestStorage, type TestStorage } from '../startTestStorage';

interface Answer {
  columns?: { name: string; type: string }[];
  rows: unknown[][];
  error?: { errorName: string; message: string; errorType: string };
  updateType?: string;
  updateCount?: number;
  states: string[];
}

const HEADERS = {
  'x-trino-user': 'test',
  'x-trino-catalog': 'iceberg',
  'x-trino-schema': 'raw',
  'x-trino-client-capabilities': 'PARAMETRIC_DATETIME',
};

/** Runs a statement as a client does, address by address. */
async function run(
  url: string,
  sql: string,
  headers: Record<string, string> = HEADERS,
): Promise<Answer> {
  const answer: Answer = { rows: [], states: [] };
  let response = await fetch(`${url}/v1/statement`, {
    method: 'POST',
    headers,
    body: sql,
  });
  for (;;) {
    expect(response.status).toBe(200);
    const page = await response.json();
    answer.states.push(page.stats.state);
    answer.columns = page.columns ?? answer.columns;
    answer.rows.push(...(page.data ?? []));
    answer.error = page.error;
    answer.updateType = page.updateType ?? answer.updateType;
    answer.updateCount = page.updateCount ?? answer.updateCount;
    if (!page.nextUri) return answer;
    response = await fetch(page.nextUri, { headers });
  }
}

describe('the engine', () => {
  let storage: TestStorage;
  const ask = (sql: string) => run(storage.trino.url, sql);
  const rows = async (sql: string) => {
    const { rows: given, error } = await ask(sql);
    expect(error).toBeUndefined();
    return given;
  };
  const fails = async (sql: string) => {
    const { error } = await ask(sql);
    return error?.errorName;
  };

  beforeAll(async () => {
    storage = await startTestStorage();
    await rows('CREATE SCHEMA IF NOT EXISTS iceberg.raw');
    await rows(
      `CREATE TABLE prices (day date NOT NULL, series varchar, value decimal(12,4), volume bigint, at timestamp(6) with time zone, weight double) WITH (format = 'PARQUET', partitioning = ARRAY['month(day)'])`,
    );
    await rows(
      `INSERT INTO prices VALUES
        (DATE '2026-01-02', 'RWTC', DECIMAL '71.26', 100, TIMESTAMP '2026-01-02 10:11:12.123456 UTC', 1.5E0),
        (DATE '2026-01-03', 'RWTC', DECIMAL '-0.0001', 9223372036854775807, NULL, 2E0),
        (DATE '2026-02-01', 'RBRTE', NULL, NULL, TIMESTAMP '2026-02-01 00:00:00 +01:00', NULL)`,
    );
  });
  afterAll(() => storage.stop());

  it('rounds moments to milliseconds for a client that does not say that it knows better, as Trino does', async () => {
    const sql =
      "SELECT TIMESTAMP '1969-12-31 23:59:59.999999 UTC', TIMESTAMP '2026-01-01 00:00:00.123456', TIMESTAMP '2026-01-01 00:00:00.5'";
    expect((await ask(sql)).rows).toEqual([
      [
        '1969-12-31 23:59:59.999999 UTC',
        '2026-01-01 00:00:00.123456',
        '2026-01-01 00:00:00.5',
      ],
    ]);
    const { 'x-trino-client-capabilities': _, ...old } = HEADERS;
    expect((await run(storage.trino.url, sql, old)).rows).toEqual([
      [
        '1970-01-01 00:00:00.000 UTC',
        '2026-01-01 00:00:00.123',
        '2026-01-01 00:00:00.5',
      ],
    ]);
  });

  it('answers by pages that lead to each other', async () => {
    const answer = await ask("SELECT 1 AS one, 'a''b' AS text");
    expect(answer).toMatchObject({
      columns: [
        { name: 'one', type: 'integer' },
        { name: 'text', type: 'varchar(3)' },
      ],
      rows: [[1, "a'b"]],
    });
    expect(answer.states[0]).toBe('QUEUED');
    expect(answer.states.at(-1)).toBe('FINISHED');
  });

  it('wants to know who asks', async () => {
    const { status } = await fetch(`${storage.trino.url}/v1/statement`, {
      method: 'POST',
      body: 'SELECT 1',
    });
    expect(status).toBe(401);
  });

  it('tells what there is', async () => {
    expect(await rows('SHOW CATALOGS')).toEqual([
      ['iceberg'],
      ['iceberg_catalog'],
    ]);
    expect(await rows('SHOW SCHEMAS FROM iceberg_catalog')).toEqual([
      ['information_schema'],
      ['raw'],
    ]);
    expect(await rows("SHOW TABLES LIKE 'pri%'")).toEqual([['prices']]);
    expect(await rows('DESCRIBE prices')).toEqual([
      ['day', 'date', '', ''],
      ['series', 'varchar', '', ''],
      ['value', 'decimal(12,4)', '', ''],
      ['volume', 'bigint', '', ''],
      ['at', 'timestamp(6) with time zone', '', ''],
      ['weight', 'double', '', ''],
    ]);
    expect(
      await rows(
        "SELECT column_name, is_nullable FROM information_schema.columns WHERE table_name = 'prices' AND ordinal_position <= 2 ORDER BY ordinal_position",
      ),
    ).toEqual([
      ['day', 'NO'],
      ['series', 'YES'],
    ]);
  });

  it('reads what was written, to the last digit', async () => {
    expect(await rows('SELECT * FROM iceberg.raw.prices ORDER BY day')).toEqual(
      [
        [
          '2026-01-02',
          'RWTC',
          '71.2600',
          100,
          '2026-01-02 10:11:12.123456 UTC',
          1.5,
        ],
        ['2026-01-03', 'RWTC', '-0.0001', 9223372036854775807, null, 2],
        [
          '2026-02-01',
          'RBRTE',
          null,
          null,
          '2026-01-31 23:00:00.000000 UTC',
          null,
        ],
      ],
    );
  });

  it('filters, groups, orders and limits', async () => {
    expect(
      await rows(
        'SELECT series, count(*) AS n, count(value), sum(value), avg(weight), min(day) FROM prices GROUP BY series ORDER BY n DESC',
      ),
    ).toEqual([
      ['RWTC', 2, 2, '71.2599', 1.75, '2026-01-02'],
      ['RBRTE', 1, 0, null, null, '2026-02-01'],
    ]);
    expect(
      await rows(
        "SELECT day FROM prices WHERE series LIKE 'RW%' AND value > 0 OR volume IS NULL ORDER BY 1 DESC LIMIT 1",
      ),
    ).toEqual([['2026-02-01']]);
    expect(await rows('SELECT count(*) FROM prices')).toEqual([[3]]);
    expect(
      await rows(
        "SELECT upper(lower(series)), coalesce(value, 0), CASE WHEN volume > 100 THEN 'big' ELSE 'small' END, year(day), 7 / 2, 7.0 / 2 FROM prices ORDER BY day LIMIT 1",
      ),
    ).toEqual([['RWTC', '71.2600', 'small', 2026, 3, '3.5']]);
  });

  it.each([
    ['SELEC 1', 'SYNTAX_ERROR'],
    ['SELECT 1 FROM', 'SYNTAX_ERROR'],
    ['SELECT nothing FROM prices', 'COLUMN_NOT_FOUND'],
    ['SELECT * FROM missing', 'TABLE_NOT_FOUND'],
    ['SELECT * FROM nowhere.missing', 'SCHEMA_NOT_FOUND'],
    ['SELECT * FROM other.raw.prices', 'CATALOG_NOT_FOUND'],
    ["SELECT * FROM prices WHERE day = '2026-01-01'", 'TYPE_MISMATCH'],
    ['SELECT mystery(1)', 'FUNCTION_NOT_FOUND'],
    ['SELECT 1 / 0', 'DIVISION_BY_ZERO'],
    ["SELECT CAST('x' AS bigint)", 'INVALID_CAST_ARGUMENT'],
    ['SELECT 9223372036854775807 + 1', 'NUMERIC_VALUE_OUT_OF_RANGE'],
    ['SELECT series, count(*) FROM prices', 'EXPRESSION_NOT_AGGREGATE'],
    ['SELECT row_number() OVER () FROM prices', 'NOT_SUPPORTED'],
    ['EXPLAIN SELECT 1', 'NOT_SUPPORTED'],
    ['CREATE TABLE prices (a bigint)', 'TABLE_ALREADY_EXISTS'],
    ['CREATE TABLE t (a bigint) WITH (colour = 1)', 'INVALID_TABLE_PROPERTY'],
    ["INSERT INTO prices (day) VALUES ('x')", 'TYPE_MISMATCH'],
    ["INSERT INTO prices (series) VALUES ('x')", 'CONSTRAINT_VIOLATION'],
  ])('refuses %.60s with %s', async (sql, name) => {
    expect(await fails(sql)).toBe(name);
  });

  it('takes no more text than it may', async () => {
    const text = `SELECT '${'x'.repeat(1_000_000)}'`;
    expect(await fails(text)).toBe('QUERY_TEXT_TOO_LARGE');
  });

  it('makes a table once, and a column once', async () => {
    await rows('CREATE TABLE IF NOT EXISTS grown ("A" bigint)');
    await rows('CREATE TABLE IF NOT EXISTS grown (b varchar)');
    await rows('INSERT INTO grown VALUES (1)');
    await rows('ALTER TABLE grown ADD COLUMN IF NOT EXISTS b varchar');
    await rows('ALTER TABLE grown ADD COLUMN IF NOT EXISTS b varchar');
    expect(await fails('ALTER TABLE grown ADD COLUMN b varchar')).toBe(
      'COLUMN_ALREADY_EXISTS',
    );
    await rows("INSERT INTO grown (b, a) VALUES ('x', 2)");
    expect(await rows('SELECT a, b FROM grown ORDER BY a')).toEqual([
      [1, null],
      [2, 'x'],
    ]);
    await rows('DROP TABLE grown');
    await rows('DROP TABLE IF EXISTS grown');
    expect(await fails('DROP TABLE grown')).toBe('TABLE_NOT_FOUND');
  });

  it('merges by key, and the same again changes nothing', async () => {
    await rows(
      'CREATE TABLE merged (k varchar NOT NULL, v bigint, run varchar)',
    );
    await rows("INSERT INTO merged VALUES ('a', 1, 'r1'), ('b', 2, 'r1')");
    const statement =
      "MERGE INTO \"iceberg\".\"raw\".\"merged\" AS t USING (VALUES ('b', 20, 'r2'), ('c', 30, 'r2')) AS s (k, v, run) ON t.k = s.k " +
      'WHEN MATCHED AND (t.run IS NULL OR t.run < s.run) THEN UPDATE SET v = s.v, run = s.run ' +
      'WHEN NOT MATCHED THEN INSERT (k, v, run) VALUES (s.k, s.v, s.run)';
    expect(await ask(statement)).toMatchObject({
      updateType: 'MERGE',
      updateCount: 2,
    });
    const after = [
      ['a', 1, 'r1'],
      ['b', 20, 'r2'],
      ['c', 30, 'r2'],
    ];
    expect(await rows('SELECT * FROM merged ORDER BY k')).toEqual(after);
    const snapshots = 'SELECT count(*) FROM "merged$snapshots"';
    expect(await rows(snapshots)).toEqual([[2]]);
    expect(await ask(statement)).toMatchObject({ updateCount: 0 });
    expect(await rows('SELECT * FROM merged ORDER BY k')).toEqual(after);
    expect(await rows(snapshots)).toEqual([[2]]);
    expect(
      await fails(
        "MERGE INTO merged t USING (VALUES ('a', 5), ('a', 6)) s (k, v) ON t.k = s.k WHEN MATCHED THEN UPDATE SET v = s.v",
      ),
    ).toBe('MERGE_TARGET_ROW_MULTIPLE_MATCHES');
    expect(await ask('DELETE FROM merged WHERE v > 10')).toMatchObject({
      updateCount: 2,
    });
    await rows("UPDATE merged SET v = v + 1 WHERE k = 'a'");
    expect(await rows('SELECT * FROM merged')).toEqual([['a', 2, 'r1']]);
    await rows('DELETE FROM merged');
    expect(await rows('SELECT * FROM merged')).toEqual([]);
  });

  it('cancels', async () => {
    const begun = await fetch(`${storage.trino.url}/v1/statement`, {
      method: 'POST',
      headers: HEADERS,
      body: 'SELECT 1',
    });
    const { nextUri } = await begun.json();
    const { status } = await fetch(nextUri, { method: 'DELETE' });
    expect(status).toBe(204);
    const after = await (await fetch(nextUri)).json();
    expect(after).toMatchObject({
      stats: { state: 'FAILED' },
      error: { errorName: 'USER_CANCELED' },
    });
    expect(after.nextUri).toBeUndefined();
  });

  it('hands nothing out any more once it is cancelled', async () => {
    const begun = await fetch(`${storage.trino.url}/v1/statement`, {
      method: 'POST',
      headers: HEADERS,
      body: 'SELECT 1',
    });
    const first = await (await fetch((await begun.json()).nextUri)).json();
    await fetch(first.nextUri, { method: 'DELETE' });
    const after = await (await fetch(first.nextUri)).json();
    expect(after).toMatchObject({
      stats: { state: 'FAILED' },
      error: { errorName: 'USER_CANCELED' },
    });
  });

  it.each([
    ['500-before', 500],
    ['503-slow-down', 503],
  ] as const)(
    'breaks by %s before a statement is known',
    async (fault, status) => {
      storage.breakNext({ service: 'trino', fault, method: 'POST' });
      const answer = await fetch(`${storage.trino.url}/v1/statement`, {
        method: 'POST',
        headers: HEADERS,
        body: 'SELECT 1',
      });
      expect(answer.status).toBe(status);
      expect(await rows('SELECT 1')).toEqual([[1]]);
    },
  );

  it('loses the answer to a statement that has run, and gives it again', async () => {
    await rows('CREATE TABLE IF NOT EXISTS lost (n bigint)');
    const begun = await fetch(`${storage.trino.url}/v1/statement`, {
      method: 'POST',
      headers: HEADERS,
      body: 'INSERT INTO lost VALUES (1)',
    });
    const { nextUri } = await begun.json();
    storage.breakNext({
      service: 'trino',
      fault: 'lost-answer',
      method: 'GET',
    });
    await expect(fetch(nextUri)).rejects.toThrow();
    const again = await fetch(nextUri);
    expect(again.status).toBe(200);
    expect(await rows('SELECT count(*) FROM lost')).toEqual([[1]]);
  });

  it('is told of a commit that another writer was quicker to', async () => {
    storage.breakNext({ service: 'trino', fault: '409', method: 'POST' });
    expect(
      await fails("INSERT INTO prices (day) VALUES (DATE '2026-05-05')"),
    ).toBe('ICEBERG_COMMIT_ERROR');
    expect(
      await rows("SELECT count(*) FROM prices WHERE day = DATE '2026-05-05'"),
    ).toEqual([[0]]);
  });

  it('gives many rows in pages, and a page twice', async () => {
    await rows('CREATE TABLE many (n bigint)');
    const values = Array.from({ length: 2500 }, (_, at) => `(${at})`);
    await rows(`INSERT INTO many VALUES ${values.join(', ')}`);
    const all = await rows('SELECT n FROM many ORDER BY n');
    expect(all).toHaveLength(2500);
    expect(all[2499]).toEqual([2499]);
    const begun = await fetch(`${storage.trino.url}/v1/statement`, {
      method: 'POST',
      headers: HEADERS,
      body: 'SELECT n FROM many ORDER BY n',
    });
    let { nextUri } = await begun.json();
    const first = await (await fetch(nextUri)).json();
    nextUri = first.nextUri;
    const once = await (await fetch(nextUri)).json();
    const again = await (await fetch(nextUri)).json();
    expect(again).toEqual(once);
    expect(once.data).toHaveLength(1000);
  });
});
