import { failed, Observation, observed } from '../model';
import { NOW, SOURCE } from '../rules/testing/observeNow';
import { Claim, StatusDocument } from './claims';
import { compareClaims, ComputedNow } from './compareClaims';
import { MeasuredValue } from './measurements';

const AT = new Date(NOW).toISOString();
const points = (low: number, high: number, of: number) => ({
  low,
  high,
  known: of - (high - low),
  of,
});

function computed(
  measured: [string, Observation<MeasuredValue>][] = [],
): ComputedNow {
  const platform = points(53, 53, 100);
  return {
    report: {
      judgedAt: AT,
      points: platform,
      categories: [
        {
          category: 'backup',
          points: points(20, 60, 100),
          plain: points(10, 60, 100),
        },
      ],
      systems: [],
    },
    measured: new Map(measured),
  };
}

const claim: Claim = {
  subject: 'Production readiness',
  value: 75,
  unit: 'percent',
  corresponds: 'score',
};

function document(
  claims: Claim[],
  rest: Partial<StatusDocument> = {},
): StatusDocument {
  return {
    id: 'roadmap',
    entityRef: 'resource:default/roadmap',
    title: 'Roadmap',
    description: '',
    statedOn: '2025-10-24',
    claims,
    ...rest,
  };
}

const compare = (given: Partial<Claim>, now = computed()) =>
  compareClaims([document([{ ...claim, ...given }])], now)[0].claims[0];

const known = (low: number, high = low) =>
  observed<MeasuredValue>({
    value: { low, high, detail: '104 pods' },
    now: NOW,
    source: SOURCE,
  });

describe('compareClaims', () => {
  it('puts the computed value beside the claim, with the gap', () => {
    expect(compare({})).toMatchObject({
      value: 75,
      state: 'differs',
      computed: {
        title: 'Readiness of the platform',
        low: 53,
        high: 53,
        at: AT,
        stale: false,
      },
      gap: { low: -22, high: -22 },
    });
    expect(compare({ value: 53 }).state).toBe('agrees');
  });
  it('takes a value within the range for possible', () => {
    const backup = { corresponds: 'category:backup' };
    expect(compare({ ...backup, value: 55 })).toMatchObject({
      state: 'possible',
      gap: { low: -35, high: 5 },
    });
    expect(compare({ ...backup, value: 95 }).state).toBe('differs');
  });
  it('compares with a measurement, to the claim’s own digits', () => {
    const measured = computed([['pods-running', known(104)]]);
    const pods = {
      corresponds: 'measurement:pods-running',
      unit: 'count',
    } as const;
    expect(compare({ ...pods, value: 104 }, measured).state).toBe('agrees');
    expect(compare({ ...pods, value: 101 }, measured)).toMatchObject({
      state: 'differs',
      gap: { low: 3, high: 3 },
    });
    const share = computed([['pods-running-share', known(75.36)]]);
    const percent = { corresponds: 'measurement:pods-running-share' };
    expect(compare({ ...percent, value: 75 }, share).state).toBe('agrees');
    expect(compare({ ...percent, value: 75.1 }, share).state).toBe('differs');
  });
  it.each<[string, Partial<Claim>]>([
    ['nothing', { corresponds: undefined }],
    ['a category that there is not', { corresponds: 'category:paperwork' }],
    ['a measurement that there is not', { corresponds: 'measurement:joy' }],
    ['another unit', { corresponds: 'score', unit: 'count' }],
  ])('says that nothing computed corresponds to %s', (_, rest) => {
    const found = compare(rest);
    expect(found.state).toBe('nothing-corresponds');
    expect(found.reason).toMatch(/^Nothing computed corresponds/);
    expect(found.computed).toBeUndefined();
  });
  it('says why what corresponds is not known', () => {
    const missing = failed<MeasuredValue>({
      reason: 'No Grafana is read.',
      now: NOW,
      source: SOURCE,
    });
    const dashboards = {
      corresponds: 'measurement:dashboards',
      unit: 'count',
    } as const;
    expect(
      compare(dashboards, computed([['dashboards', missing]])),
    ).toMatchObject({ state: 'not-known', reason: 'No Grafana is read.' });
    expect(compare({}, { measured: new Map() })).toMatchObject({
      state: 'not-known',
      reason: 'Readiness has not been judged yet.',
    });
    const stale = failed({
      reason: 'timed out',
      now: NOW,
      source: SOURCE,
      previous: known(2),
    });
    expect(
      compare(dashboards, computed([['dashboards', stale]])),
    ).toMatchObject({
      state: 'not-known',
      computed: { low: 2, stale: true },
    });
  });
  it('tells the newest document first', () => {
    const documents = [
      document([claim], { id: 'b', statedOn: '2025-10-20' }),
      document([claim], { id: 'c', statedOn: '2025-10-24' }),
      document([claim], { id: 'a', statedOn: '2025-10-24T17:26:00Z' }),
    ];
    expect(compareClaims(documents, computed()).map(({ id }) => id)).toEqual([
      'a',
      'c',
      'b',
    ]);
  });
});
