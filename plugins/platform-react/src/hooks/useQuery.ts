import { useCallback, useEffect, useRef, useState } from 'react';
import { useUpdatesPaused } from './useUpdatesPaused';

/**
 * What a page knows of something it asked for. A failure keeps the last good data beside it, so that a
 * page can go on showing it, marked as stale, and never shows a failure as an empty result.
 */
export type Query<T> = {
  data?: T;
  /** When `data` came, ISO 8601. */
  loadedAt?: string;
  /** Why the last attempt failed. */
  error?: Error;
  loading: boolean;
  /** The last attempt was refused for want of permission. */
  forbidden: boolean;
  reload: () => void;
};

/**
 * The sentence of a failure. An error made of a reply says only `Request failed with 503`; what the
 * backend said, with its cure, is the cause.
 */
export function reasonOf(error: Error): string {
  // What a check of the answer's form says is for those who write the portal, not for its readers.
  if (error.name === 'ZodError')
    return 'The answer has a form that this page does not know. The portal was probably updated since the page was loaded: load it again.';
  return error.cause instanceof Error && error.cause.message
    ? error.cause.message
    : error.message;
}

function isForbidden(error: Error): boolean {
  return (
    error.name === 'NotAllowedError' ||
    ('statusCode' in error && error.statusCode === 403)
  );
}

/** Calls `reload` every `refreshMs` while the page is visible and updates are not paused; at once when they resume. */
function useRenewal(reload: () => void, refreshMs: number | undefined) {
  const paused = useUpdatesPaused();
  const wasPaused = useRef(paused);
  useEffect(() => {
    if (!refreshMs || paused) {
      wasPaused.current = paused;
      return undefined;
    }
    if (wasPaused.current) reload();
    wasPaused.current = false;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload();
    }, refreshMs);
    return () => clearInterval(timer);
  }, [refreshMs, reload, paused]);
}

/**
 * Asks `load` at once, when `key` changes, on `reload()`, and every `refreshMs` (which may depend on what was answered last) while the
 * page is visible and updates are not paused. Answers that arrive after a newer question are dropped.
 */
export function useQuery<T>(options: {
  key: string;
  load: (signal: AbortSignal) => Promise<T>;
  refreshMs?: number | ((data: T | undefined) => number);
}): Query<T> {
  const { key, load, refreshMs } = options;
  const [state, setState] = useState<Omit<Query<T>, 'reload'>>({
    loading: true,
    forbidden: false,
  });
  const [round, setRound] = useState(0);
  const loadRef = useRef(load);
  loadRef.current = load;
  const reload = useCallback(() => setRound(value => value + 1), []);

  useEffect(() => {
    setState({ loading: true, forbidden: false });
  }, [key]);

  useEffect(() => {
    const abort = new AbortController();
    setState(before => ({ ...before, loading: true }));
    loadRef.current(abort.signal).then(
      data => {
        if (abort.signal.aborted) return;
        setState({
          data,
          loadedAt: new Date().toISOString(),
          loading: false,
          forbidden: false,
        });
      },
      (error: Error) => {
        if (abort.signal.aborted) return;
        setState(before => ({
          ...before,
          error,
          loading: false,
          forbidden: isForbidden(error),
        }));
      },
    );
    return () => abort.abort();
  }, [key, round]);

  useRenewal(
    reload,
    typeof refreshMs === 'function' ? refreshMs(state.data) : refreshMs,
  );
  return { ...state, reload };
}
