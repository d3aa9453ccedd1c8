/**
 * A clock that stands still until it is told to go on, so that a test can run an hour of failures in a moment and in
 * one certain order.
 */
export interface TestClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `ring` once after `ms`; gives the function that calls that off. */
  alarm(ms: number, ring: () => void): () => void;
  /** Goes on for `ms`, ringing every alarm in order and letting what it wakes run before the next. */
  advance(ms: number): Promise<void>;
  /** Lets everything run that waits for no alarm. */
  settle(): Promise<void>;
}

interface Alarm {
  at: number;
  ring: () => void;
}

async function settle(): Promise<void> {
  // Twenty turns of the event loop are more than any chain of promises in the readers needs.
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

/** Makes a clock that begins at the given time. */
export function createTestClock(start = Date.UTC(2026, 10, 21)): TestClock {
  const alarms = new Set<Alarm>();
  let now = start;
  const nextBefore = (end: number) => {
    let first: Alarm | undefined;
    for (const alarm of alarms) {
      if (alarm.at <= end && (!first || alarm.at < first.at)) first = alarm;
    }
    return first;
  };
  return {
    now: () => now,
    alarm(ms, ring) {
      const alarm = { at: now + ms, ring };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    settle,
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (let next = nextBefore(end); next; next = nextBefore(end)) {
        now = Math.max(now, next.at);
        // Alarms of one moment ring together; letting the rest run between them would only take longer.
        for (const alarm of [...alarms]) {
          if (alarm.at > now || !alarms.delete(alarm)) continue;
          alarm.ring();
        }
        await settle();
      }
      now = end;
    },
  };
}
