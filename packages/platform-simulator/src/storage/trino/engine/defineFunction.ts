/** What a function of SQL is made of. */
import { SqlError, type SqlPlace } from '../SqlError';
import { showType, type SqlRow, type SqlType, type SqlValue } from '../types';
import { coerce, type CompileContext, type Compiled } from './compile';

/** A call whose arguments are compiled. */
export interface Call {
  name: string;
  args: Compiled[];
  at: SqlPlace;
  context: CompileContext;
}

/** Makes a function of a row from a call; undefined when its arguments do not fit. */
export type SqlFunction = (call: Call) => Compiled | undefined;

/** The complaint about arguments. */
export function wrongArguments({ name, args, at }: Call): SqlError {
  const types = args.map(({ type }) => showType(type)).join(', ');
  return new SqlError(
    'FUNCTION_NOT_FOUND',
    `Unexpected parameters (${types}) for function ${name}`,
    { at },
  );
}

/** A function of arguments of these types (the last may be left out from `required` on); NULL when one is NULL. */
export function fixed(
  types: readonly SqlType[],
  result: SqlType,
  act: (...values: NonNullable<SqlValue>[]) => SqlValue,
  required = types.length,
): SqlFunction {
  return ({ args, at }) => {
    const fits =
      args.length >= required &&
      args.length <= types.length &&
      args.every(({ type }, index) => isLike(type, types[index]));
    if (!fits) return undefined;
    const values = args.map((arg, index) => coerce(arg, types[index], at));
    const run = (row: SqlRow) => {
      const held: NonNullable<SqlValue>[] = [];
      for (const value of values) {
        const one = value.run(row);
        if (one === null) return null;
        held.push(one);
      }
      return act(...held);
    };
    return { type: result, run };
  };
}

const WHOLE = ['integer', 'bigint'];
const FLOATING = [...WHOLE, 'decimal', 'real', 'double'];

function isLike(type: SqlType, wanted: SqlType): boolean {
  if (type.kind === 'unknown' || type.kind === wanted.kind) return true;
  if (wanted.kind === 'bigint') return WHOLE.includes(type.kind);
  return wanted.kind === 'double' && FLOATING.includes(type.kind);
}
