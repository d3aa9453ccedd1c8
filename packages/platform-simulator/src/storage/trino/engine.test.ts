import { createStorage, type Storage } from '../createStorage';
import { writeAvro } from '../lake/avro';
import { manifestListSchema, manifestSchema } from '../lake/manifestSchemas';
import { murmur3, partitionValue } from '../lake/partitionValue';
import { currentSnapshot, readManifestList } from '../lake/readSnapshot';
import { runStatement } from './engine/runStatement';
import { SqlError } from './SqlError';
import { sendValue } from './values';

const clock = { now: () => Date.parse('2026-06-20T12:34:56.789Z') };

describe('the engine over its files', () => {
  let storage: Storage;
  const run = (sql: string, signal = new AbortController().signal) =>
    runStatement(sql, {
      lake: storage.catalog,
      catalogs: ['iceberg'],
      catalog: 'iceberg',
      schema: 'raw',
      now: clock.now(),
      signal,
    });
  async function read(sql: string) {
    const { columns = [], rows } = await run(sql);
    return rows.map(row =>
      row.map((value, at) => {
        const sent = sendValue(value, columns[at].type);
        return typeof sent === 'bigint' ? Number(sent) : sent;
      }),
    );
  }
  const nameOf = (sql: string) =>
    run(sql).then(
      () => 'no error',
      (error: unknown) => (error instanceof SqlError ? error.errorName : error),
    );

  beforeAll(async () => {
    storage = createStorage({ clock });
    await run('CREATE SCHEMA raw');
    await run('CREATE TABLE a (k bigint, v varchar, d date)');
    await run(
      "INSERT INTO a VALUES (1, 'x', DATE '2026-01-31'), (2, 'y', DATE '2026-02-28'), (3, NULL, NULL)",
    );
    await run('CREATE TABLE b (k bigint, w decimal(10,2))');
    await run('INSERT INTO b VALUES (1, 1.5), (1, 2.5), (4, 9.99)');
  });
  afterAll(() => storage.clear());

  it.each<[string, unknown[][]]>([
    // Joins, subqueries, names.
    [
      'SELECT a.k, b.w FROM a JOIN b ON a.k = b.k ORDER BY b.w',
      [
        [1, '1.50'],
        [1, '2.50'],
      ],
    ],
    [
      'SELECT x.k, y.w FROM a x LEFT JOIN b AS y ON x.k = y.k WHERE y.k IS NULL ORDER BY 1',
      [
        [2, null],
        [3, null],
      ],
    ],
    ['SELECT count(*) FROM a, b', [[9]]],
    ['SELECT k FROM a WHERE k IN (SELECT k FROM b)', [[1]]],
    ['SELECT (SELECT max(w) FROM b)', [['9.99']]],
    [
      'SELECT count(*) FROM a WHERE EXISTS (SELECT 1 FROM b WHERE k = 9)',
      [[0]],
    ],
    [
      'WITH big (n) AS (SELECT k FROM a WHERE k > 1) SELECT sum(n) FROM big',
      [[5]],
    ],
    [
      'SELECT k FROM a UNION ALL SELECT k FROM b ORDER BY k DESC LIMIT 2 ',
      [[4], [3]],
    ],
    ['SELECT count(*) FROM (SELECT k FROM a UNION SELECT k FROM b)', [[4]]],
    [
      "SELECT n FROM (VALUES (1, 'a'), (2, 'b')) AS t (n, l) WHERE l = 'b'",
      [[2]],
    ],
    ['SELECT DISTINCT k FROM b ORDER BY k', [[1], [4]]],
    ['SELECT k FROM a ORDER BY k OFFSET 1 LIMIT 1', [[2]]],
    ['SELECT k FROM a ORDER BY v NULLS FIRST, k LIMIT 1', [[3]]],
    ['SELECT k FROM a ORDER BY v DESC', [[2], [1], [3]]],
    ['SELECT * FROM a LIMIT 0', []],
    ['TABLE b LIMIT 0', []],
    // Groups.
    [
      'SELECT k, sum(w) FROM b GROUP BY k HAVING sum(w) > 4 ORDER BY 1',
      [[4, '9.99']],
    ],
    [
      'SELECT k % 2, count(*) FROM a GROUP BY 1 ORDER BY 1',
      [
        [0, 1],
        [1, 2],
      ],
    ],
    [
      'SELECT count(DISTINCT k), count(*) FILTER (WHERE k = 1) FROM b',
      [[2, 2]],
    ],
    ['SELECT sum(k), max(v), avg(k) FROM a WHERE k > 9', [[null, null, null]]],
    ['SELECT k FROM a WHERE k > 9 GROUP BY k', []],
    ['SELECT avg(w) FROM b', [['4.66']]],
    // NULL.
    ["SELECT count(*) FROM a WHERE v <> 'x'", [[1]]],
    ["SELECT count(*) FROM a WHERE NOT (v = 'x' OR v IS NULL)", [[1]]],
    ['SELECT k FROM a WHERE k NOT IN (1, NULL)', []],
    [
      'SELECT NULL = NULL, NULL IS NULL, 1 IS DISTINCT FROM NULL',
      [[null, true, true]],
    ],
    ['SELECT false AND NULL, true OR NULL, NOT NULL', [[false, true, null]]],
    // Numbers.
    ['SELECT 7 / 2, -7 / 2, 7 % 3, -7 % 3', [[3, -3, 1, -1]]],
    ['SELECT 1.10 + 2.205, 1.1 * 1.1, 10.0 / 3', [['3.305', '1.21', '3.3']]],
    ['SELECT 1E0 / 3, 2 * 1E-1', [[1 / 3, 0.2]]],
    [
      'SELECT round(2.5), round(-2.5), round(1.2345, 2)',
      [['3', '-3', '1.2300']],
    ],
    ['SELECT abs(-3), ceil(1.2), floor(-1.2), mod(7, 4)', [[3, '2', '-2', 3]]],
    [
      "SELECT CAST(2.5 AS bigint), CAST('7' AS integer), CAST(3 AS double)",
      [[3, 7, 3]],
    ],
    [
      "SELECT CAST(1.005 AS decimal(4,2)), TRY_CAST('x' AS bigint)",
      [['1.01', null]],
    ],
    [
      "SELECT CAST(1E0 AS varchar), CAST(DATE '2026-01-02' AS varchar)",
      [['1.0E0', '2026-01-02']],
    ],
    // Texts.
    [
      "SELECT 'it''s' || ' ' || 'ok', length('äö'), substr('hello', 2, 3)",
      [["it's ok", 2, 'ell']],
    ],
    [
      "SELECT 'a_b' LIKE 'a\\_b' ESCAPE '\\', 'axb' LIKE 'a\\_b' ESCAPE '\\'",
      [[true, false]],
    ],
    [
      "SELECT coalesce(NULL, 'z'), nullif(1, 1), if(1 > 2, 'a', 'b'), greatest(1, 3, 2)",
      [['z', null, 'b', 3]],
    ],
    [
      "SELECT strpos('banana', 'nan'), replace('aXa', 'X', 'b'), starts_with('abc', 'ab')",
      [[3, 'aba', true]],
    ],
    // Dates.
    [
      "SELECT date_trunc('month', d), year(d), extract(month FROM d), day_of_week(d) FROM a WHERE k = 2",
      [['2026-02-01', 2026, 2, 6]],
    ],
    ["SELECT DATE '2026-01-31' < TIMESTAMP '2026-01-31 00:00:01'", [[true]]],
    [
      "SELECT TIMESTAMP '2026-01-01 00:30:00 +01:00'",
      [['2025-12-31 23:30:00 UTC']],
    ],
    [
      'SELECT current_date, now()',
      [['2026-06-20', '2026-06-20 12:34:56.789 UTC']],
    ],
    [
      "SELECT CAST('2026-01-02 03:04:05.678' AS timestamp(3))",
      [['2026-01-02 03:04:05.678']],
    ],
    [
      'SELECT -9223372036854775808 < 0 -- the smallest\n /* and more */',
      [[true]],
    ],
    [
      "SELECT CASE k WHEN 1 THEN 'one' END FROM a ORDER BY k",
      [['one'], [null], [null]],
    ],
  ])('%s', async (sql, expected) => {
    expect(await read(sql)).toEqual(expected);
  });

  it.each([
    ['SELECT k FROM a, b', 'AMBIGUOUS_NAME'],
    ['SELECT (SELECT w FROM b WHERE b.k = a.k) FROM a', 'COLUMN_NOT_FOUND'],
    ['SELECT (SELECT k FROM b)', 'INVALID_FUNCTION_ARGUMENT'],
    ['SELECT k FROM a WHERE count(*) > 1', 'EXPRESSION_NOT_SCALAR'],
    ['SELECT sum(count(*)) FROM a', 'EXPRESSION_NOT_SCALAR'],
    ['SELECT k FROM a ORDER BY 5', 'INVALID_COLUMN_REFERENCE'],
    ['SELECT DISTINCT k FROM a ORDER BY v', 'NOT_SUPPORTED'],
    ["SELECT 1 || 'a'", 'TYPE_MISMATCH'],
    ["SELECT DATE '2026-02-30'", 'INVALID_LITERAL'],
    ["SELECT DATE '2026-01-01' + INTERVAL '1' DAY", 'NOT_SUPPORTED'],
    ['SELECT sum(v) FROM a', 'FUNCTION_NOT_FOUND'],
    ['VALUES (1), (1, 2)', 'TYPE_MISMATCH'],
    ["VALUES (1), ('a')", 'TYPE_MISMATCH'],
    ['SELECT 2147483647 + 1', 'NUMERIC_VALUE_OUT_OF_RANGE'],
    ['SELECT CAST(1e30 AS bigint)', 'NUMERIC_VALUE_OUT_OF_RANGE'],
    ['INSERT INTO b VALUES (1, 1.005)', 'TYPE_MISMATCH'],
    ['INSERT INTO a (k, k) VALUES (1, 1)', 'DUPLICATE_COLUMN_NAME'],
    ['INSERT INTO a VALUES (1)', 'TYPE_MISMATCH'],
    ['CREATE TABLE c (x blob)', 'TYPE_MISMATCH'],
    ['CREATE TABLE c (x bigint, X bigint)', 'DUPLICATE_COLUMN_NAME'],
    ["CREATE TABLE c (x bigint) WITH (format = 'ORC')", 'NOT_SUPPORTED'],
    [
      "CREATE TABLE c (x bigint) WITH (partitioning = ARRAY['day(y)'])",
      'INVALID_TABLE_PROPERTY',
    ],
    ['CREATE VIEW c AS SELECT 1', 'NOT_SUPPORTED'],
    ['ALTER TABLE a DROP COLUMN v', 'NOT_SUPPORTED'],
    ['DROP SCHEMA raw', 'SCHEMA_NOT_EMPTY'],
    ['SELECT * FROM "a$partitions"', 'NOT_SUPPORTED'],
    ['SELECT * FROM "a$nothing"', 'TABLE_NOT_FOUND'],
    ["SELECT 'open", 'SYNTAX_ERROR'],
    ['SELECT 1; SELECT 2', 'SYNTAX_ERROR'],
    ['DELETE a', 'SYNTAX_ERROR'],
  ])('refuses %s with %s', async (sql, name) => {
    expect(await nameOf(sql)).toBe(name);
  });

  it('says where a statement is wrong', async () => {
    await expect(run('SELECT k,\n  nothing FROM a')).rejects.toThrow(
      "line 2:3: Column 'nothing' cannot be resolved",
    );
    await expect(run('SELECT FROM a')).rejects.toThrow(
      "line 1:8: mismatched input 'FROM'. Expecting: <expression>",
    );
  });

  it('loses no row of writers that come together', async () => {
    await run('CREATE TABLE together (k bigint)');
    const writers = Array.from({ length: 5 }, (_, at) =>
      run(`INSERT INTO together VALUES (${at})`),
    );
    await Promise.all(writers);
    expect(await read('SELECT count(*), sum(k) FROM together')).toEqual([
      [5, 10],
    ]);
    const merges = [1, 2].map(value =>
      nameOf(
        `MERGE INTO together t USING (VALUES (${
          value + 10
        })) s (k) ON t.k = s.k WHEN NOT MATCHED THEN INSERT (k) VALUES (s.k)`,
      ),
    );
    const said = await Promise.all(merges);
    // The second was made from a state that is no more; it says so rather than write over the first.
    expect(said.sort()).toEqual(['ICEBERG_COMMIT_ERROR', 'no error']);
    expect(await read('SELECT count(*) FROM together')).toEqual([[6]]);
  });

  it('writes a file for each partition, and rewrites only those that change', async () => {
    await run(
      "CREATE TABLE parted (d date, k bigint) WITH (partitioning = ARRAY['month(d)', 'bucket(k, 4)'])",
    );
    await run(
      "INSERT INTO parted VALUES (DATE '2026-01-01', 1), (DATE '2026-01-31', 1), (DATE '2026-02-01', 1)",
    );
    const files = 'SELECT file_path FROM "parted$files" ORDER BY 1';
    const before = (await read(files)).map(([path]) => String(path));
    expect(before).toHaveLength(2);
    expect(before[0]).toMatch(/\/d_month=672\/k_bucket=\d\//);
    await run("DELETE FROM parted WHERE d = DATE '2026-01-31'");
    const after = (await read(files)).map(([path]) => String(path));
    expect(after).toHaveLength(2);
    expect(after.filter(path => before.includes(path))).toHaveLength(1);
    expect(await read('SELECT count(*) FROM parted')).toEqual([[2]]);
    expect(
      await read(
        'SELECT operation, element_at(summary, \'total-records\') FROM "parted$snapshots" ORDER BY committed_at, operation',
      ),
    ).toEqual([
      ['append', '3'],
      ['overwrite', '2'],
    ]);
  });

  it('does not answer over what it cannot read', async () => {
    await run('CREATE TABLE erased (k bigint)');
    await run('INSERT INTO erased VALUES (1), (2)');
    const name = { namespace: ['raw'], name: 'erased' };
    const { metadata } = storage.catalog.loadTable(name);
    const before = currentSnapshot(metadata);
    const { files } = storage.catalog;
    const [data] = before ? await readManifestList(files, before) : [];
    const deletes = 's3://iceberg-warehouse/raw/erased/deletes.avro';
    await files.write(
      deletes,
      writeAvro(manifestSchema([]), [
        {
          status: 1,
          snapshot_id: 7,
          sequence_number: null,
          file_sequence_number: null,
          data_file: {
            content: 1,
            file_path: 's3://iceberg-warehouse/raw/erased/d.parquet',
            file_format: 'PARQUET',
            partition: {},
            record_count: 1,
            file_size_in_bytes: 1,
          },
        },
      ]),
    );
    const list = 's3://iceberg-warehouse/raw/erased/list.avro';
    await files.write(
      list,
      writeAvro(manifestListSchema, [
        data,
        { ...data, manifest_path: deletes, content: 1, sequence_number: 2 },
      ]),
    );
    await storage.catalog.commitTable(name, {
      requirements: [],
      updates: [
        {
          action: 'add-snapshot',
          snapshot: {
            'snapshot-id': 7,
            'parent-snapshot-id': before?.['snapshot-id'],
            'sequence-number': 2,
            'timestamp-ms': clock.now(),
            'manifest-list': list,
            summary: { operation: 'delete' },
          },
        },
        {
          action: 'set-snapshot-ref',
          'ref-name': 'main',
          type: 'branch',
          'snapshot-id': 7,
        },
      ],
    });
    expect(await nameOf('SELECT * FROM erased')).toBe('NOT_SUPPORTED');
    expect(await nameOf('SELECT count(*) FROM erased')).toBe('NOT_SUPPORTED');
  });

  it('does not pile up the documents of the past', async () => {
    await run('CREATE TABLE busy (k bigint)');
    for (let at = 0; at < 105; at += 1) {
      await run('ALTER TABLE busy ADD COLUMN IF NOT EXISTS k bigint');
      await storage.catalog.commitTable(
        { namespace: ['raw'], name: 'busy' },
        {
          requirements: [],
          updates: [{ action: 'set-properties', updates: { at: `${at}` } }],
        },
      );
    }
    const { objects } = storage.buckets.page('iceberg-warehouse', {
      prefix: 'raw/busy/metadata/',
      delimiter: '',
      after: '',
      max: 1000,
    });
    expect(objects).toHaveLength(101);
  });

  it('says so when a file of a table is gone', async () => {
    await run('CREATE TABLE torn (k bigint)');
    await run('INSERT INTO torn VALUES (1)');
    await storage.catalog.files.removeBelow(
      's3://iceberg-warehouse/raw/torn/data',
    );
    expect(await nameOf('SELECT k FROM torn')).toBe('ICEBERG_BAD_DATA');
  });

  it('stops when nobody waits', async () => {
    const leaving = new AbortController();
    leaving.abort();
    await expect(run('SELECT * FROM a', leaving.signal)).rejects.toMatchObject({
      errorName: 'USER_CANCELED',
    });
  });
});

it('sorts rows into the partitions that the specification names', () => {
  // The examples of the specification's appendix on hashes.
  const long = Buffer.alloc(8);
  long.writeBigInt64LE(34n);
  expect(murmur3(long)).toBe(2017239379);
  expect(murmur3(Buffer.from('iceberg'))).toBe(1210000089);
  expect(murmur3(Buffer.from([0, 1, 2, 3]))).toBe(-188683207);
  const at = Date.parse('2017-11-16T22:31:08Z');
  long.writeBigInt64LE(BigInt(at) * 1000n);
  expect(murmur3(long)).toBe(-2047944441);
  expect(partitionValue('day', BigInt(at) * 1000n, 'timestamp')).toBe(17486);
  expect(partitionValue('month', -1, 'date')).toBe(-1n);
  expect(partitionValue('year', 17486, 'date')).toBe(47n);
  expect(partitionValue('hour', -1n, 'timestamp')).toBe(-1n);
  expect(partitionValue('truncate[10]', -1n, 'bigint')).toBe(-10n);
  expect(partitionValue('truncate[2]', 'iceberg', 'varchar')).toBe('ic');
});
