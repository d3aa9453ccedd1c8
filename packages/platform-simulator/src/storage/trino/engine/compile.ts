/**
 * Expressions, made into functions of a row.
 *
 * Types are settled here, once, before a row is seen: what does not fit is refused with Trino's own words, and what is left needs no
 * more questions. NULL goes through everything as SQL wants it: a comparison with it is neither true nor false.
 */
import { castBetween } from '../cast';
import { commonType } from '../commonType';
import { SqlError, notSupported, type SqlPlace } from '../SqlError';
import type { Expression } from '../sql/ast';
import {
  BOOLEAN,
  UNKNOWN,
  readType,
  showType,
  type SqlRow,
  type SqlType,
  type SqlValue,
} from '../types';
import { compileArithmetic } from './arithmetic';
import {
  compileComparison,
  compileIn,
  compileInValues,
  compileLike,
  compileLogic,
  compileNot,
  isComparison,
} from './compileCondition';
import { compileCall } from './functions';
import type { Scope } from './Scope';

/** An expression that is ready to run. */
export interface Compiled {
  type: SqlType;
  run(row: SqlRow): SqlValue;
}

/** What an expression may refer to. */
export interface CompileContext {
  scope: Scope;
  /** Milliseconds since the epoch: the statement's one moment. */
  now: number;
  /** Receives the places that are looked at. */
  used?: Set<number>;
}

/** A node of one kind. */
export type Node<N extends Expression['node']> = Extract<
  Expression,
  { node: N }
>;

/** @throws SqlError for a name that is not there, or types that do not fit */
export function compile(
  expression: Expression,
  context: CompileContext,
): Compiled {
  switch (expression.node) {
    case 'literal':
      return constant(expression.value, expression.type);
    case 'slot':
      return slot(expression.index, expression.type);
    case 'column': {
      const index = context.scope.find(expression.name, expression.at);
      context.used?.add(index);
      return slot(index, context.scope.columns[index].type);
    }
    case 'binary':
      return compileBinary(expression, context);
    case 'not':
      return compileNot(expression, context);
    case 'minus':
      return compileArithmetic(
        '-',
        [constant(0n, { kind: 'integer' }), compile(expression.value, context)],
        expression.at,
      );
    case 'isNull': {
      const value = compile(expression.value, context);
      return { type: BOOLEAN, run: row => value.run(row) === null };
    }
    case 'in':
      return compileIn(expression, context);
    case 'inValues':
      return compileInValues(expression, context);
    case 'like':
      return compileLike(expression, context);
    case 'case':
      return compileCase(expression, context);
    case 'cast':
      return compileCast(expression, context);
    case 'call':
    case 'extract':
    case 'subscript':
      return compileCall(expression, context);
    default:
      throw notSupported('A subquery in this place', expression.at);
  }
}

/** A value that is the same for every row. */
export function constant(value: SqlValue, type: SqlType): Compiled {
  return { type, run: () => value };
}

function slot(index: number, type: SqlType): Compiled {
  return { type, run: row => row[index] };
}

/** The value as another type. @throws SqlError `TYPE_MISMATCH` */
export function coerce(value: Compiled, to: SqlType, at: SqlPlace): Compiled {
  const convert = castBetween(value.type, to);
  if (!convert) {
    throw new SqlError(
      'TYPE_MISMATCH',
      `Cannot cast ${showType(value.type)} to ${showType(to)}`,
      { at },
    );
  }
  return { type: to, run: row => convert(value.run(row)) };
}

/** All values as the one type that they share. @throws SqlError `TYPE_MISMATCH` */
export function unify(
  values: readonly Compiled[],
  options: { at: SqlPlace; words: (types: string[]) => string },
): { type: SqlType; values: Compiled[] } {
  let type = UNKNOWN;
  for (const value of values) {
    const common = commonType(type, value.type);
    if (!common) {
      const types = values.map(one => showType(one.type));
      throw new SqlError('TYPE_MISMATCH', options.words(types), options);
    }
    type = common;
  }
  return { type, values: values.map(one => coerce(one, type, options.at)) };
}

/** A condition. @throws SqlError `TYPE_MISMATCH` when it is none */
export function compileCondition(
  expression: Expression,
  context: CompileContext,
  clause: string,
): Compiled {
  const value = compile(expression, context);
  if (!['boolean', 'unknown'].includes(value.type.kind)) {
    throw new SqlError(
      'TYPE_MISMATCH',
      `${clause} must evaluate to a boolean: actual type ${showType(
        value.type,
      )}`,
      { at: expression.at },
    );
  }
  return value;
}

function compileBinary(
  expression: Node<'binary'>,
  context: CompileContext,
): Compiled {
  const { operator, at } = expression;
  if (operator === 'and' || operator === 'or') {
    return compileLogic(expression, context);
  }
  const sides = [expression.left, expression.right].map(side =>
    compile(side, context),
  );
  return isComparison(operator)
    ? compileComparison(operator, sides, at)
    : compileArithmetic(operator, sides, at);
}

function compileCase(
  expression: Node<'case'>,
  context: CompileContext,
): Compiled {
  const { operand, branches, otherwise, at } = expression;
  const conditions = branches.map(({ when }) =>
    operand
      ? compileComparison(
          '=',
          [compile(operand, context), compile(when, context)],
          at,
        )
      : compileCondition(when, context, 'CASE WHEN clause'),
  );
  const results = [
    ...branches.map(({ then }) => compile(then, context)),
    otherwise ? compile(otherwise, context) : constant(null, UNKNOWN),
  ];
  const words = (types: string[]) =>
    `All CASE results must be the same type or coercible to a common type. Cannot find common type between ${types[0]} and ${types[1]}`;
  const { type, values } = unify(results, { at, words });
  const run = (row: SqlRow) => {
    const found = conditions.findIndex(one => one.run(row) === true);
    return values[found < 0 ? values.length - 1 : found].run(row);
  };
  return { type, run };
}

function compileCast(
  expression: Node<'cast'>,
  context: CompileContext,
): Compiled {
  const { to, tries, at } = expression;
  const type = readType(to);
  const cast = coerce(compile(expression.value, context), type, at);
  if (!tries) return cast;
  const run = (row: SqlRow) => {
    try {
      return cast.run(row);
    } catch (error) {
      if (error instanceof SqlError) return null;
      throw error;
    }
  };
  return { type, run };
}
