/**
 * Many rows in one statement with one binding: the rows travel as JSON, and the database makes a table of them. The number
 * of statements then follows the number of rows by two thousands, and no limit of bindings is in the way. Of very many rows
 * `rowTable.ts` makes a table faster where the database is PostgreSQL.
 */
import { Knex } from 'knex';

/** Rows of one statement. */
export const CHUNK = 2000;

/** Columns with their types, which both databases know. */
export type Columns<K extends string = string> = Readonly<
  Record<K, 'text' | 'integer'>
>;

/** Whether it is SQLite; otherwise it is PostgreSQL. */
export function isSqlite(knex: Knex): boolean {
  return String(knex.client.config.client).includes('sqlite');
}

/** SQL of a table `x` with the given columns, made of one binding: JSON of an array of objects. */
export function jsonTable(knex: Knex, columns: Columns): string {
  const names = Object.keys(columns);
  if (!isSqlite(knex)) {
    const typed = names.map(name => `${name} ${columns[name]}`).join(', ');
    return `json_to_recordset(?::json) as x(${typed})`;
  }
  const values = names
    .map(name => `json_extract(value, '$.${name}') as ${name}`)
    .join(', ');
  return `(select ${values} from json_each(?)) as x`;
}

/** What no database takes within a text: the null character, and halves of characters. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

/** JSON that every database takes. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!UNSTORABLE.test(text)) return text;
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'string'
      ? Buffer.from(inner.replaceAll('\0', ''), 'utf8').toString('utf8')
      : inner,
  );
}

/** The rows, as many at a time as one statement takes. */
export function* inChunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += CHUNK)
    yield rows.slice(from, from + CHUNK);
}
