/**
 * Runs something at once when asked, but no more often than every `restMs`; asked in between, it runs once
 * at the end of the rest. Ends with the signal.
 */
export function createPace(options: {
  run: () => void;
  restMs: number;
  signal: AbortSignal;
}): () => void {
  const { run, restMs, signal } = options;
  let resting: NodeJS.Timeout | undefined;
  let isDue = false;
  signal.addEventListener('abort', () => clearTimeout(resting));
  const ask = () => {
    isDue = resting !== undefined;
    if (isDue || signal.aborted) return;
    run();
    resting = setTimeout(() => {
      resting = undefined;
      if (isDue) ask();
    }, restMs).unref();
  };
  return ask;
}
