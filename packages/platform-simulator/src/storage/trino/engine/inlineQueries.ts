/** Queries within expressions: run once, before the rows are seen, and replaced by what they gave. */
import { SqlError } from '../SqlError';
import type { Expression } from '../sql/ast';
import { BOOLEAN, type SqlRow } from '../types';
import { collect } from './context';
import { mapParts, walk } from './mapExpression';
import { runQuery, type QueryContext } from './runQuery';

async function replace(
  part: Expression,
  context: QueryContext,
): Promise<((one: Expression) => Expression) | undefined> {
  if (
    part.node !== 'inQuery' &&
    part.node !== 'scalarQuery' &&
    part.node !== 'exists'
  ) {
    return undefined;
  }
  const { at } = part;
  const source = await runQuery(part.query, context);
  const rows: SqlRow[] = await collect(source.rows(), context);
  if (part.node === 'exists') {
    const value = rows.length > 0;
    return () => ({ node: 'literal', value, type: BOOLEAN, at });
  }
  if (source.columns.length !== 1) {
    throw new SqlError(
      'TYPE_MISMATCH',
      `Subquery must return only one column. Found ${source.columns.length}`,
      { at },
    );
  }
  const [{ type }] = source.columns;
  const values = rows.map(row => row[0]);
  if (part.node === 'scalarQuery') {
    if (values.length > 1) {
      throw new SqlError(
        'INVALID_FUNCTION_ARGUMENT',
        'Scalar sub-query has returned multiple rows',
        { at },
      );
    }
    return () => ({ node: 'literal', value: values[0] ?? null, type, at });
  }
  return one =>
    one.node === 'inQuery'
      ? { node: 'inValues', value: one.value, values, type, at }
      : one;
}

/** The expression without queries in it. @throws SqlError also for one that looks at the row around it */
export async function inlineQueries(
  expression: Expression,
  context: QueryContext,
): Promise<Expression> {
  const parts: Expression[] = [];
  walk(expression, part => parts.push(part));
  const made = new Map<Expression, (one: Expression) => Expression>();
  for (const part of parts) {
    const change = await replace(part, context);
    if (change) made.set(part, change);
  }
  if (made.size === 0) return expression;
  const change = (part: Expression): Expression => {
    const changed = mapParts(part, change);
    return made.get(part)?.(changed) ?? changed;
  };
  return change(expression);
}
