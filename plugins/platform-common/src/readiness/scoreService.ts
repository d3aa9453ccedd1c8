import { Service } from '../model';
import { Rule, RULE_LEVELS, Verdict } from '../rules';
import { addCategories, addPoints, countVerdicts, pointsOf } from './points';
import { ReachedLevel, ServiceReport } from './report';

type Weighed = Pick<Rule, 'id' | 'weight' | 'level' | 'category'>;

/**
 * The highest level that is reached for certain: all rules of it and of those below pass, and are fresh, or do not
 * apply. `undefined` when no rule applies at all.
 */
export function reachedLevel(
  verdicts: readonly Pick<Verdict, 'ruleId' | 'outcome' | 'stale'>[],
  rules: readonly Weighed[],
): ReachedLevel | undefined {
  if (verdicts.every(({ outcome }) => outcome === 'not-applicable'))
    return undefined;
  const holding = new Set(
    verdicts
      .filter(
        ({ outcome, stale }) =>
          outcome === 'not-applicable' || (outcome === 'pass' && !stale),
      )
      .map(({ ruleId }) => ruleId),
  );
  const judged = new Set(verdicts.map(({ ruleId }) => ruleId));
  let reached: ReachedLevel = 'none';
  for (const level of RULE_LEVELS) {
    const gates = rules.filter(
      rule => rule.level === level && judged.has(rule.id),
    );
    if (!gates.every(({ id }) => holding.has(id))) return reached;
    reached = level;
  }
  return reached;
}

/** Scores a service by its verdicts. Verdicts of rules that are not given are ignored. */
export function scoreService(options: {
  service: Pick<Service, 'id' | 'title' | 'entityRef' | 'system' | 'owner'>;
  verdicts: readonly Verdict[];
  rules: readonly Weighed[];
}): ServiceReport {
  const { service, rules } = options;
  const byId = new Map(rules.map(rule => [rule.id, rule]));
  const order = new Map(rules.map(({ id }, i) => [id, i]));
  const verdicts = options.verdicts
    .filter(({ ruleId }) => byId.has(ruleId))
    .sort((a, b) => order.get(a.ruleId)! - order.get(b.ruleId)!);
  const categories = addCategories(
    verdicts.map(verdict => {
      const { category, weight } = byId.get(verdict.ruleId)!;
      return [{ category, points: pointsOf(verdict, weight) }];
    }),
  );
  const level = reachedLevel(verdicts, rules);
  const { id, title, entityRef, system, owner } = service;
  return {
    serviceId: id,
    title,
    entityRef,
    system,
    owner,
    points: addPoints(categories.map(({ points }) => points)),
    ...(level ? { level } : {}),
    categories,
    counts: countVerdicts(verdicts),
    verdicts,
  };
}
