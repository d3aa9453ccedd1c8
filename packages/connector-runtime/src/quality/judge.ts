import type { Count, Tally } from './tally';
import type { QualityCheck, QualityResult } from './types';

const HOUR_MS = 3_600_000;

/** Kind and columns of a check, such as `range(value)`; the label of its metric. */
export function nameOf(check: QualityCheck): string {
  if (check.check === 'row-count') {
    return check.check;
  }
  const columns = check.check === 'unique' ? check.columns : [check.column];
  return `${check.check}(${columns.join(',')})`;
}

interface Outcome {
  readonly ok: boolean;
  readonly observed: string;
  readonly expected: string;
}

function boundsOf(check: { min?: unknown; max?: unknown }): string {
  const parts = [
    check.min === undefined ? '' : `at least ${check.min}`,
    check.max === undefined ? '' : `at most ${check.max}`,
  ];
  return parts.filter(Boolean).join(' and ') || 'any';
}

/** `2026-11`, `2026-11-21`, `2026-11-21T06` and ISO times, as milliseconds since 1970, UTC. */
export function timeOf(value: string): number {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}))?$/.exec(value);
  if (!parts) {
    return Date.parse(value);
  }
  const [year, month, day, hour] = parts
    .slice(1)
    .map(part => (part === undefined ? undefined : Number(part)));
  return Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1, hour ?? 0);
}

function judgeFreshness(
  maxAgeHours: number,
  count: Count,
  now: number,
): Outcome {
  const expected = `newest at most ${maxAgeHours} hours old`;
  if (count.last === undefined) {
    return { ok: false, observed: 'no value', expected };
  }
  const hours = (now - timeOf(count.last)) / HOUR_MS;
  return {
    ok: hours <= maxAgeHours,
    observed: `newest is ${count.last}, ${hours.toFixed(1)} hours old`,
    expected,
  };
}

function judgeMagnitude(
  check: { typical: number; factor: number },
  count: Count,
): Outcome {
  const mean = count.total === 0 ? undefined : (count.sum ?? 0) / count.total;
  const low = check.typical / check.factor;
  const high = check.typical * check.factor;
  return {
    ok: mean === undefined || (mean >= low && mean <= high),
    observed: mean === undefined ? 'no value' : `mean size ${mean}`,
    expected: `between ${low} and ${high}`,
  };
}

function judgeBad(count: Count, expected: string): Outcome {
  return {
    ok: count.bad === 0,
    observed:
      count.bad === 0
        ? `all of ${count.total}`
        : `${count.bad} of ${count.total} are not, such as ${count.example}`,
    expected,
  };
}

function judgeOne(
  check: QualityCheck,
  tally: Tally,
  index: number,
  now: number,
) {
  const count = tally.counts[index] ?? { total: 0, bad: 0 };
  switch (check.check) {
    case 'row-count':
      return {
        ok:
          tally.rows >= (check.min ?? 0) &&
          tally.rows <= (check.max ?? Infinity),
        observed: `${tally.rows} rows`,
        expected: boundsOf(check),
      };
    case 'null-share': {
      const share = count.total === 0 ? 0 : count.bad / count.total;
      return {
        ok: share <= check.max,
        observed: `${count.bad} of ${count.total} are null`,
        expected: `a share of at most ${check.max}`,
      };
    }
    case 'freshness':
      return judgeFreshness(check.maxAgeHours, count, now);
    case 'magnitude':
      return judgeMagnitude(check, count);
    case 'range':
      return judgeBad(count, boundsOf(check));
    case 'unique':
      return judgeBad(count, 'no two rows alike');
    case 'monotone':
      return judgeBad(count, `${check.direction ?? 'ascending'} as it is read`);
    default:
      return judgeBad(count, `one of ${check.expected.join(', ')}`);
  }
}

/** What became of every expectation. Pure: `now` in milliseconds since 1970. */
export function judgeQuality(
  checks: readonly QualityCheck[],
  tally: Tally,
  now: number,
): QualityResult[] {
  return checks.map((check, index) => {
    const { ok, observed, expected } = judgeOne(check, tally, index, now);
    return {
      check: nameOf(check),
      severity: check.severity,
      outcome: ok ? 'pass' : 'fail',
      observed,
      expected,
    };
  });
}
