/**
 * Changes of a cluster come in bursts; listeners hear of a burst once, when it pauses, but are not kept waiting for
 * ever.
 */
const QUIET_MS = 20;
const LONGEST_MS = 200;

/** Tells listeners of changes. */
export interface Changes {
  /** Something changed. */
  announce(): void;
  /** Calls `listener` after changes; gives the function that stops that. */
  listen(listener: () => void): () => void;
  /**
   * Resolves when the condition holds; it is looked at now and after each change.
   *
   * @throws the signal's reason when it is aborted before.
   */
  until(condition: () => boolean, signal?: AbortSignal): Promise<void>;
  /** Ends all announcements. */
  close(): void;
}

function waitUntil(
  watchers: Set<() => void>,
  condition: () => boolean,
  signal?: AbortSignal,
): Promise<void> {
  if (condition()) return Promise.resolve();
  return new Promise<void>((resolve, reject) => {
    const look = () => {
      if (signal?.aborted) reject(signal.reason);
      else if (condition()) resolve();
      else return;
      watchers.delete(look);
      signal?.removeEventListener('abort', look);
    };
    watchers.add(look);
    signal?.addEventListener('abort', look);
    look();
  });
}

/** Makes an announcer of changes, which come in bursts of pauses of up to `quietMs`, 20 unless given. */
export function createChanges(quietMs = QUIET_MS): Changes {
  const listeners = new Set<() => void>();
  const watchers = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let first = 0;
  const tell = () => {
    timer = undefined;
    for (const listener of listeners) listener();
  };
  return {
    announce() {
      for (const look of [...watchers]) look();
      const now = performance.now();
      if (!timer) first = now;
      clearTimeout(timer);
      const wait = Math.min(quietMs, Math.max(0, first + LONGEST_MS - now));
      timer = setTimeout(tell, wait).unref();
    },
    listen(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    until: (condition, signal) => waitUntil(watchers, condition, signal),
    close() {
      clearTimeout(timer);
      timer = undefined;
      listeners.clear();
    },
  };
}
