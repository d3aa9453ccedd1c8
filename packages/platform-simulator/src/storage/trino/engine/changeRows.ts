/** DELETE and UPDATE: whole files are written anew, and the snapshot says which took the place of which. */
import type { LiveFile } from '../../lake/readSnapshot';
import { SqlError } from '../SqlError';
import type { Assignment, Expression, Statement } from '../sql/ast';
import type { SqlColumn, SqlRow } from '../types';
import { commitChange } from './commitChange';
import { compile, compileCondition, type Compiled } from './compile';
import { collect, type EngineContext } from './context';
import { inlineQueries } from './inlineQueries';
import { intoColumn } from './insert';
import { findTable, type FoundTable } from './names';
import { liveFiles, scanFile, tableFields } from './scanTable';
import { Scope } from './Scope';

type Change<N extends Statement['node']> = Extract<Statement, { node: N }>;

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
    const after = rows.map(change);
    const touched = after.filter(one => one !== undefined).length;
    if (touched === 0) continue;
    changed += touched;
    removed.push(file);
    for (const [at, one] of after.entries()) {
      if (one !== null) added.push(one ?? rows[at]);
    }
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
