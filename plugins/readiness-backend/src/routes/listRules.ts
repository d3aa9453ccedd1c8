import {
  countVerdicts,
  ReadinessReport,
  RuleInfo,
  RuleTally,
  Verdict,
} from '@254carbon/backstage-plugin-platform-common';
import { pending, RouteContext } from './context';

/** The verdicts of one rule, service by service. */
export function verdictsOf(
  report: ReadinessReport,
  rule: RuleInfo,
): { service: ReadinessReport['services'][number]; verdict: Verdict }[] {
  return report.services.flatMap(service =>
    service.verdicts
      .filter(({ ruleId }) => ruleId === rule.id)
      .map(verdict => ({ service, verdict })),
  );
}

function tally(report: ReadinessReport, rule: RuleInfo): RuleTally {
  const said = verdictsOf(report, rule);
  return {
    rule,
    counts: countVerdicts(said.map(({ verdict }) => verdict)),
    failing: said
      .filter(({ verdict }) => verdict.outcome === 'fail' && !verdict.stale)
      .map(({ service: { serviceId, title } }) => ({ serviceId, title })),
  };
}

/** Every rule in force with who fails it. */
export function listRules(context: RouteContext) {
  return async () => {
    const report = await context.store.latest();
    if (!report) return pending(context);
    return {
      state: 'judged' as const,
      judgedAt: report.judgedAt,
      rules: report.rules.map(rule => tally(report, rule)),
    };
  };
}
