import { StoredKpi, KpiStore } from './KpiStore';

/** A {@link KpiStore} that forgets everything with the process. */
export class MemoryKpiStore implements KpiStore {
  #points: StoredKpi[] = [];

  async record(points: readonly StoredKpi[]) {
    const known = new Set(
      this.#points.map(({ kpiId, at }) => `${kpiId} ${at}`),
    );
    const fresh = points.filter(
      ({ kpiId, at }) => !known.has(`${kpiId} ${at}`),
    );
    this.#points = [...this.#points, ...fresh].sort(
      (a, b) => a.at.localeCompare(b.at) || a.kpiId.localeCompare(b.kpiId),
    );
  }

  async since(at: string) {
    return this.#points.filter(point => point.at >= at);
  }

  async newest() {
    return [
      ...new Map(this.#points.map(point => [point.kpiId, point])).values(),
    ].sort((a, b) => a.kpiId.localeCompare(b.kpiId));
  }

  async prune(before: string) {
    const newest = new Set(await this.newest());
    const kept = this.#points.filter(
      point => point.at >= before || newest.has(point),
    );
    const count = this.#points.length - kept.length;
    this.#points = kept;
    return count;
  }
}
