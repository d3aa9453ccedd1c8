/** Functions of many rows. */
import { SqlError, notSupported } from '../SqlError';
import type { Expression } from '../sql/ast';
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  showType,
  type SqlRow,
  type SqlType,
  type SqlValue,
} from '../types';
import { compareValues, keyOfValue } from '../values';
import { assertWhole } from '../cast';
import { isNumeric } from '../commonType';
import {
  compile,
  compileCondition,
  type CompileContext,
  type Compiled,
  type Node,
} from './compile';

/** What is kept of the rows of a group. */
export interface Gathering {
  add(row: SqlRow): void;
  result(): SqlValue;
}

/** An aggregate that is ready to run. */
export interface Aggregate {
  type: SqlType;
  begin(): Gathering;
}

interface Fold {
  type: SqlType;
  /** Sees every value that is not NULL. */
  begin(): { add(value: NonNullable<SqlValue>): void; result(): SqlValue };
}

function count(): Fold {
  return {
    type: BIGINT,
    begin: () => {
      let seen = 0n;
      return { add: () => (seen += 1n), result: () => seen };
    },
  };
}

function extreme(type: SqlType, sign: 1 | -1): Fold {
  return {
    type,
    begin: () => {
      let best: SqlValue = null;
      return {
        add: value => {
          const isBetter =
            best === null || compareValues(value, best) * sign > 0;
          if (isBetter) best = value;
        },
        result: () => best,
      };
    },
  };
}

function wholeSum(type: SqlType, bound: (total: bigint) => bigint): Fold {
  return {
    type,
    begin: () => {
      let total: bigint | null = null;
      return {
        add: value => {
          total = (total ?? 0n) + (value as bigint);
        },
        result: () => (total === null ? null : bound(total)),
      };
    },
  };
}

function floatingSum(type: SqlType, divides: boolean): Fold {
  return {
    type,
    begin: () => {
      let total = 0;
      let seen = 0;
      return {
        add: value => {
          total += Number(value);
          seen += 1;
        },
        result: () => {
          if (seen === 0) return null;
          const result = divides ? total / seen : total;
          return type.kind === 'real' ? Math.fround(result) : result;
        },
      };
    },
  };
}

function boundDecimal(total: bigint): bigint {
  const limit = 10n ** 38n;
  if (total < limit && total > -limit) return total;
  throw new SqlError('NUMERIC_VALUE_OUT_OF_RANGE', 'Decimal overflow in sum');
}

function sum(type: SqlType): Fold | undefined {
  if (type.kind === 'decimal') {
    return wholeSum({ ...type, precision: 38 }, boundDecimal);
  }
  if (type.kind === 'integer' || type.kind === 'bigint') {
    return wholeSum(BIGINT, value => assertWhole(value, BIGINT));
  }
  return isNumeric(type) ? floatingSum(type, false) : undefined;
}

function average(type: SqlType): Fold | undefined {
  if (type.kind !== 'decimal') {
    if (!isNumeric(type)) return undefined;
    return floatingSum(type.kind === 'real' ? type : DOUBLE, true);
  }
  return {
    type,
    begin: () => {
      let total = 0n;
      let seen = 0n;
      return {
        add: value => {
          total += value as bigint;
          seen += 1n;
        },
        result: () => {
          if (seen === 0n) return null;
          const size = total < 0n ? -total : total;
          const rounded = (2n * size + seen) / (2n * seen);
          return total < 0n ? -rounded : rounded;
        },
      };
    },
  };
}

function every(type: SqlType, wanted: boolean): Fold | undefined {
  if (type.kind !== 'boolean') return undefined;
  return {
    type,
    begin: () => {
      let held: SqlValue = null;
      return {
        add: value => {
          held = held === !wanted ? held : value;
        },
        result: () => held,
      };
    },
  };
}

function first(type: SqlType): Fold {
  return {
    type,
    begin: () => {
      let held: SqlValue = null;
      return {
        add: value => {
          held ??= value;
        },
        result: () => held,
      };
    },
  };
}

const FOLDS: Readonly<Record<string, (type: SqlType) => Fold | undefined>> = {
  count,
  sum,
  avg: average,
  min: type => extreme(type, -1),
  max: type => extreme(type, 1),
  bool_and: type => every(type, true),
  every: type => every(type, true),
  bool_or: type => every(type, false),
  any_value: first,
  arbitrary: first,
  approx_distinct: count,
  count_if: type => (type.kind === 'boolean' ? count() : undefined),
};

/** Whether the expression is an aggregate itself. */
export function isAggregate(expression: Expression): boolean {
  return expression.node === 'call' && Object.hasOwn(FOLDS, expression.name);
}

function gather(
  fold: Fold,
  call: Node<'call'>,
  parts: { value?: Compiled; filter?: Compiled },
): Aggregate {
  const { value, filter } = parts;
  const distinct = call.distinct || call.name === 'approx_distinct';
  const begin = () => {
    const held = fold.begin();
    const seen = new Set<string>();
    const add = (row: SqlRow) => {
      if (filter && filter.run(row) !== true) return;
      const one = value ? value.run(row) : true;
      if (one === null) return;
      if (call.name === 'count_if' && one !== true) return;
      if (distinct) {
        const key = keyOfValue(one);
        if (seen.has(key)) return;
        seen.add(key);
      }
      held.add(one);
    };
    return { add, result: held.result };
  };
  return { type: fold.type, begin };
}

/** @throws SqlError for arguments that do not fit, or an aggregate within an aggregate */
export function compileAggregate(
  call: Node<'call'>,
  context: CompileContext,
): Aggregate {
  const { name, args, star, at } = call;
  if (args.length > 1) throw notSupported(`${name} of many columns`, at);
  const counts = name === 'count' && args.length === 0;
  if (star && !counts) throw notSupported(`${name}(*)`, at);
  const value = args[0] && compile(args[0], context);
  const filter =
    call.filter && compileCondition(call.filter, context, 'FILTER clause');
  const fold =
    value || counts ? FOLDS[name](value?.type ?? BOOLEAN) : undefined;
  if (!fold) {
    const types = value ? showType(value.type) : '';
    throw new SqlError(
      'FUNCTION_NOT_FOUND',
      `Unexpected parameters (${types}) for function ${name}`,
      { at },
    );
  }
  return gather(fold, call, { value, filter });
}
