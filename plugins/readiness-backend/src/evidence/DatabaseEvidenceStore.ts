import {
  ManualEvidence,
  ManualEvidenceSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';
import {
  EvidenceQuery,
  EvidenceStore,
  MOST_EVIDENCE,
  RecordedEvidence,
} from './EvidenceStore';
import { mustStand } from './mustStand';

interface EvidenceRow {
  id: string;
  rule_id: string;
  service_id: string;
  entity_ref: string;
  statement: string;
  proof: string;
  author: string;
  observed_at: string;
  recorded_at: string;
  until_at: string;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
  warned_at: string | null;
}

const TABLE = 'readiness_evidence';

function toEvidence(row: EvidenceRow): RecordedEvidence {
  return {
    ...ManualEvidenceSchema.parse({
      id: row.id,
      ruleId: row.rule_id,
      serviceId: row.service_id,
      entityRef: row.entity_ref,
      statement: row.statement,
      proof: row.proof,
      author: row.author,
      observedAt: row.observed_at,
      recordedAt: row.recorded_at,
      until: row.until_at,
      withdrawnAt: row.withdrawn_at ?? undefined,
      withdrawnBy: row.withdrawn_by ?? undefined,
    }),
    ...(row.warned_at === null ? {} : { warnedAt: row.warned_at }),
  };
}

/** An {@link EvidenceStore} in the plugin's database (SQLite or PostgreSQL). */
export class DatabaseEvidenceStore implements EvidenceStore {
  readonly #db: Knex;

  /** Of a database whose tables are up to date. */
  constructor(db: Knex) {
    this.#db = db;
  }

  async list(query: EvidenceQuery) {
    const { serviceIds, ruleId, endsAfter, endsBefore } = query;
    const rows = await this.#table()
      .modify(builder => {
        if (serviceIds) builder.whereIn('service_id', [...serviceIds]);
        if (ruleId) builder.where({ rule_id: ruleId });
        if (endsAfter) {
          builder
            .where('until_at', '>', endsAfter.toISOString())
            .whereNull('withdrawn_at');
        }
        if (endsBefore)
          builder.where('until_at', '<=', endsBefore.toISOString());
      })
      .orderBy([{ column: 'recorded_at', order: 'desc' }, { column: 'id' }])
      .limit(MOST_EVIDENCE);
    return rows.map(toEvidence);
  }

  async standing(now: Date) {
    const rows = await this.#table()
      .where('until_at', '>', now.toISOString())
      .whereNull('withdrawn_at')
      .orderBy([{ column: 'recorded_at', order: 'desc' }, { column: 'id' }]);
    return rows.map(toEvidence);
  }

  async find(id: string) {
    const row = await this.#table().where({ id }).first();
    return row && toEvidence(row);
  }

  async add(evidence: ManualEvidence) {
    await this.#table().insert({
      id: evidence.id,
      rule_id: evidence.ruleId,
      service_id: evidence.serviceId,
      entity_ref: evidence.entityRef,
      statement: evidence.statement,
      proof: evidence.proof,
      author: evidence.author,
      observed_at: evidence.observedAt,
      recorded_at: evidence.recordedAt,
      until_at: evidence.until,
    });
  }

  async withdraw(id: string, { by, at }: { by: string; at: string }) {
    const count = await this.#table()
      .where({ id })
      .whereNull('withdrawn_at')
      .andWhere('until_at', '>', at)
      .update({ withdrawn_at: at, withdrawn_by: by });
    const evidence = await this.find(id);
    return count === 1 && evidence ? evidence : mustStand(id, evidence, at);
  }

  async markWarned(ids: readonly string[], at: string) {
    if (ids.length === 0) return;
    await this.#table()
      .whereIn('id', [...ids])
      .update({ warned_at: at });
  }

  async prune(before: Date) {
    return this.#table().where('until_at', '<', before.toISOString()).delete();
  }

  #table() {
    return this.#db<EvidenceRow>(TABLE);
  }
}
