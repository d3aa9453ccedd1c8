import fc from 'fast-check';
import type { Row } from '../schema';
import { judgeQuality, nameOf, timeOf } from './judge';
import { createCounter, emptyTally } from './tally';
import type { Tally } from './tally';
import type { Expectation, QualityCheck } from './types';

const NOW = Date.UTC(2026, 10, 21, 6);

function judge(expectation: Expectation, pages: readonly Row[][]) {
  const checks: QualityCheck[] = [{ ...expectation, severity: 'fail' }];
  const count = createCounter(checks);
  let tally = emptyTally(checks);
  for (const rows of pages) {
    tally = count(tally, rows);
  }
  return judgeQuality(checks, tally, NOW)[0];
}

const days = (...texts: string[]): Row[] => texts.map(day => ({ day }));
const values = (...numbers: Array<number | string | null>): Row[] =>
  numbers.map(value => ({ value }));

const cases: Array<[string, Expectation, Row[][], 'pass' | 'fail']> = [
  [
    'enough rows',
    { check: 'row-count', min: 2 },
    [values(1), values(2)],
    'pass',
  ],
  ['too few rows', { check: 'row-count', min: 3 }, [values(1, 2)], 'fail'],
  ['too many rows', { check: 'row-count', max: 1 }, [values(1, 2)], 'fail'],
  [
    'few nulls',
    { check: 'null-share', column: 'value', max: 0.5 },
    [values(1, null)],
    'pass',
  ],
  [
    'many nulls, also absent ones',
    { check: 'null-share', column: 'value', max: 0.5 },
    [[...values(1, null), {}]],
    'fail',
  ],
  [
    'within the range, decimals by size',
    { check: 'range', column: 'value', min: 0, max: 100 },
    [values('9.5', 100, null)],
    'pass',
  ],
  [
    'beyond the range',
    { check: 'range', column: 'value', max: 100 },
    [values('1000')],
    'fail',
  ],
  [
    'a date before its range',
    { check: 'range', column: 'day', min: '2026-01-01' },
    [days('2025-12-31')],
    'fail',
  ],
  [
    'unique over pages',
    { check: 'unique', columns: ['value'] },
    [values(1), values(2)],
    'pass',
  ],
  [
    'repeated over pages',
    { check: 'unique', columns: ['value'] },
    [values(1), values(2, 1)],
    'fail',
  ],
  [
    'fresh',
    { check: 'freshness', column: 'day', maxAgeHours: 48 },
    [days('2026-11-20', '2026-11-01')],
    'pass',
  ],
  [
    'stale',
    { check: 'freshness', column: 'day', maxAgeHours: 24 },
    [days('2026-11-19')],
    'fail',
  ],
  [
    'no row at all is not fresh',
    { check: 'freshness', column: 'day', maxAgeHours: 24 },
    [],
    'fail',
  ],
  [
    'dates grow over pages',
    { check: 'monotone', column: 'day' },
    [days('2026-01-01'), days('2026-01-01', '2026-01-02')],
    'pass',
  ],
  [
    'dates go back between pages',
    { check: 'monotone', column: 'day' },
    [days('2026-01-02'), days('2026-01-01')],
    'fail',
  ],
  [
    'dates may go back when declared so',
    { check: 'monotone', column: 'day', direction: 'descending' },
    [days('2026-01-02', '2026-01-01')],
    'pass',
  ],
  [
    'the unit is another one',
    { check: 'unit', column: 'unit', expected: ['GWh/d'] },
    [[{ unit: 'GWh/d' }, { unit: 'MWh/d' }]],
    'fail',
  ],
  [
    'a thousand times as much as usual',
    { check: 'magnitude', column: 'value', typical: 900, factor: 10 },
    [values(900_000, 910_000)],
    'fail',
  ],
  [
    'about as much as usual',
    { check: 'magnitude', column: 'value', typical: 900, factor: 10 },
    [values(850, -120)],
    'pass',
  ],
];

it.each(cases)('%s', (_, expectation, pages, outcome) => {
  const result = judge(expectation, pages);
  expect({ outcome: result.outcome, why: result.observed }).toEqual({
    outcome,
    why: expect.any(String),
  });
  expect(result.check).toBe(nameOf({ ...expectation, severity: 'fail' }));
});

it('says what broke it', () => {
  const { observed, expected } = judge(
    { check: 'range', column: 'value', min: 0, max: 10 },
    [values(1, -5)],
  );
  expect(`${observed}; ${expected}`).toBe(
    '1 of 2 are not, such as -5; at least 0 and at most 10',
  );
});

it('counts the same however rows are cut into pages, and through JSON', () => {
  const checks: QualityCheck[] = [
    { check: 'range', column: 'value', max: 5, severity: 'warn' },
    { check: 'null-share', column: 'value', max: 0.1, severity: 'warn' },
    { check: 'monotone', column: 'value', severity: 'warn' },
    {
      check: 'magnitude',
      column: 'value',
      typical: 1,
      factor: 2,
      severity: 'warn',
    },
  ];
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { nil: null })),
      fc.nat(20),
      (numbers, cut) => {
        const rows = values(...numbers);
        const whole = createCounter(checks)(emptyTally(checks), rows);
        const count = createCounter(checks);
        const first = count(emptyTally(checks), rows.slice(0, cut));
        const travelled: Tally = JSON.parse(JSON.stringify(first));
        const cutTally = createCounter(checks)(travelled, rows.slice(cut));
        expect(judgeQuality(checks, cutTally, NOW)).toEqual(
          judgeQuality(checks, whole, NOW),
        );
      },
    ),
  );
});

it('reads every granularity as time', () => {
  expect(timeOf('2026')).toBe(Date.UTC(2026, 0, 1));
  expect(timeOf('2026-11')).toBe(Date.UTC(2026, 10, 1));
  expect(timeOf('2026-11-21T06')).toBe(NOW);
  expect(timeOf('2026-11-21T06:00:00.000Z')).toBe(NOW);
});
