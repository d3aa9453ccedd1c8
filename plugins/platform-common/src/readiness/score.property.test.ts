import fc from 'fast-check';
import { OUTCOMES } from '../rules';
import { service } from '../rules/testing/world';
import { compareReports } from './compareReports';
import { nextActions } from './nextActions';
import { addPoints, isExempt } from './points';
import { Points, ReadinessReport } from './report';
import { rollUp } from './rollUp';
import { scoreService, weighVerdicts } from './scoreService';
import { scoreVerdicts } from './scoreVerdicts';
import {
  casesOf,
  placedCases,
  rankOf,
  reportOf,
  saidArb,
  Said,
  scoresIn,
  withSaid,
} from './__testUtils__/scoreCases';

const PASS: Said = { outcome: 'pass', stale: false, exempt: false };
const FAIL: Said = { outcome: 'fail', stale: false, exempt: false };

/** Whether one share is smaller than another; exact, and never so for a score that there was not before. */
function isLess(
  after: Points,
  before: Points | undefined,
  end: 'low' | 'high',
): boolean {
  if (!before || before.of === 0) return false;
  return after[end] * before.of < before[end] * after.of;
}

/** Names of scores that are smaller than before, as a share, at one of the ends; what is no score any more is none. */
function listFalls(
  before: ReadonlyMap<string, Points>,
  after: ReadonlyMap<string, Points>,
  ends: readonly ('low' | 'high')[],
): string[] {
  return [...after]
    .filter(
      ([name, points]) =>
        points.of > 0 &&
        ends.some(end => isLess(points, before.get(name), end)),
    )
    .map(([name]) => name);
}

/** Names of services whose level is lower than before. */
function listLostLevels(
  before: ReadinessReport,
  after: ReadinessReport,
): string[] {
  return before.services
    .filter(({ level, plainLevel }, i) => {
      const now = after.services[i];
      return (
        rankOf(now.level) < rankOf(level) ||
        rankOf(now.plainLevel) < rankOf(plainLevel)
      );
    })
    .map(({ serviceId }) => serviceId);
}

const BOTH = ['low', 'high'] as const;

describe('scores', () => {
  it('are total and within bounds', () => {
    fc.assert(
      fc.property(casesOf(), item => {
        for (const { low, high, known, of } of scoresIn(
          reportOf(item),
        ).values()) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(high);
          expect(high).toBeLessThanOrEqual(of);
          expect(known).toBeLessThanOrEqual(of);
        }
      }),
    );
  });
  it('add up: services, systems, owners, domains and categories each sum to the platform', () => {
    fc.assert(
      fc.property(casesOf(), item => {
        const report = reportOf(item);
        const { services, systems, groups, domains, categories } = report;
        for (const kind of ['points', 'plain'] as const) {
          for (const parts of [services, systems, groups, domains, categories])
            expect(addPoints(parts.map(part => part[kind]))).toEqual(
              report[kind],
            );
          for (const whole of [...services, ...systems, ...groups])
            expect(addPoints(whole.categories.map(part => part[kind]))).toEqual(
              whole[kind],
            );
        }
      }),
    );
  });
  it('are the points of the verdicts minus what the caps take, to the point', () => {
    fc.assert(
      fc.property(casesOf(), item => {
        const report = reportOf(item);
        const raw = report.services
          .filter(({ expectedDown }) => !expectedDown)
          .flatMap(({ verdicts }) =>
            scoreVerdicts(
              weighVerdicts(verdicts, item.rules).weighed,
              item.caps,
            ).map(score => score.raw),
          );
        for (const caps of [
          report.caps,
          report.services.flatMap(one => one.caps),
          report.systems.flatMap(one => one.caps),
        ]) {
          const lost = (end: 'lostLow' | 'lostHigh') =>
            caps.reduce((sum, one) => sum + one[end], 0);
          const { low, high, known, of } = addPoints(raw);
          expect(report.points).toEqual({
            low: low - lost('lostLow'),
            high: high - lost('lostHigh'),
            known,
            of,
          });
        }
      }),
    );
  });
  it('keep every category below the caps that hold for certain', () => {
    fc.assert(
      fc.property(casesOf(), item => {
        for (const { categories, verdicts, expectedDown } of reportOf(item)
          .services) {
          for (const cap of expectedDown ? [] : item.caps) {
            const rule = verdicts.find(one => one.ruleId === cap.unless);
            if (!rule || rule.outcome !== 'fail' || rule.stale) continue;
            const found = categories.find(one => one.category === cap.category);
            if (!found) continue;
            const parts = isExempt(rule)
              ? [found.plain]
              : [found.plain, found.points];
            for (const { low, high, of } of parts) {
              expect(low * 100).toBeLessThanOrEqual(cap.atMostPercent * of);
              expect(high * 100).toBeLessThanOrEqual(cap.atMostPercent * of);
            }
          }
        }
      }),
    );
  });
  it('do not depend on order', () => {
    fc.assert(
      fc.property(casesOf(), item => {
        const straight = reportOf(item);
        expect(straight).toMatchObject(
          rollUp([...straight.services].reverse()),
        );
        const { verdicts = [] } = straight.services[0] ?? {};
        const score = (order: typeof verdicts, caps: typeof item.caps) =>
          scoreService({
            service: service(),
            rules: item.rules,
            caps,
            verdicts: order,
          });
        expect(
          score([...verdicts].reverse(), [...item.caps].reverse()),
        ).toEqual(score(verdicts, item.caps));
      }),
    );
  });
});

describe('no score falls', () => {
  it('when a failure is mended, exempt or not, capped or not, and no level does', () => {
    fc.assert(
      fc.property(placedCases, fc.boolean(), ({ item, at }, exempt) => {
        const before = reportOf(withSaid(item, at, { ...FAIL, exempt }));
        const after = reportOf(withSaid(item, at, PASS));
        const [old, now] = [scoresIn(before), scoresIn(after)];
        expect(listFalls(old, now, BOTH)).toEqual([]);
        expect(listLostLevels(before, after)).toEqual([]);
        for (const [name, points] of now)
          expect(points.low).toBeGreaterThanOrEqual(old.get(name)?.low ?? 0);
      }),
      { numRuns: 500 },
    );
  });
  it('when what is unknown turns out well', () => {
    fc.assert(
      fc.property(
        placedCases,
        saidArb.filter(({ outcome }) => outcome !== 'not-applicable'),
        ({ item, at }, said) => {
          const before = scoresIn(reportOf(withSaid(item, at, said)));
          const after = scoresIn(reportOf(withSaid(item, at, PASS)));
          expect(listFalls(before, after, ['low'])).toEqual([]);
        },
      ),
    );
  });
  it('when something is exempted', () => {
    fc.assert(
      fc.property(placedCases, saidArb, ({ item, at }, said) => {
        const before = withSaid(item, at, { ...said, exempt: false });
        const after = withSaid(item, at, { ...said, exempt: true });
        const [old, now] = [before, after].map(one => scoresIn(reportOf(one)));
        // What is unknown may yet pass: setting it aside narrows the range from above.
        const certain = said.outcome === 'fail' && !said.stale;
        expect(listFalls(old, now, certain ? BOTH : ['low'])).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what is not known', () => {
  it('widens the range to both sides of what would be certain', () => {
    fc.assert(
      fc.property(
        placedCases,
        fc.constantFrom(PASS, FAIL),
        fc.constantFrom<Said>(
          { outcome: 'unknown', stale: false, exempt: false },
          { outcome: 'pass', stale: true, exempt: false },
          { outcome: 'fail', stale: true, exempt: false },
        ),
        ({ item, at }, certain, notKnown) => {
          const closed = scoresIn(reportOf(withSaid(item, at, certain)));
          const open = scoresIn(reportOf(withSaid(item, at, notKnown)));
          for (const [name, points] of closed) {
            const range = open.get(name)!;
            expect(range.low).toBeLessThanOrEqual(points.low);
            expect(range.high).toBeGreaterThanOrEqual(points.high);
            expect(isLess(points, range, 'low')).toBe(false);
            expect(isLess(range, points, 'high')).toBe(false);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
  it('is nothing that does not apply: that counts nowhere', () => {
    fc.assert(
      fc.property(placedCases, ({ item, at }) => {
        const without = reportOf(
          withSaid(item, at, { ...PASS, outcome: 'not-applicable' }),
        );
        const withIt = reportOf(withSaid(item, at, FAIL));
        const { weight } = item.rules[at[1]];
        expect(withIt.plain.of - without.plain.of).toBe(weight);
      }),
    );
  });
});

describe('what is set aside', () => {
  it('is counted as set aside, and the plain score is as if nothing were', () => {
    fc.assert(
      fc.property(casesOf(), item => {
        const plain = reportOf({
          ...item,
          services: item.services.map(one => ({
            ...one,
            down: false,
            said: one.said.map(said => ({ ...said, exempt: false })),
          })),
        });
        const report = reportOf(item);
        expect(report.plain).toEqual(plain.points);
        expect(plain.plain).toEqual(plain.points);
        report.services.forEach((one, i) => {
          expect(one.plainLevel).toBe(plain.services[i].level);
          const counted = Object.values(one.counts).reduce((a, b) => a + b, 0);
          expect(counted).toBe(item.rules.length);
          if (!item.services[i].down) return;
          expect(one.points.of).toBe(0);
          expect(one.level).toBeUndefined();
        });
      }),
    );
  });
});

describe('explanations', () => {
  it('of a difference add up to it', () => {
    fc.assert(
      fc.property(
        placedCases,
        fc.constantFrom(...OUTCOMES),
        ({ item, at }, outcome) => {
          const before = reportOf(item);
          const after = reportOf(
            withSaid(item, at, { outcome, stale: false, exempt: false }),
          );
          const sum = compareReports(before, after).reduce(
            (total, { delta }) => total + delta,
            0,
          );
          expect(sum).toBe(after.points.low - before.points.low);
        },
      ),
    );
  });
  it('name no verdict of a service that is set aside, which changed nothing that was seen', () => {
    fc.assert(
      fc.property(casesOf(), item => {
        const turned = item.services.map(one => ({ ...one, down: !one.down }));
        const before = reportOf(item);
        const after = reportOf({ ...item, services: turned });
        expect(compareReports(before, after)).toEqual([]);
      }),
    );
  });
  it('of what to do next lead where they say', () => {
    fc.assert(
      fc.property(casesOf(3), item => {
        const now = reportOf(item);
        const actions = nextActions(now);
        const { fail, unknown } = now.counts;
        expect(actions).toHaveLength(fail + unknown);
        actions.forEach((action, i) => {
          const at = Number(action.serviceId.slice(2));
          const rule = item.rules.findIndex(({ id }) => id === action.ruleId);
          const then = reportOf(withSaid(item, [at, rule], PASS));
          expect(action.leadsTo).toEqual(then.points);
          expect(action.gain).toBe(then.points.low - now.points.low);
          const reached = then.services[at].level;
          const higher = reached !== now.services[at].level;
          expect(action.reaches).toBe(higher ? reached : undefined);
          const before = actions[i - 1];
          const previous = before?.gain ?? Infinity;
          expect(action.gain).toBeLessThanOrEqual(previous);
          const level = (id: string) =>
            rankOf(item.rules.find(one => one.id === id)?.level);
          const equal = action.gain === previous && action.kind === before.kind;
          const least = equal ? level(before.ruleId) : 0;
          expect(level(action.ruleId)).toBeGreaterThanOrEqual(least);
        });
      }),
    );
  });
});
