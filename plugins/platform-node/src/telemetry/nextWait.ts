const LONGEST_WAIT_MS = 15 * 60_000;
/** Rounds that may fail before the pauses grow; a restart is over by then. */
const PATIENCE = 2;

/**
 * Milliseconds until a system is read again: its interval, give or take a tenth; twice as long for each failure beyond
 * the second, up to a quarter of an hour; and never before it wants to be asked again.
 */
export function nextWait(options: {
  intervalMs: number;
  /** Rounds in a row in which nothing could be read. */
  failures: number;
  /** What the system itself asked for. */
  pauseMs: number;
  /** In [0, 1). */
  random: number;
}): number {
  const { intervalMs, failures, pauseMs, random } = options;
  const grown = intervalMs * 2 ** Math.min(Math.max(0, failures - PATIENCE), 8);
  const wait = Math.min(grown, Math.max(LONGEST_WAIT_MS, intervalMs));
  return Math.max(pauseMs, wait * (0.9 + random * 0.2));
}
