import fc from 'fast-check';
import { RULE_LEVELS } from '../rules';
import { planTo, reachesPercent } from './planTo';
import { isExempt } from './points';
import { ReadinessReport } from './report';
import {
  casesOf,
  Place,
  rankOf,
  reportOf,
  ScoreCase,
  withSaid,
} from './__testUtils__/scoreCases';

const PASS = { outcome: 'pass', stale: false, exempt: false } as const;

/** The report when all these verdicts pass. */
function reportWith(
  item: ScoreCase,
  places: readonly Place[],
): ReadinessReport {
  return reportOf(
    places.reduce((result, at) => withSaid(result, at, PASS), item),
  );
}

/** Everything that can be fixed. */
function openPlaces(item: ScoreCase): Place[] {
  return reportOf(item).services.flatMap(({ verdicts, expectedDown }, i) =>
    expectedDown
      ? []
      : verdicts.flatMap((verdict, j): Place[] => {
          const { outcome, stale } = verdict;
          const open =
            outcome !== 'not-applicable' && (outcome !== 'pass' || stale);
          return open && !isExempt(verdict) ? [[i, j]] : [];
        }),
  );
}

function placesOf(
  item: ScoreCase,
  steps: readonly { serviceId: string; ruleId: string }[],
): Place[] {
  return steps.map(({ serviceId, ruleId }) => [
    Number(serviceId.slice(2)),
    item.rules.findIndex(({ id }) => id === ruleId),
  ]);
}

/** Size of the smallest set that reaches it, by trying all of them. */
function smallest(
  item: ScoreCase,
  reaches: (report: ReadinessReport) => boolean,
): number | undefined {
  const places = openPlaces(item);
  let best: number | undefined;
  for (let mask = 0; mask < 2 ** places.length; mask += 1) {
    const chosen = places.filter((_, i) => Math.floor(mask / 2 ** i) % 2 === 1);
    if (best !== undefined && chosen.length >= best) continue;
    if (reaches(reportWith(item, chosen))) best = chosen.length;
  }
  return best;
}

const smallCases = casesOf(2).filter(item => openPlaces(item).length <= 6);

describe('a plan to a level', () => {
  it('is every gate that is shut, and nothing else', () => {
    fc.assert(
      fc.property(
        casesOf(4),
        fc.constantFrom(...RULE_LEVELS),
        (item, level) => {
          const report = reportOf(item);
          const plan = planTo({ report, target: level });
          const places = placesOf(item, plan.steps);
          const holds = (then: ReadinessReport) =>
            then.services.every(
              one =>
                one.level === undefined || rankOf(one.level) >= rankOf(level),
            );
          const then = reportWith(item, places);
          expect(holds(then)).toBe(true);
          expect(plan.to).toEqual(then.points);
          expect(plan.atLeast).toBe(plan.steps.length);
          places.forEach((_, i) => {
            const without = places.filter((__, k) => k !== i);
            expect(holds(reportWith(item, without))).toBe(false);
          });
        },
      ),
    );
  });
});

describe('a plan to a percentage', () => {
  const percentArb = fc.integer({ min: 0, max: 100 });

  it('reaches it, step by step as it says, and no step can be left out', () => {
    fc.assert(
      fc.property(casesOf(4), percentArb, (item, target) => {
        const report = reportOf(item);
        const plan = planTo({ report, target });
        const { of } = report.points;
        expect(plan.reached).toBe(of > 0);
        const places = placesOf(item, plan.steps);
        expect(plan.to).toEqual(reportWith(item, places).points);
        let { low } = report.points;
        plan.steps.forEach((step, i) => {
          const then = reportWith(item, places.slice(0, i + 1));
          expect(step.leadsTo).toEqual(then.points);
          expect(step.gain).toBe(then.points.low - low);
          low = then.points.low;
          const without = places.filter((_, k) => k !== i);
          const { points } = reportWith(item, without);
          expect(reachesPercent(points, target)).toBe(false);
        });
      }),
    );
  });
  it('is never better than possible, and never further from it than it says', () => {
    fc.assert(
      fc.property(smallCases, percentArb, (item, target) => {
        const report = reportOf(item);
        fc.pre(report.points.of > 0);
        const plan = planTo({ report, target });
        const best = smallest(item, ({ points }) =>
          reachesPercent(points, target),
        );
        expect(plan.steps.length).toBeGreaterThanOrEqual(best!);
        expect(best).toBeGreaterThanOrEqual(plan.atLeast);
      }),
      { numRuns: 300 },
    );
  });
  it('is smallest where no cap is in force', () => {
    fc.assert(
      fc.property(smallCases, percentArb, (some, target) => {
        const item = { ...some, caps: [] };
        const report = reportOf(item);
        fc.pre(report.points.of > 0);
        const plan = planTo({ report, target });
        const best = smallest(item, ({ points }) =>
          reachesPercent(points, target),
        );
        expect(plan.steps.length).toBe(best);
        expect(plan.atLeast).toBe(best);
      }),
    );
  });
  it('is about the services of its scope only', () => {
    fc.assert(
      fc.property(casesOf(4), percentArb, (item, target) => {
        const plan = planTo({
          report: reportOf(item),
          target,
          keep: ({ serviceId }) => serviceId === 's-0',
        });
        for (const { serviceId } of plan.steps) expect(serviceId).toBe('s-0');
        expect(plan.from).toEqual(
          reportOf({ ...item, services: item.services.slice(0, 1) }).points,
        );
      }),
    );
  });
});
