import {
  Exemption,
  ExemptionSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';
import { mustBeDecidable, mustBeEndable } from './checkExemption';
import {
  ExemptionDecision,
  ExemptionQuery,
  ExemptionStore,
  MOST_EXEMPTIONS,
  RecordedExemption,
} from './ExemptionStore';

interface ExemptionRow {
  id: string;
  rule_id: string;
  service_id: string;
  entity_ref: string;
  reason: string;
  owner: string;
  compensating_control: string;
  requested_by: string;
  requested_at: string;
  until_at: string;
  state: string;
  decided_by: string | null;
  decided_at: string | null;
  decision_note: string | null;
  revoked_by: string | null;
  revoked_at: string | null;
  revoke_note: string | null;
  warned_at: string | null;
}

const TABLE = 'readiness_exemptions';

function toExemption(row: ExemptionRow): RecordedExemption {
  return {
    ...ExemptionSchema.parse({
      id: row.id,
      ruleId: row.rule_id,
      serviceId: row.service_id,
      entityRef: row.entity_ref,
      reason: row.reason,
      owner: row.owner,
      compensatingControl: row.compensating_control,
      requestedBy: row.requested_by,
      requestedAt: row.requested_at,
      until: row.until_at,
      state: row.state,
      decidedBy: row.decided_by ?? undefined,
      decidedAt: row.decided_at ?? undefined,
      decisionNote: row.decision_note ?? undefined,
    }),
    ...(row.revoked_by === null ? {} : { revokedBy: row.revoked_by }),
    ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
    ...(row.revoke_note === null ? {} : { revokeNote: row.revoke_note }),
    ...(row.warned_at === null ? {} : { warnedAt: row.warned_at }),
  };
}

/** An {@link ExemptionStore} in the plugin's database (SQLite or PostgreSQL). */
export class DatabaseExemptionStore implements ExemptionStore {
  readonly #db: Knex;

  /** Of a database whose tables are up to date. */
  constructor(db: Knex) {
    this.#db = db;
  }

  async list(query: ExemptionQuery) {
    const { serviceIds, ruleId, states, endsAfter, endsBefore } = query;
    const rows = await this.#table()
      .modify(builder => {
        if (serviceIds) builder.whereIn('service_id', [...serviceIds]);
        if (ruleId) builder.where({ rule_id: ruleId });
        if (states) builder.whereIn('state', [...states]);
        if (endsAfter) builder.where('until_at', '>', endsAfter.toISOString());
        if (endsBefore)
          builder.where('until_at', '<=', endsBefore.toISOString());
      })
      .orderBy(['until_at', 'id'])
      .limit(MOST_EXEMPTIONS);
    return rows.map(toExemption);
  }

  async approved(now: Date) {
    const rows = await this.#table()
      .where({ state: 'approved' })
      .andWhere('until_at', '>', now.toISOString())
      .orderBy(['until_at', 'id']);
    return rows.map(toExemption);
  }

  async find(id: string) {
    const row = await this.#table().where({ id }).first();
    return row && toExemption(row);
  }

  async add(exemption: Exemption) {
    await this.#table().insert({
      id: exemption.id,
      rule_id: exemption.ruleId,
      service_id: exemption.serviceId,
      entity_ref: exemption.entityRef,
      reason: exemption.reason,
      owner: exemption.owner,
      compensating_control: exemption.compensatingControl,
      requested_by: exemption.requestedBy,
      requested_at: exemption.requestedAt,
      until_at: exemption.until,
      state: exemption.state,
    });
  }

  async decide(id: string, decision: ExemptionDecision) {
    const { state, by, at, note } = decision;
    // Asked before the row is touched; the conditions below hold against whoever decides at the same moment.
    mustBeDecidable(id, await this.find(id), decision);
    const count = await this.#table()
      .where({ id, state: 'requested' })
      .andWhere('until_at', '>', at)
      .update({
        state,
        decided_by: by,
        decided_at: at,
        decision_note: note ?? null,
      });
    const decided = await this.find(id);
    return count === 1 && decided
      ? decided
      : mustBeDecidable(id, decided, decision);
  }

  async revoke(
    id: string,
    { by, at, note }: { by: string; at: string; note: string },
  ) {
    const count = await this.#table()
      .where({ id })
      .whereIn('state', ['requested', 'approved'])
      .andWhere('until_at', '>', at)
      .update({
        state: 'revoked',
        revoked_by: by,
        revoked_at: at,
        revoke_note: note,
      });
    const exemption = await this.find(id);
    return count === 1 && exemption
      ? exemption
      : mustBeEndable(id, exemption, at);
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
    return this.#db<ExemptionRow>(TABLE);
  }
}
