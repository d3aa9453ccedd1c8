import {
  HistoryPoint,
  ReadinessPending,
  RuleCategory,
  ScoreGap,
  ScoreHistory,
  ScoreScope,
  thinTrend,
} from '@254carbon/backstage-plugin-platform-common';
import { pending, RouteContext } from './context';
import { mustBeScope } from './scopes';

const DEFAULT_MS = 30 * 24 * 60 * 60 * 1000;
const MAX_POINTS = 1000;

/** What was in force when judging began again is told again there, so that a line can begin anew. */
export function resumeAfterGaps(
  points: readonly HistoryPoint[],
  gaps: readonly ScoreGap[],
): HistoryPoint[] {
  const resumed = gaps.flatMap(({ to }) => {
    const last = points.findLast(({ at }) => at <= to);
    return last && last.at < to ? [{ ...last, at: to }] : [];
  });
  return [...points, ...resumed].sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** One score over time. */
export function getHistory(context: RouteContext) {
  return async (input: {
    query: {
      scope: ScoreScope;
      id?: string;
      category?: RuleCategory;
      since?: string;
    };
  }): Promise<ReadinessPending | ScoreHistory> => {
    const { store, now } = context;
    const { scope, category, since } = input.query;
    const report = await store.latest();
    if (!report) return pending(context);
    const id = mustBeScope(input.query, report);
    const start = since ? Date.parse(since) : now() - DEFAULT_MS;
    const from = new Date(start).toISOString();
    const points = await store.history({ scope, id, category, since: from });
    const gaps = await store.gaps(from);
    const clipped = points.map(point =>
      point.at < from ? { ...point, at: from } : point,
    );
    return {
      state: 'judged',
      scope,
      id,
      ...(category ? { category } : {}),
      from,
      to: report.judgedAt,
      points: thinTrend(resumeAfterGaps(clipped, gaps), MAX_POINTS),
      gaps,
    };
  };
}
