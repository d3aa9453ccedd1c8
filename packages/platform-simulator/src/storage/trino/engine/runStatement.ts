/** One statement, from its text to its result. */
import type { Statement } from '../sql/ast';
import { parseStatement } from '../sql/parseStatement';
import { BIGINT, type SqlColumn, type SqlRow } from '../types';
import { deleteRows, updateRows } from './changeRows';
import { collect, type EngineContext, type Source } from './context';
import {
  addColumn,
  createSchema,
  createTable,
  dropSchema,
  dropTable,
} from './define';
import { insert } from './insert';
import { merge } from './merge';
import { findSchema, wholeSchema } from './names';
import { runQuery } from './runQuery';
import { show } from './show';

/** What a statement gives. */
export interface StatementResult {
  /** Absent for a statement that gives no rows. */
  columns?: readonly SqlColumn[];
  rows: readonly SqlRow[];
  /** `INSERT`, `CREATE TABLE`, ...; absent for a query. */
  updateType?: string;
  updateCount?: number;
  /** What the client is to remember. */
  session?: { catalog?: string; schema: string };
}

async function materialise(
  source: Source,
  context: EngineContext,
): Promise<StatementResult> {
  return {
    columns: source.columns,
    rows: await collect(source.rows(), context),
  };
}

function counted(updateType: string, count: number): StatementResult {
  return {
    columns: [{ name: 'rows', type: BIGINT }],
    rows: [[BigInt(count)]],
    updateType,
    updateCount: count,
  };
}

const done = (updateType: string): StatementResult => ({
  rows: [],
  updateType,
});

function use(
  statement: Extract<Statement, { node: 'use' }>,
  context: EngineContext,
): StatementResult {
  const { catalog, schema } = wholeSchema(
    context,
    statement.schema,
    statement.at,
  );
  findSchema(context, schema, statement.at);
  return { ...done('USE'), session: { catalog, schema } };
}

async function change(
  statement: Statement,
  context: EngineContext,
): Promise<StatementResult | undefined> {
  switch (statement.node) {
    case 'insert':
      return counted('INSERT', await insert(statement, context));
    case 'delete':
      return counted('DELETE', await deleteRows(statement, context));
    case 'update':
      return counted('UPDATE', await updateRows(statement, context));
    case 'merge':
      return counted('MERGE', await merge(statement, context));
    default:
      return undefined;
  }
}

async function define(
  statement: Statement,
  context: EngineContext,
): Promise<StatementResult | undefined> {
  switch (statement.node) {
    case 'use':
      return use(statement, context);
    case 'createSchema':
      createSchema(statement, context);
      return done('CREATE SCHEMA');
    case 'dropSchema':
      await dropSchema(statement, context);
      return done('DROP SCHEMA');
    case 'createTable': {
      const written = await createTable(statement, context);
      return written === undefined
        ? done('CREATE TABLE')
        : counted('CREATE TABLE', written);
    }
    case 'dropTable':
      await dropTable(statement, context);
      return done('DROP TABLE');
    case 'addColumn':
      await addColumn(statement, context);
      return done('ADD COLUMN');
    default:
      return undefined;
  }
}

/**
 * Runs a statement.
 *
 * @throws SqlError for what is wrong, what is not there, and what is not answered here
 */
export async function runStatement(
  text: string,
  context: EngineContext,
): Promise<StatementResult> {
  const statement = parseStatement(text);
  if (statement.node === 'select') {
    const inner = { ...context, named: new Map() };
    return materialise(await runQuery(statement.query, inner), context);
  }
  const shown = await show(statement, context);
  if (shown) return materialise(shown, context);
  const changed =
    (await change(statement, context)) ?? (await define(statement, context));
  if (changed) return changed;
  throw new Error(`The statement ${statement.node} has no runner.`);
}
