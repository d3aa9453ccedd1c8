/** A run is followed by a rest of at least twice its length: it must not keep the process to itself. */
const REST_PER_RUN = 2;

/**
 * Runs something at once when asked, but no more often than its length allows: it rests twice as long as it
 * ran, at least `restMs` and at most `longestMs`. Asked in between, it runs once at the end of the rest. Ends
 * with the signal.
 */
export function createPace(options: {
  run: () => void;
  restMs: number;
  /** `restMs` unless given. */
  longestMs?: number;
  /** Whether the first run, too, waits for `restMs` after it was asked for. */
  restFirst?: boolean;
  signal: AbortSignal;
}): () => void {
  const { run, restMs, longestMs = restMs, signal } = options;
  let isFirst = options.restFirst ?? false;
  let resting: NodeJS.Timeout | undefined;
  let isDue = false;
  signal.addEventListener('abort', () => clearTimeout(resting));
  function rest(ms: number): void {
    resting = setTimeout(() => {
      resting = undefined;
      if (isDue) ask();
    }, ms).unref();
  }
  function ask(): void {
    isDue = isFirst || resting !== undefined;
    if (signal.aborted || resting) return;
    if (isFirst) {
      isFirst = false;
      rest(restMs);
      return;
    }
    const began = performance.now();
    run();
    const length = (performance.now() - began) * REST_PER_RUN;
    rest(Math.max(restMs, Math.min(longestMs, length)));
  }
  return ask;
}
