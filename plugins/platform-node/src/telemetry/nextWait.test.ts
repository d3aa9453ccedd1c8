import { nextWait } from './nextWait';

const MINUTE = 60_000;

it.each([
  [{ failures: 0 }, MINUTE],
  [{ failures: 2 }, MINUTE],
  [{ failures: 3 }, 2 * MINUTE],
  [{ failures: 5 }, 8 * MINUTE],
  [{ failures: 100 }, 15 * MINUTE],
  [{ failures: 100, intervalMs: 60 * MINUTE }, 60 * MINUTE],
  [{ failures: 0, pauseMs: 7 * MINUTE }, 7 * MINUTE],
  [{ failures: 0, random: 0 }, 0.9 * MINUTE],
  [{ failures: 0, random: 0.999 }, 1.0998 * MINUTE],
])('waits after %j', (given, expected) => {
  const usual = { intervalMs: MINUTE, pauseMs: 0, random: 0.5 };
  expect(nextWait({ ...usual, ...given })).toBeCloseTo(expected, 3);
});
