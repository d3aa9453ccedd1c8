import fc from 'fast-check';
import { failed, Observation, observed } from '../model';
import { NOW, SOURCE } from '../rules/testing/observeNow';
import { COMPARISONS, Kpi } from './kpis';
import { MeasuredValue } from './measurements';
import { measureKpis, reachesTarget } from './measureKpis';

const kpi: Kpi = {
  id: 'kpi-pods',
  entityRef: 'resource:default/kpi-pods',
  title: 'Pods that run',
  description: '',
  target: 95,
  comparison: 'at-least',
  unit: 'percent',
  measurement: 'pods-running-share',
  sources: [{ document: 'roadmap', line: 754, target: 95 }],
};

const known = (low: number, high = low): Observation<MeasuredValue> =>
  observed({
    value: { low, high, detail: 'some of 104 pods' },
    now: NOW,
    source: SOURCE,
  });

function read(
  given: Partial<Kpi>,
  observation?: Observation<MeasuredValue>,
  trends?: Map<string, { at: string; value: number }[]>,
) {
  return measureKpis({
    kpis: [{ ...kpi, ...given }],
    measured: new Map(observation ? [['pods-running-share', observation]] : []),
    trends,
  })[0];
}

describe('a KPI', () => {
  it('is met or missed by what was measured, with source, age and what it is made of', () => {
    expect(read({}, known(96))).toMatchObject({
      state: 'met',
      value: 96,
      detail: 'some of 104 pods',
      source: SOURCE,
      measuredAt: new Date(NOW).toISOString(),
      stale: false,
      conflict: false,
    });
    expect(read({}, known(94.99)).state).toBe('missed');
  });
  it('without a measurement is unmeasured, and says what it would need', () => {
    expect(
      read({ measurement: undefined, wouldNeed: 'a load test' }),
    ).toMatchObject({
      state: 'unmeasured',
      reason: 'Nothing measures it; it would need a load test.',
      sources: [{ document: 'roadmap', state: 'unmeasured' }],
    });
  });
  it('that cannot be measured says why', () => {
    const none = failed<MeasuredValue>({
      reason: 'pods of demo: 403',
      now: NOW,
      source: SOURCE,
    });
    const reading = read({}, none);
    expect(reading).toMatchObject({
      state: 'unmeasured',
      reason: 'pods of demo: 403',
      source: SOURCE,
    });
    expect(reading.value).toBeUndefined();
  });
  it('whose value is stale shows it, and is unmeasured', () => {
    const stale = failed({
      reason: 'timed out',
      now: NOW,
      source: SOURCE,
      previous: known(99),
    });
    expect(read({}, stale)).toMatchObject({
      state: 'unmeasured',
      stale: true,
      value: 99,
      reason: 'timed out',
    });
  });
  it('known as a range is decided only when both ends agree', () => {
    expect(read({}, known(95, 99)).state).toBe('met');
    expect(read({}, known(10, 94)).state).toBe('missed');
    expect(read({}, known(90, 99))).toMatchObject({
      state: 'unmeasured',
      range: { low: 90, high: 99 },
      reason: expect.stringContaining('between 90 and 99'),
    });
  });
  it('of which documents name different targets shows each, and that they differ', () => {
    const reading = read(
      {
        target: 60,
        comparison: 'less-than',
        unit: 'minutes',
        sources: [
          { document: 'roadmap', line: 772, target: 60 },
          { document: 'progress', line: 200, target: 5, said: 'N/A' },
        ],
      },
      known(30),
    );
    expect(reading).toMatchObject({
      state: 'met',
      conflict: true,
      sources: [
        { document: 'roadmap', state: 'met' },
        { document: 'progress', state: 'missed', said: 'N/A' },
      ],
    });
  });
  it('carries its trend', () => {
    const trend = [{ at: '2025-10-23T00:00:00.000Z', value: 75 }];
    const reading = read({}, known(96), new Map([['kpi-pods', trend]]));
    expect(reading.trend).toEqual(trend);
  });
  it('is never met without a fresh value on which both ends agree', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...COMPARISONS),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        fc.boolean(),
        (comparison, target, a, b, fresh) => {
          const value = known(Math.min(a, b), Math.max(a, b));
          const observation = fresh
            ? value
            : failed({
                reason: 'no',
                now: NOW,
                source: SOURCE,
                previous: value,
              });
          const { state } = read({ comparison, target }, observation);
          const all = [a, b].every(one =>
            reachesTarget(one, comparison, target),
          );
          expect(state === 'met').toBe(fresh && all);
        },
      ),
    );
  });
});
