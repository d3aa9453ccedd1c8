import {
  planTo,
  PlanTarget,
  ReadinessPending,
  ReadinessPlan,
  RULE_LEVELS,
  ScoreScope,
} from '@254carbon/backstage-plugin-platform-common';
import { pending, RouteContext } from './context';
import { inScope, mustBeScope } from './scopes';

function readTarget(text: string): PlanTarget {
  return RULE_LEVELS.find(level => level === text) ?? Number(text);
}

/** The smallest set of fixes that reaches a target. */
export function getPlan(context: RouteContext) {
  return async (input: {
    query: { scope: ScoreScope; id?: string; target: string };
  }): Promise<ReadinessPending | ReadinessPlan> => {
    const { scope, target } = input.query;
    const report = await context.store.latest();
    if (!report) return pending(context);
    const id = mustBeScope(input.query, report);
    const plan = planTo({
      report,
      target: readTarget(target),
      keep: inScope(scope, id),
    });
    const { judgedAt } = report;
    return { state: 'judged', judgedAt, scope, id, ...plan, target };
  };
}
