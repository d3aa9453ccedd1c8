/** SELECT. */
import { SqlError, notSupported } from '../SqlError';
import type { Expression, OrderKey, Select } from '../sql/ast';
import type { SqlRow } from '../types';
import {
  compile,
  compileCondition,
  type CompileContext,
  type Compiled,
} from './compile';
import { collect, sourceOf, type Source } from './context';
import { Grouping, hasAggregate } from './group';
import { inlineQueries } from './inlineQueries';
import { openRelation } from './openRelation';
import { limitRows, sortRows } from './order';
import { expandItems, outputPlace, type Output } from './outputs';
import { isFirst, type QueryContext } from './runQuery';
import { Scope, type ScopeColumn } from './Scope';

/** What follows a SELECT. */
export interface Tail {
  orderBy: readonly OrderKey[];
  offset: number;
  limit?: number;
}

/** What a SELECT is made of, once names are known. */
interface Plan {
  select: Select;
  tail: Tail;
  context: QueryContext;
  compiling: CompileContext & { used: Set<number> };
  source: Source;
  outputs: Output[];
  where?: Compiled;
}

/** Slots of `*` as columns again, so that grouping can judge them. */
function assertNoStar(select: Select, grouped: boolean): void {
  const star = select.items.find(item => item.node === 'all');
  if (grouped && star?.node === 'all') {
    throw notSupported('SELECT * with GROUP BY', star.at);
  }
}

async function plan(
  select: Select,
  tail: Tail,
  context: QueryContext,
): Promise<Plan> {
  const source = select.from
    ? await openRelation(select.from, context)
    : sourceOf([], [[]]);
  const scope = new Scope(source.columns);
  const used = new Set<number>();
  const compiling = { scope, now: context.now, used };
  const outputs: Output[] = [];
  for (const output of expandItems(select.items, scope)) {
    const value = await inlineQueries(output.value, context);
    if (value.node === 'slot') used.add(value.index);
    outputs.push({ ...output, value });
  }
  const condition =
    select.where && (await inlineQueries(select.where, context));
  if (condition && hasAggregate(condition)) {
    throw new SqlError(
      'EXPRESSION_NOT_SCALAR',
      'WHERE clause cannot contain aggregations',
      { at: condition.at },
    );
  }
  const where =
    condition && compileCondition(condition, compiling, 'WHERE clause');
  return { select, tail, context, compiling, source, outputs, where };
}

async function* filtered(
  rows: AsyncIterable<SqlRow[]>,
  where: Compiled | undefined,
): AsyncGenerator<SqlRow[]> {
  for await (const batch of rows) {
    yield where ? batch.filter(row => where.run(row) === true) : batch;
  }
}

/** Keys of GROUP BY, their numbers replaced by what they stand for. */
function groupKeys({ select, outputs }: Plan): Expression[] {
  return (select.groupBy ?? []).map(key => {
    const place = outputPlace(key, outputs, 'GROUP BY');
    return place === undefined ? key : outputs[place].value;
  });
}

interface Projection {
  /** Outputs first, then what only the order needs. */
  values: Compiled[];
  /** The place of each key of the order among the values. */
  keys: number[];
}

function project(
  { outputs, tail }: Plan,
  compiling: CompileContext,
  rewrite: (expression: Expression) => Expression,
): Projection {
  const values = outputs.map(({ value }) => compile(rewrite(value), compiling));
  const keys = tail.orderBy.map(({ value }) => {
    const place = outputPlace(value, outputs, 'ORDER BY');
    if (place !== undefined) return place;
    values.push(compile(rewrite(value), compiling));
    return values.length - 1;
  });
  return { values, keys };
}

/** Distinct, ordered, cut and without what only the order needed. */
async function* finish(
  made: Plan,
  projection: Projection,
  rows: AsyncIterable<SqlRow[]> | Iterable<SqlRow[]>,
): AsyncGenerator<SqlRow[]> {
  const { select, tail, outputs, context } = made;
  const { values, keys } = projection;
  const seen = new Set<string>();
  async function* projected(): AsyncGenerator<SqlRow[]> {
    for await (const batch of rows) {
      const made0 = batch.map(row => values.map(value => value.run(row)));
      yield select.distinct ? made0.filter(row => isFirst(row, seen)) : made0;
    }
  }
  const sortKeys = tail.orderBy.map((key, at) => ({
    read: (row: SqlRow) => row[keys[at]],
    descending: key.descending,
    nullsFirst: key.nullsFirst,
  }));
  const ordered =
    sortKeys.length > 0
      ? [sortRows(await collect(projected(), context), sortKeys)]
      : projected();
  for await (const batch of limitRows(ordered, tail)) {
    yield values.length > outputs.length
      ? batch.map(row => row.slice(0, outputs.length))
      : batch;
  }
}

function assertDistinctOrder(made: Plan, projection: Projection): void {
  if (!made.select.distinct) return;
  if (projection.values.length === made.outputs.length) return;
  throw new SqlError(
    'NOT_SUPPORTED',
    'For SELECT DISTINCT, ORDER BY expressions must appear in select list',
    { at: made.select.at },
  );
}

function columnsOf(made: Plan, { values }: Projection): ScopeColumn[] {
  return made.outputs.map(({ name }, at) => ({
    name,
    type: values[at].type,
    qualifier: [],
  }));
}

async function runGrouped(made: Plan): Promise<Source> {
  const { select, compiling, source, where, context } = made;
  assertNoStar(select, true);
  const grouping = new Grouping(groupKeys(made), compiling);
  const having = select.having
    ? grouping.rewrite(await inlineQueries(select.having, context))
    : undefined;
  const slots = { scope: new Scope([]), now: context.now };
  const condition = having && compileCondition(having, slots, 'HAVING clause');
  const projection = project(made, slots, one => grouping.rewrite(one));
  assertDistinctOrder(made, projection);
  return {
    columns: columnsOf(made, projection),
    rows: async function* rows() {
      const read = filtered(source.rows(compiling.used), where);
      const groups = await grouping.gather(read);
      const kept = condition
        ? groups.filter(row => condition.run(row) === true)
        : groups;
      yield* finish(made, projection, [kept]);
    },
  };
}

/** @throws SqlError for names and types that are not right; rows are read later */
export async function runSelect(
  select: Select,
  tail: Tail,
  context: QueryContext,
): Promise<Source> {
  const orderBy: OrderKey[] = [];
  for (const key of tail.orderBy) {
    orderBy.push({ ...key, value: await inlineQueries(key.value, context) });
  }
  const made = await plan(select, { ...tail, orderBy }, context);
  const grouped =
    select.groupBy !== undefined ||
    select.having !== undefined ||
    made.outputs.some(({ value }) => hasAggregate(value)) ||
    orderBy.some(({ value }) => hasAggregate(value));
  if (grouped) return runGrouped(made);
  const { compiling, source, where } = made;
  const projection = project(made, compiling, one => one);
  assertDistinctOrder(made, projection);
  return {
    columns: columnsOf(made, projection),
    rows: () =>
      finish(made, projection, filtered(source.rows(compiling.used), where)),
  };
}
