/** Queries: from, where, group, select, order, in that order. */
import { coerceBetween } from '../cast';
import { SqlError, type SqlPlace } from '../SqlError';
import type {
  Expression,
  OrderKey,
  Query,
  QueryBody,
  Union,
  Values,
} from '../sql/ast';
import { UNKNOWN, showType, type SqlRow, type SqlType } from '../types';
import { keyOfRow } from '../values';
import { commonType } from '../commonType';
import { compile, type Compiled } from './compile';
import { collect, sourceOf, type EngineContext, type Source } from './context';
import { inlineQueries } from './inlineQueries';
import { limitRows, sortRows, type SortKey } from './order';
import { runSelect } from './runSelect';
import { Scope, type ScopeColumn } from './Scope';

/** Queries that have a name within another, as they were run. */
export type NamedSources = ReadonlyMap<string, Source>;

/** What a query runs in. */
export interface QueryContext extends EngineContext {
  named: NamedSources;
}

/**
 * The rows of a query, as they come; nothing is read before the first is asked for, but all names and types are settled.
 *
 * @throws SqlError
 */
export async function runQuery(
  query: Query,
  outer: QueryContext,
): Promise<Source> {
  const named = new Map(outer.named);
  for (const { name, columns, query: inner } of query.named) {
    const source = await runQuery(inner, { ...outer, named });
    const rows = await collect(source.rows(), outer);
    const renamed = rename(source.columns, columns, inner.at);
    named.set(name, sourceOf(renamed, rows));
  }
  const context = { ...outer, named };
  const { body, orderBy, offset = 0, limit } = query;
  if (body.node === 'select') {
    return runSelect(body, { orderBy, offset, limit }, context);
  }
  const source = await runBody(body, context);
  const keys = orderBy.map(key => outputKey(key, source, context));
  return {
    columns: source.columns,
    rows: async function* rows() {
      const given = source.rows();
      const ordered =
        keys.length > 0
          ? [sortRows(await collect(given, context), keys)]
          : given;
      yield* limitRows(ordered, { offset, limit });
    },
  };
}

/** The columns with the names that were told for them. @throws SqlError when their number is another */
export function rename(
  columns: readonly ScopeColumn[],
  names: readonly string[] | undefined,
  at: SqlPlace,
  qualifier?: readonly string[],
): ScopeColumn[] {
  if (names && names.length !== columns.length) {
    throw new SqlError(
      'MISMATCHED_COLUMN_ALIASES',
      `Column alias list has ${names.length} entries but relation has ${columns.length} columns`,
      { at },
    );
  }
  return columns.map((column, index) => ({
    type: column.type,
    name: names?.[index] ?? column.name,
    qualifier: qualifier ?? column.qualifier,
  }));
}

function outputKey(
  key: OrderKey,
  source: Source,
  context: EngineContext,
): SortKey {
  const { value, descending, nullsFirst } = key;
  const scope = new Scope(source.columns);
  const isOrdinal = value.node === 'literal' && typeof value.value === 'bigint';
  const compiled = isOrdinal
    ? undefined
    : compile(value, { scope, now: context.now });
  const place = isOrdinal ? Number(value.value) - 1 : 0;
  if (isOrdinal && !source.columns[place]) {
    throw new SqlError(
      'INVALID_COLUMN_REFERENCE',
      `ORDER BY position ${place + 1} is not in select list`,
      { at: value.at },
    );
  }
  const read = compiled ? compiled.run : (row: SqlRow) => row[place];
  return { read, descending, nullsFirst };
}

async function runBody(
  body: QueryBody,
  context: QueryContext,
): Promise<Source> {
  switch (body.node) {
    case 'values':
      return runValues(body, context);
    case 'union':
      return runUnion(body, context);
    case 'nested':
      return runQuery(body.query, context);
    default:
      return runSelect(body, { orderBy: [], offset: 0 }, context);
  }
}

/** The one type of a column that is written out row by row. */
function typeOfColumn(types: readonly SqlType[], at: SqlPlace): SqlType {
  let shared = UNKNOWN;
  for (const type of types) {
    const common = commonType(shared, type);
    if (!common) {
      throw new SqlError(
        'TYPE_MISMATCH',
        `Values rows have mismatched types: ${showType(shared)} vs ${showType(
          type,
        )}`,
        { at },
      );
    }
    shared = common;
  }
  return shared;
}

async function runValues(
  { rows, at }: Values,
  context: QueryContext,
): Promise<Source> {
  const width = rows[0].length;
  if (rows.some(row => row.length !== width)) {
    throw new SqlError('TYPE_MISMATCH', 'Values rows have mismatched sizes', {
      at,
    });
  }
  const scope = new Scope([]);
  const compiled: Compiled[][] = [];
  for (const row of rows) {
    const cells: Compiled[] = [];
    for (const cell of row) {
      const plain: Expression =
        cell.node === 'literal' ? cell : await inlineQueries(cell, context);
      cells.push(compile(plain, { scope, now: context.now }));
    }
    compiled.push(cells);
  }
  const types = rows[0].map((_cell, column) =>
    typeOfColumn(
      compiled.map(row => row[column].type),
      at,
    ),
  );
  const values = compiled.map(row =>
    row.map((cell, column) => {
      const convert = coerceBetween(cell.type, types[column]);
      const value = cell.run([]);
      return convert ? convert(value) : value;
    }),
  );
  const columns = types.map((type, index) => ({
    name: `_col${index}`,
    type,
    qualifier: [],
  }));
  return sourceOf(columns, values);
}

async function runUnion(
  { left, right, distinct, at }: Union,
  context: QueryContext,
): Promise<Source> {
  const sides = [
    await runBody(left, context),
    await runBody(right, context),
  ] as const;
  const [a, b] = sides.map(side => side.columns);
  if (a.length !== b.length) {
    throw new SqlError(
      'TYPE_MISMATCH',
      `UNION query has different number of fields: ${a.length}, ${b.length}`,
      { at },
    );
  }
  const columns = a.map((column, index) => {
    const type = commonType(column.type, b[index].type);
    if (!type) {
      throw new SqlError(
        'TYPE_MISMATCH',
        `column ${index + 1} in UNION query has incompatible types: ${showType(
          column.type,
        )}, ${showType(b[index].type)}`,
        { at },
      );
    }
    return { name: column.name, type, qualifier: [] };
  });
  return {
    columns,
    rows: async function* rows() {
      const seen = new Set<string>();
      for (const side of sides) {
        const converts = columns.map((column, index) =>
          coerceBetween(side.columns[index].type, column.type),
        );
        for await (const batch of side.rows()) {
          const same = batch.map(row =>
            row.map((value, index) => converts[index]?.(value) ?? value),
          );
          yield distinct ? same.filter(row => isFirst(row, seen)) : same;
        }
      }
    },
  };
}

/** Whether the row is seen for the first time. */
export function isFirst(row: SqlRow, seen: Set<string>): boolean {
  const key = keyOfRow(row);
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}
