/** What to list; selectors are in the query string's grammar. */
export interface ListOptions {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
  /** The state as it was at this version. Default: now. */
  atVersion?: number;
}

/** What a write may ask for. */
export interface WriteOptions {
  /** Compute the result, check everything, store nothing. */
  dryRun?: boolean;
}
