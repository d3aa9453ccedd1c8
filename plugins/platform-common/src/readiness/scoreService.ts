import { Service } from '../model';
import { Rule, RULE_LEVELS, Verdict } from '../rules';
import { Cap, CapEffect } from './caps';
import { addPoints, countVerdicts, isExempt, NO_POINTS } from './points';
import { CategoryPoints, ReachedLevel, ServiceReport } from './report';
import { CategoryScore, scoreVerdicts, WeighedVerdict } from './scoreVerdicts';

type Weighed = Pick<Rule, 'id' | 'weight' | 'level' | 'category'>;

/**
 * The highest level that is reached for certain: all rules of it and of those below pass, and are fresh, or do not
 * apply, or are set aside. `undefined` when no rule applies at all.
 */
export function reachedLevel(
  verdicts: readonly Pick<
    Verdict,
    'ruleId' | 'outcome' | 'stale' | 'exemption'
  >[],
  rules: readonly Weighed[],
): ReachedLevel | undefined {
  if (verdicts.every(({ outcome }) => outcome === 'not-applicable'))
    return undefined;
  const open = new Set(
    verdicts
      .filter(
        verdict =>
          verdict.outcome !== 'not-applicable' &&
          (verdict.outcome !== 'pass' || verdict.stale) &&
          !isExempt(verdict),
      )
      .map(({ ruleId }) => ruleId),
  );
  const gates = new Set(
    rules.filter(({ id }) => open.has(id)).map(({ level }) => level),
  );
  let reached: ReachedLevel = 'none';
  for (const level of RULE_LEVELS) {
    if (gates.has(level)) return reached;
    reached = level;
  }
  return reached;
}

/** What caps take from a service; those that hold and take nothing are left out. */
function effectsOf(
  serviceId: string,
  scores: readonly CategoryScore[],
): CapEffect[] {
  return scores.flatMap(({ category, losses }) =>
    losses
      .filter(({ lostLow, lostHigh }) => lostLow > 0 || lostHigh > 0)
      .map(({ cap, lostLow, lostHigh }) => ({
        capId: cap.id,
        category,
        title: cap.title,
        serviceId,
        lostLow,
        lostHigh,
      })),
  );
}

function mergeCategories(
  scores: readonly CategoryScore[],
  plain: readonly CategoryScore[],
  setAside: boolean,
): CategoryPoints[] {
  return plain.map((one, i) => ({
    category: one.category,
    points: setAside ? NO_POINTS : scores[i].points,
    plain: one.points,
  }));
}

function withoutExemption(verdict: Verdict): Verdict {
  if (!verdict.exemption) return verdict;
  const { exemption: _, ...rest } = verdict;
  return rest;
}

/** The levels, with what is set aside left out and with nothing left out. */
function levelsOf(
  verdicts: readonly Verdict[],
  rules: readonly Weighed[],
  setAside: boolean,
): Pick<ServiceReport, 'level' | 'plainLevel'> {
  const level = reachedLevel(verdicts, rules);
  const plainLevel = verdicts.some(({ exemption }) => exemption)
    ? reachedLevel(verdicts.map(withoutExemption), rules)
    : level;
  return {
    ...(level && !setAside ? { level } : {}),
    ...(plainLevel ? { plainLevel } : {}),
  };
}

/** Verdicts with their rules' weights, in the order of the rules; verdicts of rules that are not given are left out. */
export function weighVerdicts(
  verdicts: readonly Verdict[],
  rules: readonly Weighed[],
): { ordered: Verdict[]; weighed: WeighedVerdict[] } {
  // Verdicts nearly always come in the order of the rules, one for each.
  const inOrder =
    verdicts.length === rules.length &&
    verdicts.every(({ ruleId }, i) => ruleId === rules[i].id);
  const byId = inOrder
    ? undefined
    : new Map(verdicts.map(verdict => [verdict.ruleId, verdict]));
  const ordered: Verdict[] = [];
  const weighed: WeighedVerdict[] = [];
  for (const [i, { id, category, weight }] of rules.entries()) {
    const verdict = byId ? byId.get(id) : verdicts[i];
    if (!verdict) continue;
    const { outcome, stale } = verdict;
    const exempt = isExempt(verdict);
    ordered.push(verdict);
    weighed.push({ ruleId: id, category, weight, outcome, stale, exempt });
  }
  return { ordered, weighed };
}

/**
 * Scores a service by its verdicts, as `applyGovernance` leaves them. Verdicts of rules that are not given are ignored.
 * A service that is expected to be down has no points and no level, and keeps its `plain` ones.
 *
 * @param options.caps - Caps in force; none when absent.
 */
export function scoreService(options: {
  service: Pick<
    Service,
    'id' | 'title' | 'entityRef' | 'system' | 'owner' | 'expectedDown'
  >;
  verdicts: readonly Verdict[];
  rules: readonly Weighed[];
  caps?: readonly Cap[];
}): ServiceReport {
  const { service, rules, caps = [] } = options;
  const { ordered: verdicts, weighed } = weighVerdicts(options.verdicts, rules);
  const setAside = service.expectedDown !== undefined;
  const scores = scoreVerdicts(weighed, caps);
  const plain = weighed.some(({ exempt }) => exempt)
    ? scoreVerdicts(
        weighed.map(verdict => ({ ...verdict, exempt: false })),
        caps,
      )
    : scores;
  const categories = mergeCategories(scores, plain, setAside);
  const { id, title, entityRef, system, owner, expectedDown } = service;
  return {
    serviceId: id,
    title,
    entityRef,
    system,
    owner,
    points: addPoints(categories.map(({ points }) => points)),
    plain: addPoints(categories.map(category => category.plain)),
    ...levelsOf(verdicts, rules, setAside),
    categories,
    caps: setAside ? [] : effectsOf(id, scores),
    counts: countVerdicts(verdicts, setAside),
    ...(expectedDown ? { expectedDown } : {}),
    verdicts,
  };
}
