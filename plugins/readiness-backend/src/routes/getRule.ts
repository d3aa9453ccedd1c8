import { NotFoundError } from '@backstage/errors';
import {
  countVerdicts,
  ReadinessPending,
  RuleReport,
} from '@254carbon/backstage-plugin-platform-common';
import { pending, RouteContext } from './context';
import { verdictsOf } from './listRules';

/** One rule with the verdict of every service that it applies to. */
export function getRule(context: RouteContext) {
  return async (input: {
    params: { id: string };
  }): Promise<ReadinessPending | RuleReport> => {
    const { id } = input.params;
    const report = await context.store.latest();
    if (!report) return pending(context);
    const rule = report.rules.find(item => item.id === id);
    if (!rule) {
      const ids = report.rules.map(item => item.id).join(', ');
      throw new NotFoundError(
        `There is no rule "${id}" in force; use one of: ${ids}.`,
      );
    }
    const said = verdictsOf(report, rule);
    return {
      state: 'judged',
      judgedAt: report.judgedAt,
      rule,
      counts: countVerdicts(said.map(({ verdict }) => verdict)),
      verdicts: said
        .filter(({ verdict }) => verdict.outcome !== 'not-applicable')
        .map(({ service: { serviceId, title, entityRef }, verdict }) => ({
          serviceId,
          title,
          entityRef,
          verdict,
        })),
    };
  };
}
