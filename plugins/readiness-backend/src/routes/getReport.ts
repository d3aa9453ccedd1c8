import {
  nextActions,
  ReadinessOverview,
  ReadinessPending,
  ReadinessReport,
  thinTrend,
  TrendPoint,
} from '@254carbon/backstage-plugin-platform-common';
import { PLATFORM_ID } from '../store/scoresOf';
import { caveatsOf, isOverdue, pending, RouteContext } from './context';

const TREND_MS = 14 * 24 * 60 * 60 * 1000;
const MAX_TREND = 200;
const MAX_CHANGES = 20;
const MAX_ACTIONS = 50;

/** The points of the platform since an instant: each from when it was so, and the newest at the end. */
async function readTrend(
  { store }: RouteContext,
  { judgedAt, points }: ReadinessReport,
  since: string,
): Promise<TrendPoint[]> {
  const history = await store.history({
    scope: 'platform',
    id: PLATFORM_ID,
    since,
  });
  const trend = history.map(point => ({
    judgedAt: point.at,
    points: point.points,
  }));
  const isTold = trend.at(-1)?.judgedAt === judgedAt;
  return isTold ? trend : [...trend, { judgedAt, points }];
}

/** Readiness of the platform; services without their verdicts. */
export function getReport(context: RouteContext) {
  return async (): Promise<ReadinessPending | ReadinessOverview> => {
    const { store, now } = context;
    const report = await store.latest();
    if (!report) return pending(context);
    const since = new Date(now() - TREND_MS).toISOString();
    return {
      ...report,
      state: 'judged',
      overdue: isOverdue(context, report),
      services: report.services.map(({ verdicts, ...score }) => score),
      nextActions: nextActions(report).slice(0, MAX_ACTIONS),
      trend: thinTrend(await readTrend(context, report, since), MAX_TREND),
      changes: await store.changes(MAX_CHANGES),
      caveats: caveatsOf(context, report),
    };
  };
}
