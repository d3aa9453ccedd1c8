/** The functions of a row. What is not here is `FUNCTION_NOT_FOUND`, as an unknown one is in the real engine. */
import { SqlError } from '../SqlError';
import type { Expression } from '../sql/ast';
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  VARCHAR,
  showType,
  type SqlRow,
  type SqlType,
  type SqlValue,
} from '../types';
import { compareValues } from '../values';
import { CLOCK_FUNCTIONS } from './clockFunctions';
import {
  fixed,
  wrongArguments,
  type Call,
  type SqlFunction,
} from './defineFunction';
import {
  compile,
  unify,
  type CompileContext,
  type Compiled,
  type Node,
} from './compile';
import { compileComparison } from './compileCondition';
import { NUMBER_FUNCTIONS } from './numberFunctions';

const text = (act: (value: string) => SqlValue, result: SqlType = VARCHAR) =>
  fixed([VARCHAR], result, value => act(String(value)));

function substring(value: SqlValue, start: SqlValue, length?: SqlValue) {
  const signs = [...String(value)];
  const told = Number(start);
  const from = told > 0 ? told - 1 : signs.length + told;
  if (told === 0 || from < 0 || from >= signs.length) return '';
  const end = length === undefined ? signs.length : from + Number(length);
  return signs.slice(from, Math.max(from, end)).join('');
}

/** The largest or smallest of the arguments; NULL when one is. */
function extreme(sign: 1 | -1): SqlFunction {
  return ({ name, args, at }) => {
    if (args.length === 0) return undefined;
    const words = () => `All ${name} arguments must be of one type`;
    const { type, values } = unify(args, { at, words });
    const run = (row: SqlRow) => {
      const held = values.map(value => value.run(row));
      if (held.includes(null)) return null;
      return held.reduce((best, one) =>
        compareValues(one, best) * sign > 0 ? one : best,
      );
    };
    return { type, run };
  };
}

const coalesce: SqlFunction = ({ args, at }) => {
  if (args.length < 2) return undefined;
  const words = () => 'All COALESCE operands must be the same type';
  const { type, values } = unify(args, { at, words });
  const run = (row: SqlRow) => {
    for (const value of values) {
      const held = value.run(row);
      if (held !== null) return held;
    }
    return null;
  };
  return { type, run };
};

const nullIf: SqlFunction = ({ args, at }) => {
  if (args.length !== 2) return undefined;
  const same = compileComparison('=', args, at);
  return {
    type: args[0].type,
    run: row => (same.run(row) === true ? null : args[0].run(row)),
  };
};

const choose: SqlFunction = ({ args, at }) => {
  const [condition, ...results] = args;
  if (args.length < 2 || args.length > 3) return undefined;
  if (condition.type.kind !== 'boolean') return undefined;
  const words = () => 'IF results must be of one type';
  const { type, values } = unify(results, { at, words });
  const run = (row: SqlRow) =>
    values[condition.run(row) === true ? 0 : 1]?.run(row) ?? null;
  return { type, run };
};

const concat: SqlFunction = call => {
  if (call.args.length < 2) return undefined;
  const all = call.args.map(() => VARCHAR);
  return fixed(all, VARCHAR, (...values) => values.join(''))(call);
};

const elementAt: SqlFunction = ({ args }) => {
  const [map, key] = args;
  if (args.length !== 2 || map.type.kind !== 'map') return undefined;
  const run = (row: SqlRow) => {
    const held = map.run(row);
    const name = key.run(row);
    return held instanceof Map && name !== null
      ? held.get(String(name)) ?? null
      : null;
  };
  return { type: map.type.value, run };
};

function regexpLike(value: SqlValue, pattern: SqlValue): boolean {
  try {
    return new RegExp(String(pattern), 'u').test(String(value));
  } catch (cause) {
    throw new SqlError(
      'INVALID_FUNCTION_ARGUMENT',
      `Invalid regular expression: ${pattern}`,
      { cause },
    );
  }
}

const FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  ...NUMBER_FUNCTIONS,
  ...CLOCK_FUNCTIONS,
  lower: text(value => value.toLowerCase()),
  upper: text(value => value.toUpperCase()),
  trim: text(value => value.replace(/^ +| +$/g, '')),
  ltrim: text(value => value.replace(/^ +/, '')),
  rtrim: text(value => value.replace(/ +$/, '')),
  reverse: text(value => [...value].reverse().join('')),
  length: text(value => BigInt([...value].length), BIGINT),
  concat,
  substr: fixed([VARCHAR, BIGINT, BIGINT], VARCHAR, substring, 2),
  substring: fixed([VARCHAR, BIGINT, BIGINT], VARCHAR, substring, 2),
  replace: fixed(
    [VARCHAR, VARCHAR, VARCHAR],
    VARCHAR,
    (value, from, to = '') =>
      String(value).replaceAll(String(from), String(to)),
    2,
  ),
  starts_with: fixed([VARCHAR, VARCHAR], BOOLEAN, (value, start) =>
    String(value).startsWith(String(start)),
  ),
  strpos: fixed([VARCHAR, VARCHAR], BIGINT, (value, part) => {
    const at = String(value).indexOf(String(part));
    return BigInt(
      [...String(value).slice(0, Math.max(0, at))].length + (at < 0 ? 0 : 1),
    );
  }),
  regexp_like: fixed([VARCHAR, VARCHAR], BOOLEAN, regexpLike),
  coalesce,
  nullif: nullIf,
  if: choose,
  greatest: extreme(1),
  least: extreme(-1),
  element_at: elementAt,
  typeof: ({ args }) =>
    args.length === 1
      ? { type: VARCHAR, run: () => showType(args[0].type) }
      : undefined,
  is_nan: fixed([DOUBLE], BOOLEAN, value => Number.isNaN(value)),
};

function callOf(
  expression: Node<'call'> | Node<'extract'> | Node<'subscript'>,
): { name: string; args: Expression[] } {
  if (expression.node === 'extract') {
    return { name: expression.field, args: [expression.value] };
  }
  if (expression.node === 'subscript') {
    return { name: 'element_at', args: [expression.value, expression.index] };
  }
  return expression;
}

/** A call, an EXTRACT or a subscript. @throws SqlError `FUNCTION_NOT_FOUND` */
export function compileCall(
  expression: Node<'call'> | Node<'extract'> | Node<'subscript'>,
  context: CompileContext,
): Compiled {
  const { at } = expression;
  const { name, args } = callOf(expression);
  if (!Object.hasOwn(FUNCTIONS, name)) {
    throw new SqlError(
      'FUNCTION_NOT_FOUND',
      `Function '${name}' not registered`,
      { at },
    );
  }
  const call: Call = {
    name,
    args: args.map(arg => compile(arg, context)),
    at,
    context,
  };
  const compiled = FUNCTIONS[name](call);
  if (!compiled) throw wrongArguments(call);
  return compiled;
}
