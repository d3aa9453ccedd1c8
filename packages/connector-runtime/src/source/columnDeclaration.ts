/*
 * How a source writes a value and what the row shall hold. Columns that are not declared pass as they came, so a
 * column that the source adds tomorrow is still seen by the contract.
 */

/** What a value becomes. `decimal` is text with exact digits; `date` and `timestamp` are ISO text. */
export type ColumnKind =
  | 'text'
  | 'decimal'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'timestamp';

/** One column of the row. */
export interface ColumnDeclaration {
  /** Dotted place of the value, when it is not the column's own name; the source's own column of that name goes. */
  readonly from?: string;
  /** Where `from` is looked up: the record (default), the whole answer, or the values of the partition. */
  readonly in?: 'record' | 'answer' | 'partition';
  /** Left as it came unless declared. A value that cannot become this stays as it came, and the schema rejects it. */
  readonly as?: ColumnKind;
  /** Texts that mean "no value"; `.`, `-`, the empty text, `N/A` and `NA` unless declared, and only with `as`. */
  readonly missing?: readonly string[];
  /** Of numbers that become a `date` or `timestamp`: milliseconds (default) or seconds since 1970. */
  readonly epoch?: 'milliseconds' | 'seconds';
  /** Zone in which such a number is a `date`; UTC unless declared. */
  readonly zone?: string;
}
