import fc from 'fast-check';
import { gatherMarks, layOutTrend, nearestRun, Run } from './geometry';

const START = Date.parse('2025-10-24T00:00:00.000Z');
const HOUR = 3_600_000;
const at = (hours: number) => new Date(START + hours * HOUR).toISOString();
const run = (hours: number, low: number, high = low): Run => ({
  at: at(hours),
  points: { low, high, known: 100 - (high - low), of: 100 },
});

describe('the layout of a trend', () => {
  it('holds a score until the next one, so that a change is a step', () => {
    const { stairs } = layOutTrend({
      runs: [run(0, 50), run(4, 60)],
      to: START + 8 * HOUR,
    });
    expect(stairs).toHaveLength(1);
    expect(stairs[0].map(({ x }) => x)).toEqual([0, 50, 50, 100]);
    expect(stairs[0][0].low).toBe(stairs[0][1].low);
    expect(stairs[0][2].low).toBeLessThan(stairs[0][1].low);
  });

  it('draws nothing where nothing was judged', () => {
    const { stairs, gaps } = layOutTrend({
      runs: [run(0, 50), run(1, 51), run(8, 60)],
      gaps: [{ from: at(2), to: at(8) }],
      to: START + 10 * HOUR,
    });
    expect(gaps).toEqual([{ from: 20, to: 80 }]);
    expect(stairs.map(stair => stair.map(({ x }) => x))).toEqual([
      [0, 10, 10, 20],
      [80, 100],
    ]);
  });

  it('marks scores and times with round numbers', () => {
    const { scores, times } = layOutTrend({
      runs: [run(0, 71, 84), run(24, 73, 84)],
    });
    expect(scores.map(({ label }) => label)).toContain('80');
    expect(times.map(({ label }) => label)).toContain('12:00');
    expect(scores.length).toBeLessThanOrEqual(6);
  });

  it('finds the run that is meant', () => {
    const runs = [run(0, 50), run(4, 60), run(8, 70)];
    const geometry = layOutTrend({ runs });
    expect(nearestRun(geometry, runs, 0)).toBe(0);
    expect(nearestRun(geometry, runs, 55)).toBe(1);
    expect(nearestRun(geometry, runs, 100)).toBe(2);
  });

  it('places everything inside the plot, whatever is stored', () => {
    const runs = fc
      .array(fc.tuple(fc.nat(10_000), fc.nat(100), fc.nat(100)), {
        minLength: 1,
        maxLength: 30,
      })
      .map(rows =>
        [...new Map(rows.map(row => [row[0], row])).values()]
          .sort((a, b) => a[0] - b[0])
          .map(([hours, a, b]) => run(hours, Math.min(a, b), Math.max(a, b))),
      );
    fc.assert(
      fc.property(runs, fc.nat(10_000), fc.nat(100), (some, gapAt, length) => {
        const { stairs, gaps, scores, times } = layOutTrend({
          runs: some,
          gaps: [{ from: at(gapAt), to: at(gapAt + length) }],
        });
        const inside = [
          ...stairs.flat().flatMap(({ x, low, high }) => [x, low, high]),
          ...gaps.flatMap(({ from, to }) => [from, to]),
          ...scores.map(tick => tick.at),
          ...times.map(tick => tick.at),
        ];
        for (const value of inside) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(100);
        }
        for (const { low, high } of stairs.flat())
          expect(high).toBeLessThanOrEqual(low);
      }),
    );
  });
});

describe('the marks of a trend', () => {
  it('become one where they would cover each other', () => {
    expect(gatherMarks([0.5, 1, 1.5, 60])).toEqual([
      { x: 0.5, label: '1-3' },
      { x: 60, label: '4' },
    ]);
    expect(gatherMarks([])).toEqual([]);
  });

  it('never stand nearer to each other than one is wide, and every note has one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 100, noNaN: true }), {
          maxLength: 9,
        }),
        places => {
          const xs = [...places].sort((a, b) => a - b);
          const marks = gatherMarks(xs);
          marks.slice(1).forEach((mark, i) => {
            expect(mark.x - marks[i].x).toBeGreaterThanOrEqual(4);
          });
          const told = marks.flatMap(({ label }) => {
            const [first, last = first] = label.split('-').map(Number);
            return xs.slice(first - 1, last);
          });
          expect(told).toEqual(xs);
        },
      ),
    );
  });
});
