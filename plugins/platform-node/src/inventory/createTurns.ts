/** Runs a read when it is its turn. */
export type TakeTurn = <T>(read: () => Promise<T>) => Promise<T>;

/** Lets at most `limit` reads run at once; the others wait in line. */
export function createTurns(limit: number): TakeTurn {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(read: () => Promise<T>): Promise<T> => {
    if (running >= limit) {
      await new Promise<void>(resolve => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await read();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
