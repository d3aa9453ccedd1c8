import { Knex } from 'knex';
import { StoredKpi, KpiStore } from './KpiStore';

interface KpiRow {
  kpi_id: string;
  at: string;
  state: string;
  value: number | null;
}

const TABLE = 'readiness_kpi_points';
/** Rows of one insert; SQLite allows some hundreds of values a statement. */
const CHUNK = 100;

function toState(text: string): StoredKpi['state'] {
  return text === 'met' || text === 'missed' ? text : 'unmeasured';
}

function toPoint({ kpi_id: kpiId, at, state, value }: KpiRow): StoredKpi {
  return {
    kpiId,
    at,
    state: toState(state),
    ...(value === null ? {} : { value }),
  };
}

/** A {@link KpiStore} in the plugin's database (SQLite or PostgreSQL). */
export class DatabaseKpiStore implements KpiStore {
  readonly #db: Knex;

  /** Of a database whose tables are up to date. */
  constructor(db: Knex) {
    this.#db = db;
  }

  async record(points: readonly StoredKpi[]) {
    for (let start = 0; start < points.length; start += CHUNK) {
      await this.#table()
        .insert(
          points.slice(start, start + CHUNK).map(point => ({
            kpi_id: point.kpiId,
            at: point.at,
            state: point.state,
            value: point.value ?? null,
          })),
        )
        .onConflict(['kpi_id', 'at'])
        .ignore();
    }
  }

  async since(at: string) {
    const rows = await this.#table()
      .where('at', '>=', at)
      .orderBy(['at', 'kpi_id']);
    return rows.map(toPoint);
  }

  async newest() {
    const rows = await this.#table()
      .whereIn(['kpi_id', 'at'], this.#newestKeys())
      .orderBy('kpi_id');
    return rows.map(toPoint);
  }

  async prune(before: string) {
    return this.#table()
      .where('at', '<', before)
      .whereNotIn(['kpi_id', 'at'], this.#newestKeys())
      .delete();
  }

  #newestKeys() {
    return this.#db(TABLE).select('kpi_id').max('at').groupBy('kpi_id');
  }

  #table() {
    return this.#db<KpiRow>(TABLE);
  }
}
