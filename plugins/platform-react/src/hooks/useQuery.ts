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

/** Answers that take longer than this are not waited for: a page that hangs says less than one that failed. */
const SLOWEST_MS = 60_000;

function tooSlow(ms: number): Error {
  return new Error(
    `There was no answer within ${Math.round(
      ms / 1000,
    )} s, so it is no longer waited for. The portal or what it asks is slow or hangs; try again, and look at the portal's log if it stays so.`,
  );
}

/** What one place asks, one question at a time. */
interface Asking {
  /** Asks; while an answer is awaited, once it is there. */
  ask: () => void;
  /** Drops what is awaited, and hears nothing more. */
  end: () => void;
}

/**
 * Asks one question at a time. Who asks while an answer is awaited gets that answer, and then a newer one: if the newer question
 * dropped the older, whatever takes longer than its renewal would never be answered.
 */
function startAsking<T>(options: {
  load: (signal: AbortSignal) => Promise<T>;
  slowestMs: number;
  onAsked: () => void;
  onData: (data: T) => void;
  onError: (error: Error) => void;
}): Asking {
  let current: AbortController | undefined;
  let deadline: ReturnType<typeof setTimeout> | undefined;
  let again = false;

  function ask(): void {
    if (current) {
      again = true;
      return;
    }
    const abort = new AbortController();
    current = abort;
    const settle = (tell: () => void) => {
      if (current !== abort) return;
      clearTimeout(deadline);
      current = undefined;
      tell();
      if (!again) return;
      again = false;
      ask();
    };
    const fail = (error: Error) => settle(() => options.onError(error));
    deadline = setTimeout(() => {
      fail(tooSlow(options.slowestMs));
      abort.abort();
    }, options.slowestMs);
    options.onAsked();
    options
      .load(abort.signal)
      .then(data => settle(() => options.onData(data)), fail);
  }

  return {
    ask,
    end() {
      clearTimeout(deadline);
      current?.abort();
      current = undefined;
    },
  };
}

/**
 * Asks `load` at once, when `key` changes, on `reload()`, and every `refreshMs` (which may depend on what was answered last) while the
 * page is visible and updates are not paused. One question at a time: a `reload()` while an answer is awaited asks once it is there. An answer
 * for another `key` is dropped, and one that takes longer than `slowestMs` (a minute) is a failure.
 */
export function useQuery<T>(options: {
  key: string;
  load: (signal: AbortSignal) => Promise<T>;
  refreshMs?: number | ((data: T | undefined) => number);
  slowestMs?: number;
}): Query<T> {
  const { key, load, refreshMs, slowestMs = SLOWEST_MS } = options;
  const [state, setState] = useState<Omit<Query<T>, 'reload'>>({
    loading: true,
    forbidden: false,
  });
  const loadRef = useRef(load);
  loadRef.current = load;
  const asking = useRef<Asking | undefined>(undefined);
  const reload = useCallback(() => asking.current?.ask(), []);

  useEffect(() => {
    setState({ loading: true, forbidden: false });
    const started = startAsking<T>({
      load: signal => loadRef.current(signal),
      slowestMs,
      onAsked: () => setState(before => ({ ...before, loading: true })),
      onData: data =>
        setState({
          data,
          loadedAt: new Date().toISOString(),
          loading: false,
          forbidden: false,
        }),
      onError: error =>
        setState(before => ({
          ...before,
          error,
          loading: false,
          forbidden: isForbidden(error),
        })),
    });
    asking.current = started;
    started.ask();
    return started.end;
  }, [key, slowestMs]);

  useRenewal(
    reload,
    typeof refreshMs === 'function' ? refreshMs(state.data) : refreshMs,
  );
  return { ...state, reload };
}
