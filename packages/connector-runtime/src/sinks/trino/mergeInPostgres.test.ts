/*
 * The merge, word for word, in an engine that nobody wrote for it: PostgreSQL knows MERGE, the typed literals and the
 * one escape that Trino knows. Runs where the repository's own tests have a PostgreSQL, and says so where not.
 */
import fc from 'fast-check';
import { Client } from 'pg';
import type { Row } from '../../schema';
import { canonicalRows, markedRows, storedColumnsOf } from '../rowMarks';
import { priceRow, priceTable } from '../tableSink.conformance';
import { mergeStatements, quoteName, tableName, trinoType } from './statements';

const connectionString =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING;
const DATABASE = 'connector_merge';
const table = priceTable();

function typeInPostgres(type: string): string {
  return { double: 'double precision' }[type] ?? type;
}

async function connect(database?: string): Promise<Client> {
  const url = new URL(connectionString ?? '');
  if (database !== undefined) {
    url.pathname = `/${database}`;
  }
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  return client;
}

async function merge(
  client: Client,
  batch: { run: string; page: number; rows: Row[] },
): Promise<number> {
  const rows = canonicalRows(
    table,
    markedRows(table, { ...batch, cursor: null }),
  );
  let changed = 0;
  for (const statement of mergeStatements(DATABASE, table, rows)) {
    changed += (await client.query(statement)).rowCount ?? 0;
  }
  return changed;
}

if (connectionString) {
  describe('the merge in PostgreSQL', () => {
    let client: Client;
    beforeAll(async () => {
      const admin = await connect();
      await admin.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
      await admin.query(`CREATE DATABASE ${DATABASE}`);
      await admin.end();
      client = await connect(DATABASE);
      await client.query("SET TIME ZONE 'UTC'");
      await client.query(`CREATE SCHEMA ${quoteName(table.namespace)}`);
    });
    afterAll(async () => {
      await client.end();
      const admin = await connect();
      await admin.query(`DROP DATABASE ${DATABASE}`);
      await admin.end();
    });
    beforeEach(async () => {
      const columns = storedColumnsOf(table).map(
        ({ name, type }) =>
          `${quoteName(name)} ${typeInPostgres(trinoType(type))}`,
      );
      const name = tableName(DATABASE, table);
      await client.query(`DROP TABLE IF EXISTS ${name}`);
      await client.query(`CREATE TABLE ${name} (${columns.join(', ')})`);
    });

    async function stored(): Promise<Row[]> {
      const { rows } = await client.query(
        `SELECT day::text, series, volume::text, note, price::text, _carbon_run AS run FROM ${tableName(
          DATABASE,
          table,
        )} ORDER BY day, series COLLATE "C"`,
      );
      return rows;
    }

    /** Values in every column first, so that no column is all NULL, which PostgreSQL takes for text. */
    const whole = priceRow('2000-01-01', 'whole', {
      at: '2026-01-01T00:00:00Z',
      price: '1',
      cents: '1',
      volume: 1,
      ratio: 0.5,
      open: true,
      note: 'x',
    });

    it('inserts, revises, does nothing the second time and undoes nothing newer', async () => {
      const first = [whole, priceRow('2026-01-01', 'a', { volume: 1 })];
      expect(await merge(client, { run: '1', page: 0, rows: first })).toBe(2);
      expect(await merge(client, { run: '1', page: 0, rows: first })).toBe(0);
      const revised = [
        whole,
        priceRow('2026-01-01', 'a', { volume: 2, price: '-1.5' }),
      ];
      expect(await merge(client, { run: '2', page: 0, rows: revised })).toBe(2);
      expect(await merge(client, { run: '1', page: 7, rows: first })).toBe(0);
      expect((await stored())[1]).toEqual({
        day: '2026-01-01',
        series: 'a',
        volume: '2',
        note: null,
        price: '-1.500000',
        run: '2',
      });
    });

    it('keeps any text as it is', async () => {
      const text = fc
        .oneof(
          fc.string({ unit: 'grapheme' }),
          fc.string({
            unit: fc.constantFrom("'", '"', '\\', ';', '-', '$', '\n'),
          }),
        )
        .filter(value => !value.includes('\u0000'));
      let run = 0;
      await fc.assert(
        fc.asyncProperty(text, text, async (note, series) => {
          run += 1;
          await client.query(`TRUNCATE ${tableName(DATABASE, table)}`);
          await merge(client, {
            run: String(run),
            page: 0,
            rows: [whole, priceRow('2026-01-01', series, { note })],
          });
          expect((await stored())[1]).toMatchObject({ series, note });
        }),
        { numRuns: 60 },
      );
    });
  });
} else {
  it.todo(
    'NOT RUN: set BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING to merge in PostgreSQL too',
  );
}
