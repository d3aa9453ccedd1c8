/**
 * Many rows in one statement, the cheapest way that each database has. SQLite makes a table of JSON. PostgreSQL would take
 * longer to read that JSON than to store the rows, so there each column travels as one text, its values side by side
 * with a character between them that no value holds. Where a value does hold it the rows travel as JSON after all: no
 * character that anybody wrote is lost.
 */
import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { Copied, copyRows } from './copyRows';
import {
  CHUNK,
  Columns,
  inChunks,
  isSqlite,
  jsonTable,
  storableJson,
} from './jsonTable';

/** SQL of a table `x`, and what it is made of. */
export interface RowTable {
  sql: string;
  bindings: (string | null)[];
}

/** Stands between two values: the unit separator, 31. */
const BETWEEN = '\x1f';
/** Stands for no value at all: the record separator, 30. */
const NOTHING = '\x1e';

type Rows<K extends string> = readonly Readonly<Record<K, unknown>>[];

/** Whether a text holds a character that has a meaning here. */
function isUnclear(text: string): boolean {
  return text.includes(BETWEEN) || text.includes(NOTHING);
}

/** The values of a column as one text; `undefined` when one of them is unclear. */
function joinColumn<K extends string>(
  rows: Rows<K>,
  name: K,
): string | undefined {
  const texts: string[] = [];
  let last = '';
  for (const { [name]: value } of rows) {
    if (value === null) {
      texts.push(NOTHING);
      continue;
    }
    const text = String(value);
    // Many rows say the same as the one before.
    if (text !== last && isUnclear(text)) return undefined;
    last = text;
    texts.push(text);
  }
  return storable(texts.join(BETWEEN)) ?? undefined;
}

/** What PostgreSQL takes within no text goes, as it does in JSON. */
function storable(value: unknown): string | null {
  return value === null ? null : String(value).replaceAll('\0', '');
}

function columnTable<K extends string>(
  columns: Columns<K>,
  rows: Rows<K>,
): RowTable | undefined {
  const names = Object.keys(columns) as K[];
  const [first] = rows;
  const isConstant = (name: K) =>
    rows.every(({ [name]: value }) => value === first[name]);
  const parts: string[] = [];
  const bindings: RowTable['bindings'] = [];
  for (const name of names) {
    const type = columns[name];
    // What all rows say travels once; the first column tells how many rows there are.
    if (parts.length > 0 && isConstant(name)) {
      parts.push(`?::${type} as ${name}`);
      bindings.push(storable(first[name]));
      continue;
    }
    const text = joinColumn(rows, name);
    if (text === undefined) return undefined;
    // Side by side in the list of what is selected they go row by row; as tables of their own each would be stored first.
    parts.push(
      `unnest(string_to_array(?, chr(31), chr(30))::${type}[]) as ${name}`,
    );
    bindings.push(text);
  }
  return { sql: `(select ${parts}) as x`, bindings };
}

/**
 * A table `x` of rows.
 *
 * @param rows - Of each the values of the columns: texts and numbers, `null` where there is none.
 */
export function rowTable<K extends string>(
  knex: Knex,
  columns: Columns<K>,
  rows: Rows<K>,
): RowTable {
  // Of a single empty text PostgreSQL would make no row at all; of several there is always something between.
  const isWorthIt = rows.length > 1 && !isSqlite(knex);
  return (
    (isWorthIt ? columnTable(columns, rows) : undefined) ?? {
      sql: jsonTable(knex, columns),
      bindings: [storableJson(rows)],
    }
  );
}

async function insertAll<K extends string, T>(
  knex: Knex,
  { table, columns, items, toRow }: Copied<K, T>,
  rest: string,
): Promise<void> {
  const names = Object.keys(columns).join(', ');
  const chunks = inChunks(items);
  const take = (): RowTable | undefined => {
    const chunk = chunks.next();
    return chunk.done
      ? undefined
      : rowTable(knex, columns, chunk.value.map(toRow));
  };
  for (let rows = take(); rows; ) {
    const { sql, bindings } = rows;
    const sent = knex.raw(
      `insert into ${table} (${names}) select ${names} from ${sql}${rest}`,
      bindings,
    );
    [rows] = await Promise.all([setImmediate().then(take), sent]);
  }
}

const KEEP = ' where true on conflict do nothing';

/** Whether PostgreSQL says that a row is there already. */
function isThere(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return code === '23505';
}

/**
 * Inserts rows.
 *
 * @param options.known - What to do about rows that are there already: leave them as they are, or fail. `rare` leaves them too, and is faster where
 *   mostly none is there.
 */
export async function insertRows<K extends string, T>(
  knex: Knex,
  options: Copied<K, T> & { known: 'keep' | 'rare' | 'fail' },
): Promise<void> {
  const { known, items } = options;
  const isMany = items.length > CHUNK && !isSqlite(knex);
  if (known === 'rare' && isMany) {
    try {
      // Not to look for each row first is half of the work; what was written until one was there goes with the savepoint.
      if (await knex.transaction(inner => copyRows(inner, options))) return;
    } catch (error) {
      if (!isThere(error)) throw error;
    }
  }
  await insertAll(knex, options, known === 'fail' ? '' : KEEP);
}
