import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  OutcomeSchema,
  ReadinessReport,
  ReadinessReportSchema,
  TrendPoint,
  VerdictChange,
} from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';
import { needsTrendPoint, ReadinessStore } from './ReadinessStore';

interface LatestRow {
  id: number;
  judged_at: string;
  report: string;
}

interface TrendRow {
  judged_at: string;
  low: number;
  high: number;
  known: number;
  total: number;
}

interface ChangeRow {
  id: number;
  at: string;
  service_id: string;
  service_title: string;
  rule_id: string;
  from_outcome: string | null;
  to_outcome: string | null;
  delta: number;
  summary: string;
}

/** Rows of one insert; SQLite allows some hundreds of values a statement. */
const CHUNK = 50;

function toTrendPoint(row: TrendRow): TrendPoint {
  const { judged_at: judgedAt, low, high, known, total } = row;
  return { judgedAt, points: { low, high, known, of: total } };
}

function toChange(row: ChangeRow): VerdictChange {
  const from = OutcomeSchema.safeParse(row.from_outcome);
  const to = OutcomeSchema.safeParse(row.to_outcome);
  return {
    at: row.at,
    serviceId: row.service_id,
    serviceTitle: row.service_title,
    ruleId: row.rule_id,
    ...(from.success ? { from: from.data } : {}),
    ...(to.success ? { to: to.data } : {}),
    delta: row.delta,
    summary: row.summary,
  };
}

function toRow(change: VerdictChange): Omit<ChangeRow, 'id'> {
  return {
    at: change.at,
    service_id: change.serviceId,
    service_title: change.serviceTitle,
    rule_id: change.ruleId,
    from_outcome: change.from ?? null,
    to_outcome: change.to ?? null,
    delta: change.delta,
    summary: change.summary,
  };
}

/** Remembers in the plugin's database. */
export class DatabaseReadinessStore implements ReadinessStore {
  readonly #db: Knex;
  /** The newest report as it was read last, so that pages do not parse it again and again. */
  #cached: ReadinessReport | undefined;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Opens the plugin's database and brings its tables up to date. */
  static async create(
    database: DatabaseService,
  ): Promise<DatabaseReadinessStore> {
    const db = await database.getClient();
    if (!database.migrations?.skip) {
      await db.migrate.latest({
        directory: resolvePackagePath(
          '@254carbon/backstage-plugin-readiness-backend',
          'migrations',
        ),
      });
    }
    return new DatabaseReadinessStore(db);
  }

  async latest(): Promise<ReadinessReport | undefined> {
    const table = () =>
      this.#db<LatestRow>('readiness_latest').where({ id: 1 });
    const head = await table().first('judged_at');
    if (!head) return undefined;
    if (this.#cached?.judgedAt === head.judged_at) return this.#cached;
    const row = await table().first('report');
    if (!row) return undefined;
    const parsed = ReadinessReportSchema.safeParse(JSON.parse(row.report));
    // A report of another version of the portal is judged anew within minutes.
    this.#cached = parsed.success ? parsed.data : undefined;
    return this.#cached;
  }

  async save(options: {
    report: ReadinessReport;
    changes: readonly VerdictChange[];
    trendIntervalMs: number;
  }): Promise<boolean> {
    const { report, changes, trendIntervalMs } = options;
    const { judgedAt, points } = report;
    return this.#db.transaction(async tx => {
      const row = { judged_at: judgedAt, report: JSON.stringify(report) };
      const replaced = await tx<LatestRow>('readiness_latest')
        .where({ id: 1 })
        .where('judged_at', '<', judgedAt)
        .update(row);
      if (replaced === 0) {
        const inserted = await tx<LatestRow>('readiness_latest')
          .insert({ id: 1, ...row })
          .onConflict('id')
          .ignore()
          .returning('id');
        if (inserted.length === 0) return false;
      }
      const last = await tx<TrendRow>('readiness_trend')
        .orderBy('judged_at', 'desc')
        .first();
      const lastPoint = last && toTrendPoint(last);
      if (needsTrendPoint(lastPoint, report, trendIntervalMs)) {
        const { low, high, known, of } = points;
        await tx<TrendRow>('readiness_trend')
          .insert({ judged_at: judgedAt, low, high, known, total: of })
          .onConflict('judged_at')
          .merge();
      }
      if (changes.length > 0)
        await tx.batchInsert('readiness_changes', changes.map(toRow), CHUNK);
      return true;
    });
  }

  async trend(since: string): Promise<TrendPoint[]> {
    const rows = await this.#db<TrendRow>('readiness_trend')
      .where('judged_at', '>=', since)
      .orderBy('judged_at');
    return rows.map(toTrendPoint);
  }

  async changes(limit: number): Promise<VerdictChange[]> {
    const rows = await this.#db<ChangeRow>('readiness_changes')
      .orderBy([{ column: 'at', order: 'desc' }, { column: 'id' }])
      .limit(limit);
    return rows.map(toChange);
  }

  async prune(before: string): Promise<number> {
    const points = await this.#db<TrendRow>('readiness_trend')
      .where('judged_at', '<', before)
      .delete();
    const changes = await this.#db<ChangeRow>('readiness_changes')
      .where('at', '<', before)
      .delete();
    return points + changes;
  }
}
