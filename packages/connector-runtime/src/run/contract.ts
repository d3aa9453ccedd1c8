/*
 * What becomes of a record that is not as declared. Two things can differ, a column that nobody declared and a value
 * of another type, and the stream's contract says for each what to do: `evolve` (the table grows), `freeze` (the run
 * stops), `discard_row` (the record is set aside), `discard_value` (the value is left out). Evolution only ever adds.
 * A value that is wider than its column (a text where a number was) goes into a new column beside it; what could only
 * be kept by narrowing a column, or by breaking a key, goes to the dead letters.
 */
import type { Contract, StreamDeclaration } from '../declaration';
import type { ColumnSchema, Row, RowSchema } from '../schema';

/** Why a record was set aside; the label of its metric. */
export type RejectReason =
  | 'not-an-object'
  | 'missing-column'
  | 'new-column'
  | 'wrong-type';

/** A difference between the records of a page and the declaration. */
export interface Drift {
  readonly kind: 'new-column' | 'wrong-type';
  readonly column: string;
  readonly contract: Contract;
  /** Records that differ so. */
  readonly records: number;
}

/** What became of one record. */
export type Judged =
  | { readonly outcome: 'row'; readonly row: Row }
  | {
      readonly outcome: 'rejected';
      readonly reason: RejectReason;
      /** Column that was the reason; empty for the whole record. */
      readonly path: string;
      readonly problems: readonly string[];
    };

/** What is done about each kind of difference. */
export interface Contracts {
  /** `ignore`: columns that nobody declared are known and not wanted, so they are no news. */
  readonly newColumn: Contract | 'ignore';
  readonly wrongType: Contract;
  /** Fields that are no columns and no new ones either. */
  readonly unwanted?: readonly string[];
}

/** What the stream says for each kind of difference. Streams from before contracts say it by `additionalProperties`. */
export function contractOf(stream: StreamDeclaration): Contracts {
  const open = stream.schema.additionalProperties;
  return {
    newColumn: stream.contract?.newColumn ?? (open ? 'ignore' : 'discard_row'),
    wrongType: stream.contract?.wrongType ?? 'discard_row',
    unwanted: stream.unwanted,
  };
}

/** The column that a new value asks for; undefined while it says nothing (null). */
export function inferColumn(value: unknown): ColumnSchema | undefined {
  if (value === null || value === undefined) {
    return undefined;
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return { type: [typeof value, 'null'] };
  }
  return typeof value === 'string'
    ? { type: ['string', 'null'] }
    : { type: ['string', 'null'], 'x-json': true };
}

/** A schema and the columns that were added to it; declared columns come first and win. */
export function withColumns(
  schema: RowSchema,
  added: Readonly<Record<string, ColumnSchema>>,
): RowSchema {
  const fresh = Object.entries(added).filter(
    ([name]) => !(name in schema.properties),
  );
  return fresh.length === 0
    ? schema
    : {
        ...schema,
        properties: { ...schema.properties, ...Object.fromEntries(fresh) },
      };
}
