/** Conditions: what is true, false, or not known. */
import { castBetween } from '../cast';
import { SqlError, notSupported, type SqlPlace } from '../SqlError';
import { BOOLEAN, showType, type SqlRow, type SqlValue } from '../types';
import { compareValues, keyOfValue } from '../values';
import {
  compile,
  compileCondition,
  constant,
  unify,
  type CompileContext,
  type Compiled,
  type Node,
} from './compile';

/** AND and OR. @throws SqlError `TYPE_MISMATCH` */
export function compileLogic(
  { operator, left, right }: Node<'binary'>,
  context: CompileContext,
): Compiled {
  const clause = `Logical expression term`;
  const a = compileCondition(left, context, clause);
  const b = compileCondition(right, context, clause);
  // The value that decides alone, whatever the other side is.
  const deciding = operator === 'or';
  const run = (row: SqlRow) => {
    const first = a.run(row);
    if (first === deciding) return deciding;
    const second = b.run(row);
    if (second === deciding) return deciding;
    return first === null || second === null ? null : !deciding;
  };
  return { type: BOOLEAN, run };
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': order => order === 0,
  '<>': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
};

/** Whether it is an operator that compares. */
export function isComparison(operator: string): boolean {
  return (
    Object.hasOwn(COMPARISONS, operator) || operator === 'is distinct from'
  );
}

/** Whether neither side is NaN, which equals nothing and is not less than anything. */
const isOrdered = (a: SqlValue, b: SqlValue) =>
  !Number.isNaN(a) && !Number.isNaN(b);

/** A comparison of two values. @throws SqlError `TYPE_MISMATCH` */
export function compileComparison(
  operator: string,
  sides: readonly Compiled[],
  at: SqlPlace,
): Compiled {
  const words = ([x, y]: string[]) =>
    `Cannot apply operator: ${x} ${operator} ${y}`;
  const { type, values } = unify(sides, { at, words });
  if (type.kind === 'map') throw notSupported('Comparing maps', at);
  const [a, b] = values;
  if (operator === 'is distinct from') {
    return {
      type: BOOLEAN,
      run: row => keyOfValue(a.run(row)) !== keyOfValue(b.run(row)),
    };
  }
  const judge = COMPARISONS[operator];
  const run = (row: SqlRow) => {
    const [x, y] = [a.run(row), b.run(row)];
    if (x === null || y === null) return null;
    if (!isOrdered(x, y)) return operator === '<>';
    return judge(compareValues(x, y));
  };
  return { type: BOOLEAN, run };
}

/** NOT. @throws SqlError `TYPE_MISMATCH` */
export function compileNot(
  expression: Node<'not'>,
  context: CompileContext,
): Compiled {
  const value = compileCondition(expression.value, context, 'Value of NOT');
  const run = (row: SqlRow) => {
    const held = value.run(row);
    return held === null ? null : !held;
  };
  return { type: BOOLEAN, run };
}

/** IN with a list. @throws SqlError `TYPE_MISMATCH` */
export function compileIn(
  expression: Node<'in'>,
  context: CompileContext,
): Compiled {
  const { value, list, at } = expression;
  const words = (types: string[]) =>
    `IN value and list items must be the same type: ${types[0]}`;
  const { values } = unify(
    [value, ...list].map(one => compile(one, context)),
    { at, words },
  );
  const [tested, ...others] = values;
  const run = (row: SqlRow) => {
    const held = tested.run(row);
    if (held === null) return null;
    let unknown = false;
    for (const other of others) {
      const against = other.run(row);
      if (against === null) unknown = true;
      else if (isOrdered(held, against) && compareValues(held, against) === 0) {
        return true;
      }
    }
    return unknown ? null : false;
  };
  return { type: BOOLEAN, run };
}

/** IN with what a query gave. @throws SqlError `TYPE_MISMATCH` */
export function compileInValues(
  { value, values, type, at }: Node<'inValues'>,
  context: CompileContext,
): Compiled {
  const words = ([x, y]: string[]) =>
    `value and result of subquery must be of the same type for IN expression: ${x} vs ${y}`;
  const shared = unify([compile(value, context), constant(null, type)], {
    at,
    words,
  });
  const convert = castBetween(type, shared.type);
  const keys = new Set(
    values.flatMap(one =>
      one === null || !convert ? [] : [keyOfValue(convert(one))],
    ),
  );
  const hasNull = values.includes(null);
  const [tested] = shared.values;
  const run = (row: SqlRow) => {
    const held = tested.run(row);
    if (values.length === 0) return false;
    if (held === null) return null;
    if (keys.has(keyOfValue(held))) return true;
    return hasNull ? null : false;
  };
  return { type: BOOLEAN, run };
}

function patternOf(text: string, escape: string | undefined): RegExp {
  let source = '';
  const signs = [...text];
  for (let at = 0; at < signs.length; at += 1) {
    let sign = signs[at];
    if (sign === escape) {
      at += 1;
      sign = signs[at] ?? '';
      source += sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    } else if (sign === '%') source += '.*';
    else if (sign === '_') source += '.';
    else source += sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
  return new RegExp(`^${source}$`, 'su');
}

/** LIKE. @throws SqlError `TYPE_MISMATCH` */
export function compileLike(
  expression: Node<'like'>,
  context: CompileContext,
): Compiled {
  const { value, pattern, escape, at } = expression;
  const parts = [value, pattern, ...(escape ? [escape] : [])].map(one =>
    compile(one, context),
  );
  const wrong = parts.find(
    ({ type }) => !['varchar', 'unknown'].includes(type.kind),
  );
  if (wrong) {
    throw new SqlError(
      'TYPE_MISMATCH',
      `Left side of LIKE expression must evaluate to a varchar (actual: ${showType(
        wrong.type,
      )})`,
      { at },
    );
  }
  const patterns = new Map<string, RegExp>();
  const run = (row: SqlRow) => {
    const [text, shape, sign] = parts.map(part => part.run(row));
    if (text === null || shape === null || sign === null) return null;
    const key = `${String(shape)}\u0000${String(sign)}`;
    const known =
      patterns.get(key) ??
      patternOf(String(shape), sign === undefined ? undefined : String(sign));
    if (patterns.size < 100) patterns.set(key, known);
    return known.test(String(text));
  };
  return { type: BOOLEAN, run };
}
