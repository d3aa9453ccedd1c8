import { setTimeout as pause } from 'node:timers/promises';

/** Somebody who is asked while others wait. */
export interface ShortAsking<T> {
  /** Asks; never rejects. */
  read: () => Promise<T>;
  /** Whether an answer that is so many milliseconds old need not be asked for again. */
  isFresh: (answer: T, ageMs: number) => boolean;
  /** What is said before the first answer. */
  notYet: () => T;
  /** How long an answer is waited for, in milliseconds; a later one counts the next time. */
  waitMs: number;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Is told of an answer that came too late for who asked. */
  onLate?: () => void;
}

/** Asks one question at a time and waits shortly: whoever hangs is waited for once, and not by everybody who asks meanwhile. */
export function askShortly<T>(asking: ShortAsking<T>): () => Promise<T> {
  const { read, isFresh, notYet, waitMs, now, onLate } = asking;
  let last: { at: number; answer: T } | undefined;
  let running: Promise<void> | undefined;
  const ask = async () => {
    const began = now();
    last = { answer: await read(), at: now() };
    running = undefined;
    if (now() - began > waitMs) onLate?.();
  };
  return async () => {
    if (last && isFresh(last.answer, now() - last.at)) return last.answer;
    if (!running) {
      running = ask();
      await Promise.race([running, pause(waitMs, undefined, { ref: false })]);
    }
    return last ? last.answer : notYet();
  };
}
