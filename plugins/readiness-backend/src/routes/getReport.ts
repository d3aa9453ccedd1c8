import {
  nextActions,
  ReadinessOverview,
  ReadinessPending,
  thinTrend,
} from '@254carbon/backstage-plugin-platform-common';
import { caveatsOf, isOverdue, pending, RouteContext } from './context';

const TREND_MS = 14 * 24 * 60 * 60 * 1000;
const MAX_TREND = 200;
const MAX_CHANGES = 20;
const MAX_ACTIONS = 50;

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
      trend: thinTrend(await store.trend(since), MAX_TREND),
      changes: await store.changes(MAX_CHANGES),
      caveats: caveatsOf(context, report),
    };
  };
}
