/** Rings for whoever listens. */
export interface Bell {
  ring(): void;
  /** Calls `listener` whenever it rings; gives the function that stops that. */
  onChange(listener: () => void): () => void;
}

/** Makes a bell. */
export function createBell(): Bell {
  const listeners = new Set<() => void>();
  return {
    ring() {
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
