/** What a write may ask for. */
export interface WriteOptions {
  /** Compute the result, check everything, store nothing. */
  dryRun?: boolean;
}
