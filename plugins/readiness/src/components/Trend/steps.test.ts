import { HistoryPoint } from '@254carbon/backstage-plugin-platform-common';
import { findSteps } from './steps';

const at = (hour: number) =>
  new Date(Date.UTC(2025, 9, 24, hour)).toISOString();
const point = (hour: number, low: number, of = 100): HistoryPoint => {
  const points = { low, high: low, known: of, of };
  return { at: at(hour), points, plain: points };
};

describe('the moves of a score that are marked', () => {
  const points = [
    point(0, 70),
    point(1, 66),
    point(2, 66),
    point(3, 67),
    point(9, 50),
    point(10, 52),
  ];
  it('are the biggest, in the order of time', () => {
    const steps = findSteps({ points, gaps: [], most: 2, least: 0.5 });
    expect(steps.map(({ moved }) => moved)).toEqual([-4, -17]);
    expect(steps[0].before.at).toBe(at(0));
  });
  it('are none that nobody would see, nor what happened while nobody judged', () => {
    const gaps = [{ from: at(4), to: at(9) }];
    const steps = findSteps({ points, gaps, most: 9, least: 1.5 });
    expect(steps.map(({ moved }) => moved)).toEqual([-4, 2]);
  });
  it('are none where there was no score', () => {
    const some = [point(0, 0, 0), point(1, 50), point(2, 0, 0)];
    expect(findSteps({ points: some, gaps: [], most: 9, least: 0 })).toEqual(
      [],
    );
  });
});
