/** What a KPI was at one moment. */
export interface StoredKpi {
  kpiId: string;
  /** ISO 8601 UTC. */
  at: string;
  state: 'met' | 'missed' | 'unmeasured';
  /** In the unit of the KPI; absent when it was not measured. */
  value?: number;
}

/** Remembers what was measured of KPIs. */
export interface KpiStore {
  /** Remembers points; one that is there already for the same KPI and moment stays. */
  record(points: readonly StoredKpi[]): Promise<void>;
  /** Points of every KPI since a moment, oldest first. */
  since(at: string): Promise<StoredKpi[]>;
  /** The newest point of each KPI. */
  newest(): Promise<StoredKpi[]>;
  /** Forgets points from before a moment, but the newest of each KPI; gives how many went. */
  prune(before: string): Promise<number>;
}

/**
 * Which measurements are worth a point: what differs from the last point, and what is unchanged for at least
 * `intervalMs`, so that a line shows where nobody measured.
 */
export function pointsToRecord(options: {
  measured: readonly StoredKpi[];
  last: readonly StoredKpi[];
  intervalMs: number;
}): StoredKpi[] {
  const { measured, last, intervalMs } = options;
  const byId = new Map(last.map(point => [point.kpiId, point]));
  return measured.filter(point => {
    const before = byId.get(point.kpiId);
    if (!before) return true;
    const differs =
      before.state !== point.state || before.value !== point.value;
    const age = Date.parse(point.at) - Date.parse(before.at);
    return age > 0 && (differs || age >= intervalMs);
  });
}
