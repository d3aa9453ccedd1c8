import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { isSqlite } from './jsonTable';
import { rowTable } from './rowTable';

jest.setTimeout(120_000);

const COLUMNS = { name: 'text', count: 'integer', body: 'text' } as const;

/** Texts with the characters that have a meaning, and others that databases do not like. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('\x1e', '\x1f', '\0', '\ud800', 'a', '\\', '"', 'N'),
  }),
);
const row = fc.record({
  name: text,
  count: fc.integer({ min: -9, max: 9 }),
  body: fc.option(text),
});

/** A text as every database keeps it. */
function kept(value: string | null): string | null {
  if (value === null) return null;
  return Buffer.from(value.replaceAll('\0', '')).toString();
}

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('rows on %s', databaseId => {
  it('come back as they were, whatever they say', async () => {
    const knex = await databases.init(databaseId);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1 }), async rows => {
        const { sql, bindings } = rowTable(knex, COLUMNS, rows);
        const found = await knex.from(knex.raw(sql, bindings)).select('x.*');
        expect(found).toEqual(
          rows.map(({ name, count, body }) => ({
            name: kept(name),
            count,
            body: kept(body),
          })),
        );
      }),
    );
  });

  it('travel column by column where that is faster, unless a text says what stands between', async () => {
    const knex = await databases.init(databaseId);
    const one = { name: 'a', count: 1, body: null };
    const plain = rowTable(knex, COLUMNS, [one, one]);
    const single = rowTable(knex, COLUMNS, [one]);
    const unclear = rowTable(knex, COLUMNS, [one, { ...one, body: '\x1f' }]);
    expect(plain.bindings).toEqual(
      isSqlite(knex) ? [JSON.stringify([one, one])] : ['a\x1fa', '1', null],
    );
    expect(single.bindings).toHaveLength(1);
    expect(unclear.bindings).toHaveLength(1);
    const nothing = [one, { ...one, body: '\x1e' }, { ...one, body: 'b' }];
    expect(rowTable(knex, COLUMNS, nothing).bindings).toHaveLength(1);
  });
});
