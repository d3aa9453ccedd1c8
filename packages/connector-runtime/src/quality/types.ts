/*
 * What may be expected of the rows of a run. A check is data, so that a declaration, a form and a generator can all
 * write it. `fail` stops the run before its cursor moves; `warn` is only said and measured.
 */

/** How much a broken expectation weighs. */
export type Severity = 'warn' | 'fail';

/** What is checked. Bounds are inclusive; a bound that is absent is not checked. */
export type Expectation =
  /** Rows of the run that were accepted. */
  | {
      readonly check: 'row-count';
      readonly min?: number;
      readonly max?: number;
    }
  /** Greatest share of rows, 0 to 1, whose column is null or absent. */
  | {
      readonly check: 'null-share';
      readonly column: string;
      readonly max: number;
    }
  /** Numbers and decimals by size, text by order. */
  | {
      readonly check: 'range';
      readonly column: string;
      readonly min?: number | string;
      readonly max?: number | string;
    }
  /** No two rows of the run share the values of these columns. */
  | { readonly check: 'unique'; readonly columns: readonly string[] }
  /** The newest value of a date column is at most this old when the run ends. */
  | {
      readonly check: 'freshness';
      readonly column: string;
      readonly maxAgeHours: number;
    }
  /** The values of a column never go back (or never forward) as they are read. */
  | {
      readonly check: 'monotone';
      readonly column: string;
      readonly direction?: 'ascending' | 'descending';
    }
  /** A column of units says one of these. */
  | {
      readonly check: 'unit';
      readonly column: string;
      readonly expected: readonly string[];
    }
  /** The mean size of a column is within a factor of what is usual: MWh that were GWh yesterday show here. */
  | {
      readonly check: 'magnitude';
      readonly column: string;
      readonly typical: number;
      readonly factor: number;
    };

/** One expectation of a stream. */
export type QualityCheck = Expectation & { readonly severity: Severity };

/** What became of one expectation in one run. */
export interface QualityResult {
  /** Kind and columns, such as `range(value)`; the same in every run. */
  readonly check: string;
  readonly severity: Severity;
  readonly outcome: 'pass' | 'fail';
  /** What was seen, in one sentence. */
  readonly observed: string;
  readonly expected: string;
}
