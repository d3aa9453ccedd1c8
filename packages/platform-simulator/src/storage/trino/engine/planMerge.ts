/** What a MERGE is about to do, before a row of the table is read. */
import { SqlError } from '../SqlError';
import type { Expression, MergeCase, Statement } from '../sql/ast';
import type { SqlColumn, SqlRow } from '../types';
import { keyOfRow } from '../values';
import { compileAssignments, scopeOfTable } from './changeRows';
import { compile, compileCondition, unify, type Compiled } from './compile';
import { collect, type EngineContext } from './context';
import { inlineQueries } from './inlineQueries';
import { columnPlaces, intoColumn } from './insert';
import { findTable, type FoundTable } from './names';
import { openRelation } from './openRelation';
import { tableFields } from './scanTable';
import { Scope } from './Scope';

/** The statement. */
export type Merge = Extract<Statement, { node: 'merge' }>;

/** How rows of the two sides find each other. */
export interface Pairing {
  /** Keys of a row of the table, and of the source: equal when the condition can hold. */
  target: Compiled[];
  source: Compiled[];
  /** What else must hold, over a row of the table followed by one of the source. */
  rest: Compiled[];
  /** Places of the table's columns that the condition looks at. */
  used: Set<number>;
}

/** A WHEN that is ready to run, over a row of the table followed by one of the source. */
export interface Case {
  fits(row: SqlRow): boolean;
  /** The row that takes the place; null when none does. */
  make(row: SqlRow): SqlRow | null;
}

/** A MERGE that is ready to run. */
export interface MergePlan {
  table: FoundTable;
  columns: readonly SqlColumn[];
  pairing: Pairing;
  sourceRows: SqlRow[];
  matched: Case[];
  notMatched: Case[];
}

function conjuncts(expression: Expression): Expression[] {
  return expression.node === 'binary' && expression.operator === 'and'
    ? [...conjuncts(expression.left), ...conjuncts(expression.right)]
    : [expression];
}

/** Which side an expression looks at: the table, the source, both or none. */
function sideOf(
  expression: Expression,
  scope: Scope,
  width: number,
  now: number,
) {
  const used = new Set<number>();
  const compiled = compile(expression, { scope, now, used });
  const target = [...used].some(place => place < width);
  const source = [...used].some(place => place >= width);
  return { compiled, target: target && !source, source: source && !target };
}

function pair(
  on: Expression,
  scope: Scope,
  told: { width: number; now: number },
): Pairing {
  const { width, now } = told;
  const used = new Set<number>();
  const pairing: Pairing = { target: [], source: [], rest: [], used };
  for (const part of conjuncts(on)) {
    const whole = compileCondition(part, { scope, now, used }, 'ON clause');
    if (part.node !== 'binary' || part.operator !== '=') {
      pairing.rest.push(whole);
      continue;
    }
    const sides = [part.left, part.right].map(side =>
      sideOf(side, scope, width, now),
    );
    const target = sides.find(side => side.target);
    const source = sides.find(side => side.source);
    if (!target || !source) {
      pairing.rest.push(whole);
      continue;
    }
    const { values } = unify([target.compiled, source.compiled], {
      at: part.at,
      words: ([a, b]) => `Cannot apply operator: ${a} = ${b}`,
    });
    pairing.target.push(values[0]);
    pairing.source.push(values[1]);
  }
  for (const place of [...used]) if (place >= width) used.delete(place);
  return pairing;
}

/** The key of a row; undefined when a part is NULL, which equals nothing. */
export function keyOf(
  row: SqlRow,
  parts: readonly Compiled[],
): string | undefined {
  const values = parts.map(part => part.run(row));
  const isComparable = values.every(
    value => value !== null && !Number.isNaN(value),
  );
  return isComparable ? keyOfRow(values) : undefined;
}

function compileCase(
  one: MergeCase,
  told: {
    table: FoundTable;
    columns: readonly SqlColumn[];
    scope: Scope;
    now: number;
  },
): Case {
  const { table, columns, scope, now } = told;
  const { action, at } = one;
  const width = columns.length;
  // A row that is new has nothing of the table to look at.
  const visible = one.matched ? scope : sourceOnly(scope, width);
  const condition =
    one.condition &&
    compileCondition(
      one.condition,
      { scope: visible, now },
      'WHEN clause predicate',
    );
  const fits = (row: SqlRow) => !condition || condition.run(row) === true;
  if (action.node === 'delete') return { fits, make: () => null };
  if (action.node === 'update') {
    const set = compileAssignments(action.set, { columns, scope, now });
    const make = (row: SqlRow) => {
      const after = row.slice(0, width);
      for (const { place, value } of set) after[place] = value.run(row);
      return after;
    };
    return { fits, make };
  }
  const places = columnPlaces(columns, action.columns, { table, at });
  if (places.length !== action.values.length) {
    throw new SqlError(
      'TYPE_MISMATCH',
      `MERGE INSERT has ${places.length} columns and ${action.values.length} values`,
      { at },
    );
  }
  const values = action.values.map((value, index) =>
    intoColumn(
      compile(value, { scope: visible, now }),
      columns[places[index]],
      value.at,
    ),
  );
  const make = (row: SqlRow) => {
    const made: SqlRow[number][] = columns.map(() => null);
    places.forEach((place, index) => {
      made[place] = values[index].run(row);
    });
    return made;
  };
  return { fits, make };
}

/** The same places, without names for the table's. */
function sourceOnly(scope: Scope, width: number): Scope {
  return new Scope(
    scope.columns.map((column, at) =>
      at < width ? { ...column, name: '' } : column,
    ),
  );
}

/** Settles names, types and the rows of the source. @throws SqlError */
export async function planMerge(
  statement: Merge,
  context: EngineContext,
): Promise<MergePlan> {
  const { table: name, alias, source: relation, on, cases, at } = statement;
  const table = findTable(context, name, at);
  const { columns } = tableFields(table);
  const inner = { ...context, named: new Map() };
  const source = await openRelation(relation, inner);
  const target = scopeOfTable(table, alias);
  const scope = new Scope([...target.columns, ...source.columns]);
  const { now } = context;
  const condition = await inlineQueries(on, inner);
  const pairing = pair(condition, scope, { width: columns.length, now });
  const compiled = cases.map(one => ({
    matched: one.matched,
    case: compileCase(one, { table, columns, scope, now }),
  }));
  const only = (matched: boolean) =>
    compiled.filter(one => one.matched === matched).map(one => one.case);
  const sourceRows = await collect(source.rows(), context);
  return {
    table,
    columns,
    pairing,
    sourceRows,
    matched: only(true),
    notMatched: only(false),
  };
}
