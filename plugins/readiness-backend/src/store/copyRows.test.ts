import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { copyRows } from './copyRows';
import { insertRows } from './rowTable';

jest.setTimeout(240_000);

const COLUMNS = {
  id: 'integer',
  name: 'text',
  count: 'integer',
  body: 'text',
} as const;

/** Texts with characters that mean something to databases, and some that are long. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('\t', '\n', '\0', '\ud800', '\\', '"', 'ü', '😀'),
  }),
  fc.nat(40).map(many => '€'.repeat(many * 997)),
);
const contents = fc.record({
  name: text,
  count: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  body: fc.option(text),
});

function kept(value: string | null): string | null {
  if (value === null) return null;
  return Buffer.from(value.replaceAll('\0', '')).toString();
}

const same = <T>(row: T): T => row;
const rowAt = (id: number) => ({
  id,
  name: `row ${id}`,
  count: id,
  body: null,
});
const many = (length: number, from = 0) =>
  Array.from({ length }, (_, at) => rowAt(from + at));

async function createTable(knex: Knex): Promise<void> {
  await knex.schema.dropTableIfExists('copied');
  await knex.schema.createTable('copied', table => {
    table.integer('id').primary();
    table.text('name').notNullable();
    table.integer('count');
    table.text('body');
  });
}

const target = { table: 'copied', columns: COLUMNS, toRow: same };
const found = (knex: Knex) => knex('copied').orderBy('id').select();

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const postgres = databases
  .eachSupportedId()
  .filter(([id]) => id !== 'SQLITE_3');

describe.each(databases.eachSupportedId())('many rows on %s', databaseId => {
  it('leave those that are there as they are', async () => {
    const knex = await databases.init(databaseId);
    await createTable(knex);
    await knex('copied').insert({ ...rowAt(2_500), body: 'first' });
    await knex.transaction(tx =>
      insertRows(tx, { ...target, items: many(5_001), known: 'rare' }),
    );
    const rows = await found(knex);
    expect(rows).toHaveLength(5_001);
    expect(rows[2_500].body).toBe('first');
    await knex.transaction(tx =>
      insertRows(tx, { ...target, items: many(5_001, 5_001), known: 'rare' }),
    );
    expect(await found(knex)).toHaveLength(10_002);
  });
});

// Without PostgreSQL on the machine there is nothing to copy into.
(postgres.length > 0 ? describe : describe.skip)('rows that are copied', () => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init('POSTGRES_15');
    await createTable(knex);
  });

  it('come back as they were, whatever they say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(contents), async rows => {
        await knex('copied').delete();
        const items = rows.map((row, id) => ({ id, ...row }));
        await knex.transaction(tx => copyRows(tx, { ...target, items }));
        expect(await found(knex)).toEqual(
          items.map(row => ({
            ...row,
            name: kept(row.name),
            body: kept(row.body),
          })),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('are one statement, of which whoever counts is told', async () => {
    const told: string[] = [];
    knex.on('query', ({ sql }) => told.push(sql));
    await knex.transaction(tx =>
      copyRows(tx, { ...target, items: many(9_000) }),
    );
    expect(told.filter(sql => sql.startsWith('copy '))).toHaveLength(1);
    expect(await found(knex)).toHaveLength(9_000);
  });

  it('are all there or none, and the connection goes on, when one is there already', async () => {
    await knex('copied').insert(rowAt(8_000));
    await knex.transaction(async tx => {
      const copying = tx.transaction(inner =>
        copyRows(inner, { ...target, items: many(9_000) }),
      );
      await expect(copying).rejects.toMatchObject({ code: '23505' });
      expect(await tx('copied').select('id')).toEqual([{ id: 8_000 }]);
    });
  });

  it('are none when one cannot be made', async () => {
    const toRow = (row: ReturnType<typeof rowAt>) => {
      if (row.id === 6_000) throw new Error('no such row');
      return row;
    };
    const copying = knex.transaction(tx =>
      copyRows(tx, { ...target, items: many(9_000), toRow }),
    );
    await expect(copying).rejects.toThrow('no such row');
    expect(await found(knex)).toEqual([]);
  });

  it('are none, and nobody waits, when the connection is cut meanwhile', async () => {
    const client = await knex.client.acquireConnection();
    const cut = () => client.connection.stream.destroy();
    knex.client.releaseConnection(client);
    const toRow = (row: ReturnType<typeof rowAt>) => {
      if (row.id === 6_000) cut();
      return row;
    };
    const copying = knex.transaction(tx => {
      const own = tx.client.acquireConnection();
      return own.then((mine: unknown) => {
        expect(mine).toBe(client);
        return copyRows(tx, { ...target, items: many(90_000), toRow });
      });
    });
    await expect(copying).rejects.toThrow();
    expect(await found(knex)).toEqual([]);
  });
});
