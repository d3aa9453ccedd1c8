import fc from 'fast-check';
import { createStorage, type Storage } from '../createStorage';
import { runStatement } from './engine/runStatement';
import { sendValue, showDecimal, showDouble } from './values';

const clock = { now: () => Date.parse('2026-06-20T12:00:00Z') };

/** A value as SQL writes it, and as the protocol sends it. */
interface Sample {
  sql: string;
  sent: unknown;
}

const sample = (sql: string, sent: unknown): Sample => ({ sql, sent });
const pad = (value: number | bigint, width: number) =>
  String(value).padStart(width, '0');
const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

const bigints = fc
  .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  .map(value => sample(String(value), value));
const integers = fc
  .integer()
  .map(value => sample(String(value), BigInt(value)));
const decimals = fc
  .bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n })
  .map(digits => {
    const text = showDecimal(digits, 9);
    return sample(`DECIMAL '${text}'`, text);
  });
const doubles = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map(value => sample(`DOUBLE '${showDouble(value)}'`, value));
const texts = fc
  .string({ unit: 'binary', maxLength: 40 })
  .filter(text => !/[\ud800-\udfff]/.test(text))
  .map(text => sample(quote(text), text));
const booleans = fc
  .boolean()
  .map(value => sample(value ? 'TRUE' : 'false', value));
const bytes = fc.uint8Array({ maxLength: 40 }).map(value => {
  const buffer = Buffer.from(value);
  return sample(`X'${buffer.toString('hex')}'`, buffer.toString('base64'));
});
const uuids = fc.uuid().map(value => sample(`UUID '${value}'`, value));
const days = fc
  .date({
    min: new Date('0001-01-01'),
    max: new Date('9999-12-31'),
    noInvalidDate: true,
  })
  .map(date => date.toISOString().slice(0, 10));
const dates = days.map(day => sample(`DATE '${day}'`, day));
const micros = fc.bigInt({ min: 0n, max: 86_400_000_000n - 1n }).map(value => {
  const seconds = Number(value / 1_000_000n);
  const clockTime = [seconds / 3600, (seconds / 60) % 60, seconds % 60];
  return `${clockTime.map(part => pad(Math.floor(part), 2)).join(':')}.${pad(
    value % 1_000_000n,
    6,
  )}`;
});
const timestamps = fc
  .tuple(days, micros)
  .map(([day, time]) => sample(`TIMESTAMP '${day} ${time}'`, `${day} ${time}`));
const moments = fc
  .tuple(days, micros)
  .map(([day, time]) =>
    sample(`TIMESTAMP '${day} ${time} UTC'`, `${day} ${time} UTC`),
  );

const COLUMNS: [type: string, values: fc.Arbitrary<Sample>][] = [
  ['bigint', bigints],
  ['integer', integers],
  ['decimal(38,9)', decimals],
  ['double', doubles],
  ['varchar', texts],
  ['boolean', booleans],
  ['varbinary', bytes],
  ['uuid', uuids],
  ['date', dates],
  ['timestamp(6)', timestamps],
  ['timestamp(6) with time zone', moments],
];

describe('a value', () => {
  let storage: Storage;
  const run = (sql: string) =>
    runStatement(sql, {
      lake: storage.catalog,
      catalogs: ['iceberg'],
      catalog: 'iceberg',
      schema: 'raw',
      now: clock.now(),
      signal: new AbortController().signal,
    });
  beforeAll(async () => {
    storage = createStorage({ clock });
    await run('CREATE SCHEMA raw');
  });
  afterAll(() => storage.clear());

  async function read(sql: string) {
    const { columns = [], rows } = await run(sql);
    return rows.map(row =>
      row.map((value, at) => sendValue(value, columns[at].type)),
    );
  }

  it.each(COLUMNS)(
    'of %s comes back as it was written, through a file and without one',
    async (type, values) => {
      let table = 0;
      const rows = fc.array(fc.option(values, { nil: sample('NULL', null) }), {
        minLength: 1,
        maxLength: 8,
      });
      await fc.assert(
        fc.asyncProperty(rows, async written => {
          const name = `t_${type.replace(/\W+/g, '_')}_${table++}`;
          await run(`CREATE TABLE ${name} (n bigint, v ${type})`);
          const tuples = written.map(({ sql }, at) => `(${at}, ${sql})`);
          await run(`INSERT INTO ${name} VALUES ${tuples.join(', ')}`);
          const back = await read(`SELECT v FROM ${name} ORDER BY n`);
          const sent = written.map(one => [one.sent]);
          expect(back).toEqual(sent);
          const found = await read(
            `SELECT count(*) FROM ${name} WHERE v = ${written[0].sql}`,
          );
          const same = written.filter(
            one => one.sent !== null && one.sent === written[0].sent,
          );
          expect(found).toEqual([[BigInt(same.length)]]);
          const literal = await read(
            `SELECT CAST(${written[0].sql} AS ${type})`,
          );
          expect(literal).toEqual([[written[0].sent]]);
          await run(`DROP TABLE ${name}`);
        }),
        { numRuns: 30 },
      );
    },
  );

  it('is merged by any key, and read as the last one said', async () => {
    const key = fc.integer({ min: 0, max: 5 });
    const merges = fc.array(
      fc.uniqueArray(fc.tuple(key, fc.integer()), {
        selector: ([k]) => k,
        minLength: 1,
      }),
      { minLength: 1, maxLength: 6 },
    );
    let table = 0;
    await fc.assert(
      fc.asyncProperty(merges, async batches => {
        const name = `merged_${table++}`;
        await run(`CREATE TABLE ${name} (k bigint, v bigint)`);
        const expected = new Map<number, number>();
        for (const batch of batches) {
          const tuples = batch.map(([k, v]) => `(${k}, ${v})`).join(', ');
          await run(
            `MERGE INTO ${name} t USING (VALUES ${tuples}) s (k, v) ON t.k = s.k WHEN MATCHED THEN UPDATE SET v = s.v WHEN NOT MATCHED THEN INSERT (k, v) VALUES (s.k, s.v)`,
          );
          for (const [k, v] of batch) expected.set(k, v);
        }
        const rows = await read(`SELECT k, v FROM ${name} ORDER BY k`);
        const wanted = [...expected]
          .sort(([a], [b]) => a - b)
          .map(([k, v]) => [BigInt(k), BigInt(v)]);
        expect(rows).toEqual(wanted);
        await run(`DROP TABLE ${name}`);
      }),
      { numRuns: 25 },
    );
  });

  it('is summed and ordered as numbers are, to the last digit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), {
          minLength: 1,
          maxLength: 20,
        }),
        async digits => {
          const tuples = digits
            .map(value => `(DECIMAL '${showDecimal(value, 4)}')`)
            .join(', ');
          const sorted = [...digits].sort((a, b) =>
            a < b ? -1 : Number(a > b),
          );
          const sum = digits.reduce((a, b) => a + b, 0n);
          const from = `FROM (VALUES ${tuples}) AS t (v)`;
          expect(
            await read(`SELECT sum(v), min(v), max(v), count(v) ${from}`),
          ).toEqual([
            [
              showDecimal(sum, 4),
              showDecimal(sorted[0], 4),
              showDecimal(sorted[sorted.length - 1], 4),
              BigInt(digits.length),
            ],
          ]);
          const [[first]] = await read(
            `SELECT v ${from} ORDER BY v DESC LIMIT 1`,
          );
          expect(first).toBe(showDecimal(sorted[sorted.length - 1], 4));
        },
      ),
      { numRuns: 50 },
    );
  });
});
