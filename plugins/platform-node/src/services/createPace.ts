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
  signal: AbortSignal;
}): () => void {
  const { run, restMs, longestMs = restMs, signal } = options;
  let resting: NodeJS.Timeout | undefined;
  let isDue = false;
  signal.addEventListener('abort', () => clearTimeout(resting));
  const ask = () => {
    isDue = resting !== undefined;
    if (isDue || signal.aborted) return;
    const began = performance.now();
    run();
    const length = (performance.now() - began) * REST_PER_RUN;
    resting = setTimeout(() => {
      resting = undefined;
      if (isDue) ask();
    }, Math.max(restMs, Math.min(longestMs, length))).unref();
  };
  return ask;
}
