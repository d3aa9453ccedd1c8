import {
  ReadinessReport,
  TrendPoint,
  VerdictChange,
} from '@254carbon/backstage-plugin-platform-common';

/**
 * What is remembered of readiness. Both implementations pass the same conformance suite.
 */
export interface ReadinessStore {
  /** The newest report, or `undefined` before the first. */
  latest(): Promise<ReadinessReport | undefined>;
  /**
   * Remembers a report and what changed with it. A report that is older than the newest is dropped: two
   * processes may judge at once, and time must not run backwards.
   *
   * @param options.trendIntervalMs - A point of the trend is added when the points differ from the last one, or
   *   when that is at least this old.
   * @returns whether the report became the newest.
   */
  save(options: {
    report: ReadinessReport;
    changes: readonly VerdictChange[];
    trendIntervalMs: number;
  }): Promise<boolean>;
  /** Points of the platform since an instant, oldest first. */
  trend(since: string): Promise<TrendPoint[]>;
  /** The newest changes of verdicts, newest first, and by effect within one report. */
  changes(limit: number): Promise<VerdictChange[]>;
  /** Forgets points and changes from before an instant; the newest report stays. Returns how many went. */
  prune(before: string): Promise<number>;
}

/** Whether the trend needs a new point. */
export function needsTrendPoint(
  last: TrendPoint | undefined,
  report: ReadinessReport,
  trendIntervalMs: number,
): boolean {
  if (!last) return true;
  const { low, high, known, of } = last.points;
  const { points } = report;
  return (
    low !== points.low ||
    high !== points.high ||
    known !== points.known ||
    of !== points.of ||
    Date.parse(report.judgedAt) - Date.parse(last.judgedAt) >= trendIntervalMs
  );
}
