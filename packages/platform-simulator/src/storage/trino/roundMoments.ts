/**
 * What Trino does to moments for a client that does not say that it knows their precision (`PARAMETRIC_DATETIME` in
 * `X-Trino-Client-Capabilities`): it rounds them to milliseconds, without a word. Trino 476 was asked.
 */
import type { StatementResult } from './engine/runStatement';
import type { SqlType, SqlValue } from './types';

const KINDS: readonly SqlType['kind'][] = ['time', 'timestamp', 'timestamptz'];
const MILLISECONDS = 3;

/** Microseconds to the nearest millisecond, a half upwards. */
function rounded(micros: bigint): bigint {
  const raised = micros + 500n;
  const rest = ((raised % 1000n) + 1000n) % 1000n;
  return raised - rest;
}

/** True when the client takes moments as they are. */
export function knowsPrecision(headers: Headers): boolean {
  return (headers.get('x-trino-client-capabilities') ?? '')
    .split(',')
    .some(one => one.trim() === 'PARAMETRIC_DATETIME');
}

/** The result with its moments in milliseconds. */
export function roundMoments(result: StatementResult): StatementResult {
  const { columns } = result;
  const finer = columns?.map(
    ({ type }) =>
      KINDS.includes(type.kind) &&
      'precision' in type &&
      type.precision > MILLISECONDS,
  );
  if (!columns || !finer?.includes(true)) return result;
  const shown = (value: SqlValue, at: number) =>
    finer[at] && typeof value === 'bigint' ? rounded(value) : value;
  return {
    ...result,
    columns: columns.map((column, at) =>
      finer[at]
        ? {
            ...column,
            type: { ...column.type, precision: MILLISECONDS } as SqlType,
          }
        : column,
    ),
    rows: result.rows.map(row => row.map(shown)),
  };
}
