/** One condition on a label. */
export interface LabelMatcher {
  /** Name of the label; `__name__` for the metric's own. */
  label: string;
  operator: '=' | '!=' | '=~' | '!~';
  value: string;
  /**
   * The value holds a variable that is not known here. Such a condition can only take series away, so it is left out
   * when series are counted, and what is found then is no proof.
   */
  uncertain: boolean;
}

/** A selector of series or of log streams, as it stands in a query. */
export interface SeriesSelector {
  /** As it was written. */
  text: string;
  matchers: LabelMatcher[];
  /** Some of its matchers are, or it may be no selector at all but a number in a variable. */
  uncertain: boolean;
}

/** What has to match for a query to return something. */
export type QueryNeed =
  /** The selector of this number. */
  | { type: 'selector'; index: number }
  | { type: 'all'; of: QueryNeed[] }
  | { type: 'any'; of: QueryNeed[] };

/** A query taken apart, or why it cannot be. */
export type ParsedQuery =
  | { ok: true; selectors: SeriesSelector[]; need: QueryNeed }
  | { ok: false; reason: string };

/** What a variable of a dashboard stands for. */
export interface VariableValue {
  name: string;
  /** Empty: not known. */
  values: readonly string[];
  /** "All" is chosen. */
  all?: boolean;
  /** What "All" is, when that was set by hand. */
  allValue?: string;
}
