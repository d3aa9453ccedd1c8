/** INSERT, DELETE and UPDATE: whole files are written anew, and the snapshot says which took the place of which. */
import { commitRows, isConflict, type RowChange } from '../../lake/commitFiles';
import type { LiveFile } from '../../lake/readSnapshot';
import { currentSchema } from '../../lake/writeFiles';
import { coerceBetween } from '../cast';
import { SqlError, type SqlPlace } from '../SqlError';
import type { Assignment, Expression, Statement } from '../sql/ast';
import { showType, type SqlColumn, type SqlRow } from '../types';
import { compile, compileCondition, type Compiled } from './compile';
import { MAX_ROWS, collect, type EngineContext } from './context';
import { asCommitError } from './define';
import { inlineQueries } from './inlineQueries';
import { findTable, showWhole, type FoundTable } from './names';
import { runQuery } from './runQuery';
import { liveFiles, scanFile, tableFields } from './scanTable';
import { Scope } from './Scope';

const APPEND_ATTEMPTS = 5;

type Change<N extends Statement['node']> = Extract<Statement, { node: N }>;

/** @throws SqlError `CONSTRAINT_VIOLATION` for a NULL where none may be */
function assertRequired(table: FoundTable, rows: readonly SqlRow[]): void {
  const { fields } = currentSchema(table.table.metadata);
  fields.forEach((field, at) => {
    if (!field.required || !rows.some(row => row[at] === null)) return;
    throw new SqlError(
      'CONSTRAINT_VIOLATION',
      `NULL value not allowed for NOT NULL column: ${field.name}`,
    );
  });
}

/** Commits a change against the state that it was made from. @throws SqlError `ICEBERG_COMMIT_ERROR` */
export async function commitChange(
  table: FoundTable,
  change: RowChange,
  context: EngineContext,
): Promise<void> {
  assertRequired(table, change.added);
  if (change.added.length > MAX_ROWS) {
    throw new SqlError(
      'EXCEEDED_GLOBAL_MEMORY_LIMIT',
      `Query exceeded the memory limit of ${MAX_ROWS} rows`,
    );
  }
  if (change.added.length === 0 && change.removed.length === 0) return;
  try {
    await commitRows(
      context.lake,
      { name: table.name, base: table.table.metadata, now: context.now },
      change,
    );
  } catch (error) {
    throw asCommitError(error);
  }
}

/** Adds rows; who was overtaken tries again, because rows that are added take nothing from anybody. @throws SqlError */
export async function insertRows(
  table: FoundTable,
  rows: readonly SqlRow[],
  context: EngineContext,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const current = { ...table, table: context.lake.loadTable(table.name) };
    try {
      await commitChange(current, { added: rows, removed: [] }, context);
      return;
    } catch (error) {
      const cause = error instanceof SqlError ? error.cause : undefined;
      const sameSchema =
        current.table.metadata['current-schema-id'] ===
        table.table.metadata['current-schema-id'];
      if (!isConflict(cause) || !sameSchema || attempt >= APPEND_ATTEMPTS) {
        throw error;
      }
    }
  }
}

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
  statement: Change<'insert'>,
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

/** How a row changes: another one, none any more (null), or not at all (undefined). */
type ChangeRow = (row: SqlRow) => SqlRow | null | undefined;

async function changeFiles(
  table: FoundTable,
  change: ChangeRow,
  context: EngineContext,
): Promise<number> {
  const { fields } = tableFields(table);
  const removed: LiveFile[] = [];
  const added: SqlRow[] = [];
  let changed = 0;
  for (const file of await liveFiles(context, table)) {
    const rows = await collect(scanFile(context, file, { fields }), context);
    const before = changed;
    const kept = rows.flatMap(row => {
      const after = change(row);
      if (after !== undefined) changed += 1;
      return after === null ? [] : [after ?? row];
    });
    if (changed === before) continue;
    removed.push(file);
    for (const row of kept) added.push(row);
  }
  await commitChange(table, { added, removed }, context);
  return changed;
}

async function condition(
  where: Expression | undefined,
  scope: Scope,
  context: EngineContext,
): Promise<(row: SqlRow) => boolean> {
  if (!where) return () => true;
  const plain = await inlineQueries(where, { ...context, named: new Map() });
  const compiling = { scope, now: context.now };
  const compiled = compileCondition(plain, compiling, 'WHERE clause');
  return row => compiled.run(row) === true;
}

/** The columns of a table under its own name. */
export function scopeOfTable(table: FoundTable, alias?: string): Scope {
  const { catalog, schema, table: name } = table.whole;
  const qualifier = alias ? [alias] : [catalog, schema, name];
  const { columns } = tableFields(table);
  return new Scope(columns.map(column => ({ ...column, qualifier })));
}

/** @returns how many rows were removed. @throws SqlError */
export async function deleteRows(
  { table: name, where, at }: Change<'delete'>,
  context: EngineContext,
): Promise<number> {
  const table = findTable(context, name, at);
  const fits = await condition(where, scopeOfTable(table), context);
  return changeFiles(table, row => (fits(row) ? null : undefined), context);
}

/** What assignments make of a row. @throws SqlError */
export function compileAssignments(
  set: readonly Assignment[],
  told: { columns: readonly SqlColumn[]; scope: Scope; now: number },
): { place: number; value: Compiled }[] {
  const { columns, scope, now } = told;
  return set.map(({ column, value, at }) => {
    const place = columns.findIndex(one => one.name === column);
    if (place < 0) {
      throw new SqlError(
        'COLUMN_NOT_FOUND',
        `The UPDATE SET target column ${column} doesn't exist`,
        { at },
      );
    }
    const compiled = compile(value, { scope, now });
    return { place, value: intoColumn(compiled, columns[place], at) };
  });
}

/** @returns how many rows were changed. @throws SqlError */
export async function updateRows(
  { table: name, set, where, at }: Change<'update'>,
  context: EngineContext,
): Promise<number> {
  const table = findTable(context, name, at);
  const scope = scopeOfTable(table);
  const { columns } = tableFields(table);
  const fits = await condition(where, scope, context);
  const told = { columns, scope, now: context.now };
  const assignments = compileAssignments(set, told);
  const change = (row: SqlRow) => {
    if (!fits(row)) return undefined;
    const after = [...row];
    for (const { place, value } of assignments) after[place] = value.run(row);
    return after;
  };
  return changeFiles(table, change, context);
}
