import type { ReadinessSamples } from '../readinessSamples';
import { buildReadiness } from './buildReadiness';
import { renderReadiness, replaceReadiness } from './reportReadiness';

const empty: ReadinessSamples = {
  portal: 'abc',
  peer: 'peer@1.0.0',
  entities: 1000,
  rules: 50,
  agreement: { compared: 50_000, different: 0 },
  reads: [],
  evaluations: [],
  changes: [],
  rates: [],
};
const rowsOf = (samples: Partial<ReadinessSamples>) =>
  buildReadiness({ ...empty, ...samples }, 'a machine').rows;
const change = (services: number, judgeMs: number) => ({
  side: 'portal' as const,
  services,
  judgeMs,
  milliseconds: judgeMs + 1,
  statements: 3,
  verdicts: 1,
});

describe('buildReadiness', () => {
  it('says nothing of what was not measured', () => {
    expect(rowsOf({})).toEqual([]);
  });
  it('holds ratios to their bounds', () => {
    const reads = [
      { side: 'peer' as const, milliseconds: 1000, statements: 52_000 },
      { side: 'portal' as const, milliseconds: 60, statements: 1 },
    ];
    const [time, statements] = rowsOf({ reads });
    expect(time).toMatchObject({ ratio: 0.06, bound: { holds: false } });
    expect(statements).toMatchObject({ bound: { holds: true } });
  });
  it('compares the largest fleet with the smallest', () => {
    const rows = rowsOf({
      changes: [change(100, 1), change(1000, 1), change(10_000, 3)],
    });
    expect(rows.at(-1)).toMatchObject({
      title: 'the same among 10000 over among 100, times',
      portal: { median: 3 },
      bound: { holds: false },
    });
  });
  it('holds the slowest of twenty events to the bound, not the middle one', () => {
    const fast = Array.from({ length: 36 }, () => 400);
    const scores = (slow: number[]) => ({
      scores: { services: 1000, milliseconds: [...fast, ...slow] },
    });
    expect(rowsOf(scores([900, 900, 900, 900]))).toMatchObject([
      { portal: { median: 400, runs: 40 } },
      { title: 'the same, p95', bound: { holds: true } },
    ]);
    expect(rowsOf(scores([1200, 1300, 1400, 1500])).at(-1)).toMatchObject({
      bound: { holds: false },
    });
  });
  it('counts verdicts by the processor', () => {
    const rates = [
      { kept: false, services: 1000, rules: 99, verdicts: 99_000, cpuMs: 330 },
    ];
    expect(rowsOf({ rates })).toMatchObject([
      {
        portal: { median: 300_000 },
        bound: { text: 'at least 200000', holds: true },
      },
    ]);
  });
});

describe('the table', () => {
  it('replaces only what is between its own marks', () => {
    const document =
      'a\n<!-- measured readiness: written by the benchmarks, not by hand -->\nold\n<!-- /measured readiness -->\nb\n';
    const table = renderReadiness(buildReadiness(empty, 'a machine'));
    const once = replaceReadiness(document, table);
    expect(once).not.toContain('old');
    expect(replaceReadiness(once, table)).toBe(once);
    expect(() => replaceReadiness('no marks', table)).toThrow('no place');
  });
});
