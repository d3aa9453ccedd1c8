import {
  ReadinessPending,
  ScoreList,
} from '@254carbon/backstage-plugin-platform-common';
import { isOverdue, pending, RouteContext } from './context';

/** Every score at once. */
export function listScores(context: RouteContext) {
  return async (): Promise<ReadinessPending | ScoreList> => {
    const found = await context.store.scores();
    if (!found) return pending(context);
    const { judgedAt, scores } = found;
    const overdue = isOverdue(context, { judgedAt });
    return { state: 'judged', judgedAt, overdue, scores };
  };
}
