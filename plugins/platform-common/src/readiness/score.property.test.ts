import fc from 'fast-check';
import { SYSTEMS } from '../model';
import { OUTCOMES, RULE_CATEGORIES, RULE_LEVELS, Verdict } from '../rules';
import { service } from '../rules/testing/world';
import { compareReports } from './compareReports';
import { nextActions } from './nextActions';
import { addPoints } from './points';
import { Points, ReadinessReport, RuleInfo } from './report';
import { rollUp } from './rollUp';
import { scoreService } from './scoreService';

const ruleArb: fc.Arbitrary<Omit<RuleInfo, 'id'>> = fc.record({
  version: fc.constant(1),
  category: fc.constantFrom(...RULE_CATEGORIES),
  title: fc.constant('title'),
  why: fc.constant('why'),
  weight: fc.integer({ min: 1, max: 50 }),
  level: fc.constantFrom(...RULE_LEVELS),
  appliesTo: fc.constant('all'),
  facts: fc.constant([]),
  remedy: fc.constant({ text: 'mend it' }),
  acceptsEvidence: fc.constant(false),
});
const rulesArb = fc
  .array(ruleArb, { minLength: 1, maxLength: 8 })
  .map(rules => rules.map((rule, i) => ({ ...rule, id: `rule-${i}` })));

type Said = Pick<Verdict, 'outcome' | 'stale'>;
interface Case {
  rules: RuleInfo[];
  systems: (typeof SYSTEMS)[number][];
  said: Said[][];
}

const caseArb: fc.Arbitrary<Case> = rulesArb.chain(rules =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...SYSTEMS),
        fc.array(
          fc.record({
            outcome: fc.constantFrom(...OUTCOMES),
            stale: fc.boolean(),
          }),
          { minLength: rules.length, maxLength: rules.length },
        ),
      ),
      { maxLength: 6 },
    )
    .map(services => ({
      rules,
      systems: services.map(([system]) => system),
      said: services.map(([, said]) => said),
    })),
);

function report({ rules, systems, said }: Case): ReadinessReport {
  const services = said.map((verdicts, i) =>
    scoreService({
      service: service({ id: `s-${i}`, system: systems[i] }),
      rules,
      verdicts: verdicts.map((verdict, j) => ({
        ...verdict,
        ruleId: rules[j].id,
        summary: '',
        evidence: [],
      })),
    }),
  );
  return {
    judgedAt: '2025-10-24T00:00:00Z',
    ...rollUp(services),
    rules,
    declaredCaps: [],
    services,
    caveats: [],
  };
}

/** All scores of a report, and the ranks of its levels. */
function scores(item: ReadinessReport): Points[] {
  return [
    item.points,
    ...item.services.map(({ points }) => points),
    ...item.systems.map(({ points }) => points),
    ...item.categories.map(({ points }) => points),
  ];
}
const rank = (level?: string) =>
  level === undefined ? -1 : ['none', ...RULE_LEVELS].indexOf(level as never);

function withVerdict(item: Case, at: [number, number], said: Said): Case {
  return {
    ...item,
    said: item.said.map((row, i) =>
      row.map((old, j) => (i === at[0] && j === at[1] ? said : old)),
    ),
  };
}

/** A case with at least one service, and the place of one verdict in it. */
const placedArb = caseArb
  .filter(({ said }) => said.length > 0)
  .chain(item =>
    fc
      .tuple(fc.nat(item.said.length - 1), fc.nat(item.rules.length - 1))
      .map(at => ({ item, at })),
  );

describe('scores', () => {
  it('are total and within bounds', () => {
    fc.assert(
      fc.property(caseArb, item => {
        for (const { low, high, known, of } of scores(report(item))) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(high);
          expect(high).toBeLessThanOrEqual(of);
          expect(high - low).toBe(of - known);
        }
      }),
    );
  });
  it('add up: services, systems and categories each sum to the platform', () => {
    fc.assert(
      fc.property(caseArb, item => {
        const { points, services, systems, categories } = report(item);
        for (const parts of [services, systems, categories]) {
          expect(addPoints(parts.map(part => part.points))).toEqual(points);
        }
        for (const part of [...services, ...systems]) {
          expect(addPoints(part.categories.map(c => c.points))).toEqual(
            part.points,
          );
        }
      }),
    );
  });
  it('do not depend on order', () => {
    fc.assert(
      fc.property(caseArb, item => {
        const straight = report(item);
        const turned = rollUp([...straight.services].reverse());
        expect(straight).toMatchObject(turned);
        const shuffled = scoreService({
          service: service(),
          rules: item.rules,
          verdicts: [...(straight.services[0]?.verdicts ?? [])].reverse(),
        });
        expect(shuffled.verdicts).toEqual(straight.services[0]?.verdicts ?? []);
      }),
    );
  });
  it('never fall when a failure is mended, nor does a level', () => {
    fc.assert(
      fc.property(placedArb, ({ item, at }) => {
        const before = report(
          withVerdict(item, at, { outcome: 'fail', stale: false }),
        );
        const after = report(
          withVerdict(item, at, { outcome: 'pass', stale: false }),
        );
        const [a, b] = [scores(before), scores(after)];
        a.forEach((score, i) => {
          expect(b[i].low).toBeGreaterThanOrEqual(score.low);
          expect(b[i].high).toBeGreaterThanOrEqual(score.high);
        });
        before.services.forEach((old, i) =>
          expect(rank(after.services[i].level)).toBeGreaterThanOrEqual(
            rank(old.level),
          ),
        );
      }),
    );
  });
  it('have a wider range when something is not known, never a higher low end', () => {
    fc.assert(
      fc.property(
        placedArb,
        fc.constantFrom('pass' as const, 'fail' as const),
        fc.constantFrom<Said>(
          { outcome: 'unknown', stale: false },
          { outcome: 'pass', stale: true },
          { outcome: 'fail', stale: true },
        ),
        ({ item, at }, outcome, notKnown) => {
          const certain = report(
            withVerdict(item, at, { outcome, stale: false }),
          );
          const open = report(withVerdict(item, at, notKnown));
          scores(certain).forEach((score, i) => {
            const other = scores(open)[i];
            expect(other.low).toBeLessThanOrEqual(score.low);
            expect(other.high).toBeGreaterThanOrEqual(score.high);
          });
          expect(open.points.high - open.points.low).toBeGreaterThan(
            certain.points.high - certain.points.low,
          );
        },
      ),
    );
  });
  it('leave out what does not apply', () => {
    fc.assert(
      fc.property(placedArb, ({ item, at }) => {
        const said = { outcome: 'not-applicable', stale: false } as const;
        const without = report(withVerdict(item, at, said));
        const weight = item.rules[at[1]].weight;
        const withIt = report(
          withVerdict(item, at, { outcome: 'fail', stale: false }),
        );
        expect(withIt.points.of - without.points.of).toBe(weight);
      }),
    );
  });
});

describe('explanations', () => {
  it('of a difference add up to it', () => {
    fc.assert(
      fc.property(
        placedArb,
        fc.constantFrom(...OUTCOMES),
        ({ item, at }, outcome) => {
          const before = report(item);
          const after = report(
            withVerdict(item, at, { outcome, stale: false }),
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
  it('of what to do next lead where they say', () => {
    fc.assert(
      fc.property(caseArb, item => {
        const now = report(item);
        const actions = nextActions(now);
        expect(actions).toHaveLength(now.counts.fail + now.counts.unknown);
        actions.forEach((action, i) => {
          const service_ = Number(action.serviceId.slice(2));
          const rule = item.rules.findIndex(({ id }) => id === action.ruleId);
          const then = report(
            withVerdict(item, [service_, rule], {
              outcome: 'pass',
              stale: false,
            }),
          );
          expect(action.leadsTo).toEqual(then.points);
          const reached = then.services[service_].level;
          const higher = reached !== now.services[service_].level;
          expect(action.reaches).toBe(higher ? reached : undefined);
          const before = actions[i - 1];
          const previous = before?.gain ?? Infinity;
          expect(action.gain).toBeLessThanOrEqual(previous);
          const level = (id: string) =>
            rank(item.rules.find(one => one.id === id)?.level);
          const equal = action.gain === previous && action.kind === before.kind;
          const least = equal ? level(before.ruleId) : 0;
          expect(level(action.ruleId)).toBeGreaterThanOrEqual(least);
        });
      }),
    );
  });
});
