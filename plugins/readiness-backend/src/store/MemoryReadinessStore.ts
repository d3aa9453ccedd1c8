import {
  ReadinessReport,
  TrendPoint,
  VerdictChange,
} from '@254carbon/backstage-plugin-platform-common';
import { needsTrendPoint, ReadinessStore } from './ReadinessStore';

/** Remembers as long as the process lives. */
export class MemoryReadinessStore implements ReadinessStore {
  #latest: ReadinessReport | undefined;
  #trend: TrendPoint[] = [];
  #changes: VerdictChange[] = [];

  async latest(): Promise<ReadinessReport | undefined> {
    return this.#latest;
  }

  async save(options: {
    report: ReadinessReport;
    changes: readonly VerdictChange[];
    trendIntervalMs: number;
  }): Promise<boolean> {
    const { report, changes, trendIntervalMs } = options;
    if (this.#latest && this.#latest.judgedAt >= report.judgedAt) return false;
    this.#latest = report;
    const { judgedAt, points } = report;
    if (needsTrendPoint(this.#trend.at(-1), report, trendIntervalMs))
      this.#trend.push({ judgedAt, points });
    this.#changes = [...changes, ...this.#changes];
    return true;
  }

  async trend(since: string): Promise<TrendPoint[]> {
    return this.#trend.filter(({ judgedAt }) => judgedAt >= since);
  }

  async changes(limit: number): Promise<VerdictChange[]> {
    return this.#changes.slice(0, limit);
  }

  async prune(before: string): Promise<number> {
    const size = () => this.#trend.length + this.#changes.length;
    const old = size();
    this.#trend = this.#trend.filter(({ judgedAt }) => judgedAt >= before);
    this.#changes = this.#changes.filter(({ at }) => at >= before);
    return old - size();
  }
}
