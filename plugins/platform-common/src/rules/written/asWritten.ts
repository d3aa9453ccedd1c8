/** Rules as they judge manifests: what a manifest cannot prove is left open, whatever the facts look like. */
import { cannotKnow } from '../judgement';
import { Rule } from '../types';
import { RuleJudgement } from '../verdict';

/**
 * Rules that ask how things fare, although their facts say what is wanted too. `nothing`: manifests neither prove nor refute them. `failure`:
 * manifests can refute them and never prove them.
 */
const PROVABLE: Readonly<Record<string, 'nothing' | 'failure'>> = {
  'workload-available': 'nothing',
  'service-has-endpoints': 'failure',
  'cron-jobs-succeed': 'nothing',
  'argo-synced': 'nothing',
  'argo-healthy': 'nothing',
  'backup-recent': 'nothing',
  'backup-location-available': 'failure',
};

function leaveOpen(
  judgement: RuleJudgement,
  proves: 'nothing' | 'failure',
): RuleJudgement {
  const { outcome, evidence } = judgement;
  const stands =
    outcome === 'not-applicable' ||
    (outcome === 'fail' && proves === 'failure') ||
    (outcome === 'unknown' && proves === 'failure');
  if (stands) return judgement;
  const reason = 'Only a running cluster tells this; manifests do not.';
  const [first] = evidence;
  return cannotKnow(
    reason,
    first
      ? [
          {
            observed: 'what is wanted, and not what is there',
            expected: first.expected,
            objects: [...new Set(evidence.flatMap(({ objects }) => objects))],
            source: first.source,
          },
        ]
      : [],
  );
}

/** The rule, for manifests. */
export function asWritten(rule: Rule): Rule {
  const proves = PROVABLE[rule.id];
  if (!proves) return rule;
  return {
    ...rule,
    judge: (facts, now) => leaveOpen(rule.judge(facts, now), proves),
  };
}
