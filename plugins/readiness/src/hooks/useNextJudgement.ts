/**
 * A decision of people counts with the judgement that follows it: at once, but not in the same moment. A page that read its score between the two
 * would go on showing the one from before the decision until it renews itself, half a minute later.
 */
import { useCallback, useEffect, useState } from 'react';

/** How soon it is asked again, in milliseconds. */
const EVERY_MS = 1_000;
/** How often at most: not every decision changes what is judged, and then none follows. */
const TIMES = 15;

/**
 * Gives a function to call after a decision: it reads anew, and again every second until the judgement is another one than `judgedAt`
 * (ISO 8601), fifteen times at most.
 */
export function useNextJudgement(
  judgedAt: string | undefined,
  reload: () => void,
): () => void {
  const [awaited, setAwaited] = useState<{ after?: string; left: number }>();
  useEffect(() => {
    if (!awaited || awaited.left === 0 || judgedAt !== awaited.after)
      return undefined;
    const timer = setTimeout(() => {
      setAwaited({ ...awaited, left: awaited.left - 1 });
      reload();
    }, EVERY_MS);
    return () => clearTimeout(timer);
  }, [awaited, judgedAt, reload]);
  return useCallback(() => {
    setAwaited({ after: judgedAt, left: TIMES });
    reload();
  }, [judgedAt, reload]);
}
