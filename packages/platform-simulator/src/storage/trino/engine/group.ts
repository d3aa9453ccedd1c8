/** GROUP BY: rows gathered by their keys, and expressions told in terms of groups. */
import { SqlError } from '../SqlError';
import type { Expression } from '../sql/ast';
import type { SqlRow, SqlType, SqlValue } from '../types';
import { keyOfRow } from '../values';
import {
  compileAggregate,
  isAggregate,
  type Aggregate,
  type Gathering,
} from './aggregates';
import { compile, type CompileContext, type Compiled } from './compile';
import { MAX_ROWS } from './context';
import { mapParts, walk } from './mapExpression';
import type { Scope } from './Scope';

/** Whether there is an aggregate in it. */
export function hasAggregate(expression: Expression): boolean {
  let found = false;
  walk(expression, part => {
    found ||= isAggregate(part);
  });
  return found;
}

/** A text that two expressions share when they say the same. */
function fingerprint(expression: Expression, scope: Scope): string {
  const resolve = (part: Expression): Expression => {
    if (part.node !== 'column') return mapParts(part, resolve);
    const index = scope.find(part.name, part.at);
    return {
      node: 'slot',
      index,
      type: scope.columns[index].type,
      at: part.at,
    };
  };
  return JSON.stringify(resolve(expression), (key, value: unknown) => {
    if (key === 'at') return undefined;
    return typeof value === 'bigint' ? `${value}n` : value;
  });
}

/** Groups, with what they turn expressions into. */
export class Grouping {
  readonly #context: CompileContext;
  readonly #keys: Compiled[];
  readonly #places = new Map<string, number>();
  readonly #aggregates: Aggregate[] = [];
  readonly #types: SqlType[];

  /** @throws SqlError when a key is no expression of the rows */
  constructor(keys: readonly Expression[], context: CompileContext) {
    this.#context = context;
    this.#keys = keys.map(key => compile(key, context));
    this.#types = this.#keys.map(key => key.type);
    keys.forEach((key, at) =>
      this.#places.set(fingerprint(key, context.scope), at),
    );
  }

  #slot(index: number, at: Expression['at']): Expression {
    return { node: 'slot', index, type: this.#types[index], at };
  }

  /**
   * The expression, over a row of keys and aggregates.
   *
   * @throws SqlError `EXPRESSION_NOT_AGGREGATE` for a column that is neither
   */
  rewrite(expression: Expression): Expression {
    if (expression.node === 'literal' || expression.node === 'slot') {
      return expression;
    }
    const { at } = expression;
    const mark = fingerprint(expression, this.#context.scope);
    const known = this.#places.get(mark);
    if (known !== undefined) return this.#slot(known, at);
    if (expression.node === 'call' && isAggregate(expression)) {
      if (expression.args.some(hasAggregate)) {
        throw new SqlError(
          'EXPRESSION_NOT_SCALAR',
          `Cannot nest aggregations inside aggregation '${expression.name}'`,
          { at },
        );
      }
      const aggregate = compileAggregate(expression, this.#context);
      this.#aggregates.push(aggregate);
      this.#types.push(aggregate.type);
      this.#places.set(mark, this.#types.length - 1);
      return this.#slot(this.#types.length - 1, at);
    }
    if (expression.node === 'column') {
      throw new SqlError(
        'EXPRESSION_NOT_AGGREGATE',
        `'${expression.name.join(
          '.',
        )}' must be an aggregate expression or appear in GROUP BY clause`,
        { at },
      );
    }
    return mapParts(expression, part => this.rewrite(part));
  }

  /** A row for each group: its keys, then its aggregates. Everything must have been rewritten before. */
  async gather(rows: AsyncIterable<SqlRow[]>): Promise<SqlRow[]> {
    const groups = new Map<
      string,
      { keys: SqlValue[]; gatherings: Gathering[] }
    >();
    const begin = (keys: SqlValue[]) => ({
      keys,
      gatherings: this.#aggregates.map(one => one.begin()),
    });
    if (this.#keys.length === 0) groups.set('[]', begin([]));
    for await (const batch of rows) {
      for (const row of batch) {
        const keys = this.#keys.map(key => key.run(row));
        const text = keyOfRow(keys);
        let group = groups.get(text);
        if (!group) {
          group = begin(keys);
          groups.set(text, group);
          assertBound(groups.size);
        }
        for (const gathering of group.gatherings) gathering.add(row);
      }
    }
    return [...groups.values()].map(({ keys, gatherings }) => [
      ...keys,
      ...gatherings.map(one => one.result()),
    ]);
  }
}

function assertBound(groups: number): void {
  if (groups <= MAX_ROWS) return;
  throw new SqlError(
    'EXCEEDED_GLOBAL_MEMORY_LIMIT',
    `Query exceeded the memory limit of ${MAX_ROWS} groups`,
  );
}
