/** Where rows come from: tables, queries and joins of them. */
import { notSupported, SqlError } from '../SqlError';
import type { Expression, Relation } from '../sql/ast';
import type { SqlRow } from '../types';
import { compileCondition } from './compile';
import { assertWanted, collect, type Source } from './context';
import { inlineQueries } from './inlineQueries';
import { openInformation } from './informationSchema';
import { openMetadataTable } from './metadataTables';
import { findTable, wholeName } from './names';
import { rename, runQuery, type QueryContext } from './runQuery';
import { scanTable } from './scanTable';
import { Scope } from './Scope';

const MAX_PAIRS = 50_000_000;

type Table = Extract<Relation, { node: 'table' }>;
type Join = Extract<Relation, { node: 'join' }>;

async function openTable(
  relation: Table,
  context: QueryContext,
): Promise<Source> {
  const { name, alias, columns, at } = relation;
  const named = name.length === 1 ? context.named.get(name[0]) : undefined;
  const shown = alias ? [alias] : undefined;
  if (named) {
    return {
      columns: rename(named.columns, columns, at, shown ?? name),
      rows: used => named.rows(used),
    };
  }
  const whole = wholeName(context, name, at);
  const qualifier = shown ?? [whole.catalog, whole.schema, whole.table];
  const source =
    openInformation(context, whole, at) ??
    (await openMetadataTable(context, name, at)) ??
    scanTable(context, findTable(context, name, at), qualifier);
  return {
    columns: rename(source.columns, columns, at, qualifier),
    rows: used => source.rows(used),
  };
}

/** The condition of a join, also when it was told by shared names. */
function joinCondition(join: Join, left: Scope): Expression | undefined {
  if (join.using) {
    const place = join.using.find(name => !left.has([name]));
    throw place === undefined
      ? notSupported('JOIN ... USING', join.at)
      : new SqlError('COLUMN_NOT_FOUND', `Column '${place}' is missing`, join);
  }
  return join.on;
}

async function openJoin(join: Join, context: QueryContext): Promise<Source> {
  const left = await openRelation(join.left, context);
  const right = await openRelation(join.right, context);
  const columns = [...left.columns, ...right.columns];
  const told = joinCondition(join, new Scope(left.columns));
  const on =
    told &&
    compileCondition(
      await inlineQueries(told, context),
      { scope: new Scope(columns), now: context.now },
      'JOIN ON clause',
    );
  const missing: SqlRow = right.columns.map(() => null);
  return {
    columns,
    rows: async function* rows() {
      const others = await collect(right.rows(), context);
      let pairs = 0;
      for await (const batch of left.rows()) {
        assertWanted(context);
        pairs += batch.length * others.length;
        if (pairs > MAX_PAIRS) {
          throw new SqlError(
            'EXCEEDED_GLOBAL_MEMORY_LIMIT',
            `Query exceeded the limit of ${MAX_PAIRS} pairs in a join`,
          );
        }
        yield batch.flatMap(row => {
          const joined = others
            .map((other): SqlRow => [...row, ...other])
            .filter(pair => !on || on.run(pair) === true);
          return joined.length === 0 && join.kind === 'left'
            ? [[...row, ...missing]]
            : joined;
        });
      }
    },
  };
}

/** The rows of a FROM. @throws SqlError */
export async function openRelation(
  relation: Relation,
  context: QueryContext,
): Promise<Source> {
  if (relation.node === 'table') return openTable(relation, context);
  if (relation.node === 'join') return openJoin(relation, context);
  const { query, alias, columns, at } = relation;
  const source = await runQuery(query, context);
  return {
    columns: rename(source.columns, columns, at, alias ? [alias] : []),
    rows: used => source.rows(used),
  };
}
