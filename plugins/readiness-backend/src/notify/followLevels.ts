/**
 * When a service has lost a level. A level is held from the moment that it was reached for certain until something fails
 * that it needs: a cluster that cannot be read for an hour makes everything unknown and nothing worse, and must not ring at
 * everybody's door. So what is held is remembered, and compared with what would be reached if everything unknown passed.
 */
import {
  ReachedLevel,
  reachedLevel,
  ReadinessReport,
  RuleInfo,
  RULE_LEVELS,
  Verdict,
} from '@254carbon/backstage-plugin-platform-common';

/** A level that a service has lost. */
export interface LevelLoss {
  serviceId: string;
  /** Entity ref of the service. */
  entityRef: string;
  title: string;
  /** Entity ref of who owns the service. */
  owner: string;
  from: ReachedLevel;
  /** The highest level that is still possible. */
  to: ReachedLevel;
  /** The verdicts that stand in the way of the lost level, as sentences. */
  reasons: string[];
}

/** The level that each service holds, by the service's id. */
export type HeldLevels = ReadonlyMap<string, ReachedLevel>;

const ORDER: readonly ReachedLevel[] = ['none', ...RULE_LEVELS];
const rank = (level: ReachedLevel) => ORDER.indexOf(level);

/** Fails for certain, and nobody has set that aside. */
function fails({ outcome, stale, exemption }: Verdict): boolean {
  return outcome === 'fail' && !stale && !exemption;
}

/** The level that a service would have if everything passed that does not fail for certain; `undefined` when no rule applies. */
export function possibleLevel(
  verdicts: readonly Verdict[],
  rules: readonly RuleInfo[],
): ReachedLevel | undefined {
  return reachedLevel(
    verdicts.map(verdict => {
      const { ruleId, outcome } = verdict;
      if (outcome === 'not-applicable')
        return { ruleId, outcome, stale: false };
      const hoped = fails(verdict) ? ('fail' as const) : ('pass' as const);
      return { ruleId, outcome: hoped, stale: false };
    }),
    rules,
  );
}

function reasonsOf(
  verdicts: readonly Verdict[],
  rules: readonly RuleInfo[],
  lost: ReachedLevel,
): string[] {
  const gates = new Map(
    rules
      .filter(({ level }) => rank(level) <= rank(lost))
      .map(({ id, title }) => [id, title]),
  );
  return verdicts
    .filter(verdict => fails(verdict) && gates.has(verdict.ruleId))
    .map(({ ruleId, summary }) => `${gates.get(ruleId)}: ${summary}`);
}

/**
 * What is held after a report, and what was lost with it. A service that was never seen before loses nothing; one that is
 * gone from the report holds what it held, for it may only be out of sight.
 */
export function followLevels(
  held: HeldLevels,
  report: Pick<ReadinessReport, 'services' | 'rules'>,
): { held: Map<string, ReachedLevel>; losses: LevelLoss[] } {
  const next = new Map(held);
  const losses: LevelLoss[] = [];
  for (const service of report.services) {
    const { serviceId, entityRef, title, owner, level, verdicts } = service;
    const possible = possibleLevel(verdicts, report.rules);
    if (!level || !possible) continue;
    const before = held.get(serviceId) ?? 'none';
    if (rank(possible) < rank(before)) {
      const reasons = reasonsOf(verdicts, report.rules, before);
      losses.push({
        serviceId,
        entityRef,
        title,
        owner,
        from: before,
        to: possible,
        reasons,
      });
      next.set(serviceId, possible);
    } else if (rank(level) > rank(before) || !held.has(serviceId)) {
      next.set(serviceId, level);
    }
  }
  return { held: next, losses };
}
