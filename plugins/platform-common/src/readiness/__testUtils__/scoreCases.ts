/** Arbitrary platforms to score: rules, caps, services, and what the rules say of them. */
import fc from 'fast-check';
import { ExpectedDown, SYSTEMS } from '../../model';
import { Outcome, OUTCOMES, RULE_CATEGORIES, RULE_LEVELS } from '../../rules';
import { service } from '../../rules/testing/world';
import { Cap } from '../caps';
import { Points, ReadinessReport, RuleInfo } from '../report';
import { rollUp } from '../rollUp';
import { scoreService } from '../scoreService';

/** What a rule says of a service, and whether an exemption is in force. */
export interface Said {
  outcome: Outcome;
  stale: boolean;
  exempt: boolean;
}

/** A service of a case. */
export interface CaseService {
  system: (typeof SYSTEMS)[number];
  owner: string;
  down: boolean;
  said: Said[];
}

/** A platform to score. */
export interface ScoreCase {
  rules: RuleInfo[];
  caps: Cap[];
  services: CaseService[];
}

const ruleArb: fc.Arbitrary<Omit<RuleInfo, 'id'>> = fc.record({
  version: fc.constant(1),
  // Few categories, so that rules and caps meet in them.
  category: fc.constantFrom(...RULE_CATEGORIES.slice(0, 3)),
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
  .array(ruleArb, { minLength: 1, maxLength: 7 })
  .map(rules => rules.map((rule, i) => ({ ...rule, id: `rule-${i}` })));

/** What a rule says; half of all cases have no exemption. */
export const saidArb: fc.Arbitrary<Said> = fc.record({
  outcome: fc.constantFrom(...OUTCOMES),
  stale: fc.boolean(),
  exempt: fc.boolean(),
});

function capsArb(rules: readonly RuleInfo[]): fc.Arbitrary<Cap[]> {
  return fc
    .array(
      fc.record({
        category: fc.constantFrom(...RULE_CATEGORIES.slice(0, 3)),
        atMostPercent: fc.integer({ min: 0, max: 99 }),
        unless: fc.constantFrom(...rules.map(({ id }) => id)),
      }),
      { maxLength: 3 },
    )
    .map(caps =>
      caps.map((cap, i) => ({ ...cap, id: `cap-${i}`, title: `Cap ${i}` })),
    );
}

/** Arbitrary cases; `maxServices` bounds how many services they have. */
export function casesOf(maxServices = 5): fc.Arbitrary<ScoreCase> {
  return rulesArb.chain(rules =>
    fc.record({
      rules: fc.constant(rules),
      caps: capsArb(rules),
      services: fc.array(
        fc.record({
          system: fc.constantFrom(...SYSTEMS),
          owner: fc.constantFrom('group:default/a', 'group:default/b'),
          down: fc.integer({ min: 0, max: 4 }).map(n => n === 0),
          said: fc.array(saidArb, {
            minLength: rules.length,
            maxLength: rules.length,
          }),
        }),
        { maxLength: maxServices },
      ),
    }),
  );
}

/** Place of a verdict: index of the service and of the rule. */
export type Place = [service: number, rule: number];

/** A case with at least one service, and the place of one verdict in it. */
export const placedCases: fc.Arbitrary<{ item: ScoreCase; at: Place }> =
  casesOf()
    .filter(({ services }) => services.length > 0)
    .chain(item =>
      fc
        .tuple(fc.nat(item.services.length - 1), fc.nat(item.rules.length - 1))
        .map(at => ({ item, at })),
    );

const DOWN: ExpectedDown = {
  reason: 'not needed this week',
  owner: 'group:default/a',
  until: '2026-01-01T00:00:00.000Z',
  declaredBy: 'portal',
  source: { kind: 'person', name: 'user:default/a' },
};

const EXEMPTION = {
  id: 'exemption',
  reason: 'until the move',
  owner: 'group:default/a',
  approver: 'user:default/b',
  until: '2026-01-01T00:00:00.000Z',
};

/** The report of a case. Exemptions are set where rules do not pass for certain, as `applyGovernance` sets them. */
export function reportOf({
  rules,
  caps,
  services,
}: ScoreCase): ReadinessReport {
  const scored = services.map(({ system, owner, down, said }, i) =>
    scoreService({
      service: {
        ...service({ id: `s-${i}`, system }),
        owner,
        ...(down ? { expectedDown: DOWN } : {}),
      },
      rules,
      caps,
      verdicts: said.map(({ outcome, stale, exempt }, j) => ({
        ruleId: rules[j].id,
        outcome,
        stale,
        summary: `${rules[j].id} says ${outcome}`,
        evidence: [],
        ...(exempt &&
        outcome !== 'not-applicable' &&
        (outcome !== 'pass' || stale)
          ? { exemption: EXEMPTION }
          : {}),
      })),
    }),
  );
  return {
    judgedAt: '2025-10-24T00:00:00.000Z',
    ...rollUp(scored),
    rules,
    declaredCaps: caps,
    services: scored,
    caveats: [],
  };
}

/** The case with one verdict replaced. */
export function withSaid(item: ScoreCase, at: Place, said: Said): ScoreCase {
  return {
    ...item,
    services: item.services.map((one, i) =>
      i === at[0]
        ? { ...one, said: one.said.map((old, j) => (j === at[1] ? said : old)) }
        : one,
    ),
  };
}

/** Every score of a report by its name, with and without what is set aside. */
export function scoresIn(report: ReadinessReport): Map<string, Points> {
  const scopes = [
    { name: 'platform', score: report },
    ...report.services.map(one => ({ name: one.serviceId, score: one })),
    ...report.systems.map(one => ({ name: one.system, score: one })),
    ...report.groups.map(one => ({ name: one.owner, score: one })),
    ...report.domains.map(one => ({ name: one.domain, score: one })),
  ];
  return new Map(
    scopes.flatMap(({ name, score }): [string, Points][] => [
      [name, score.points],
      [`${name} plain`, score.plain],
      ...score.categories.flatMap(
        ({ category, points, plain }): [string, Points][] => [
          [`${name} ${category}`, points],
          [`${name} ${category} plain`, plain],
        ],
      ),
    ]),
  );
}

/** Rank of a level; -1 when there is none. */
export function rankOf(level: string | undefined): number {
  return ['none', ...RULE_LEVELS].findIndex(one => one === level);
}
