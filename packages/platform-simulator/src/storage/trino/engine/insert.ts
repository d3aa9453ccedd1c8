/** INSERT. */
import { coerceBetween } from '../cast';
import { SqlError, type SqlPlace } from '../SqlError';
import type { Statement } from '../sql/ast';
import { showType, type SqlColumn, type SqlRow } from '../types';
import { insertRows } from './commitChange';
import type { Compiled } from './compile';
import { collect, type EngineContext } from './context';
import { findTable, showWhole, type FoundTable } from './names';
import { runQuery } from './runQuery';
import { tableFields } from './scanTable';

/** The places of the named columns, or of all. @throws SqlError */
export function columnPlaces(
  columns: readonly SqlColumn[],
  names: readonly string[] | undefined,
  told: { table: FoundTable; at: SqlPlace },
): number[] {
  if (!names) return columns.map((_column, at) => at);
  const { table, at } = told;
  return names.map((name, index) => {
    const place = columns.findIndex(column => column.name === name);
    if (place < 0) {
      throw new SqlError(
        'COLUMN_NOT_FOUND',
        `Insert column name does not exist in target table: ${name}`,
        { at },
      );
    }
    if (names.indexOf(name) !== index) {
      throw new SqlError(
        'DUPLICATE_COLUMN_NAME',
        `Insert column name is specified more than once: ${showWhole(
          table.whole,
        )}.${name}`,
        { at },
      );
    }
    return place;
  });
}

/** A value on its way into a column. @throws SqlError `TYPE_MISMATCH` */
export function intoColumn(
  value: Compiled,
  column: SqlColumn,
  at: SqlPlace,
): Compiled {
  const convert = coerceBetween(value.type, column.type);
  if (!convert || column.type.kind === 'unknown') {
    throw new SqlError(
      'TYPE_MISMATCH',
      `Column ${column.name} is of type ${showType(
        column.type,
      )}, and the value is of type ${showType(value.type)}`,
      { at },
    );
  }
  return { type: column.type, run: row => convert(value.run(row)) };
}

/** @returns how many rows were written. @throws SqlError */
export async function insert(
  statement: Extract<Statement, { node: 'insert' }>,
  context: EngineContext,
): Promise<number> {
  const { table: name, columns: named, query, at } = statement;
  const table = findTable(context, name, at);
  const { columns } = tableFields(table);
  const places = columnPlaces(columns, named, { table, at });
  const source = await runQuery(query, { ...context, named: new Map() });
  const given = source.columns.map(column => showType(column.type));
  const converts = places.map((place, index) => {
    const from = source.columns[index]?.type;
    return from && coerceBetween(from, columns[place].type);
  });
  if (given.length !== places.length || converts.some(one => !one)) {
    const wanted = places.map(place => showType(columns[place].type));
    throw new SqlError(
      'TYPE_MISMATCH',
      `Insert query has mismatched column types: Table: [${wanted.join(
        ', ',
      )}], Query: [${given.join(', ')}]`,
      { at },
    );
  }
  const rows = (await collect(source.rows(), context)).map(row => {
    const whole: SqlRow[number][] = columns.map(() => null);
    places.forEach((place, index) => {
      whole[place] = converts[index]?.(row[index]) ?? null;
    });
    return whole;
  });
  await insertRows(table, rows, context);
  return rows.length;
}
