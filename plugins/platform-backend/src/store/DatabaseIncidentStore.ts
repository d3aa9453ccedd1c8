import {
  AcknowledgedIncident,
  Acknowledgement,
  HealthStateSchema,
  RecordedIncident,
  SystemIdSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';
import { mustBeOpen, notAcknowledged } from './incidentErrors';
import { IncidentQuery, IncidentStore, MOST_INCIDENTS } from './IncidentStore';
import { checkFence, Lease } from './Lease';

interface IncidentRow {
  id: string;
  service_id: string;
  title: string;
  entity_ref: string | null;
  system: string | null;
  owner: string | null;
  state: string;
  worst: string;
  summary: string;
  since: string;
  closed_at: string | null;
  closed_because: string | null;
}

interface AcknowledgementRow {
  id: number;
  incident_id: string;
  by: string;
  at: string;
  note: string;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
}

/** Rows that one statement carries; SQLite takes no more than some thousand values. */
const BATCH = 50;

function toRow(incident: RecordedIncident): IncidentRow {
  return {
    id: incident.id,
    service_id: incident.serviceId,
    title: incident.title,
    entity_ref: incident.entityRef ?? null,
    system: incident.system ?? null,
    owner: incident.owner ?? null,
    state: incident.state,
    worst: incident.worst,
    summary: incident.summary,
    since: incident.since,
    closed_at: incident.closedAt ?? null,
    closed_because: incident.closedBecause ?? null,
  };
}

function toIncident(
  row: IncidentRow,
  acknowledgement: Acknowledgement | undefined,
): AcknowledgedIncident {
  const system = SystemIdSchema.safeParse(row.system);
  return {
    id: row.id,
    serviceId: row.service_id,
    title: row.title,
    ...(row.entity_ref === null ? {} : { entityRef: row.entity_ref }),
    ...(system.success ? { system: system.data } : {}),
    ...(row.owner === null ? {} : { owner: row.owner }),
    state: HealthStateSchema.parse(row.state),
    worst: row.worst === 'down' ? 'down' : 'degraded',
    summary: row.summary,
    since: row.since,
    ...(row.closed_at === null
      ? {}
      : {
          closedAt: row.closed_at,
          closedBecause:
            row.closed_because === 'removed' ? 'removed' : 'recovered',
        }),
    ...(acknowledgement ? { acknowledgement } : {}),
  };
}

/** An {@link IncidentStore} in the plugin's database (SQLite or PostgreSQL). */
export class DatabaseIncidentStore implements IncidentStore {
  readonly #knex: Knex;

  /** Of a database whose tables are up to date; see `openDatabase`. */
  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list({ closedSince, serviceIds }: IncidentQuery) {
    const rows = await this.#knex<IncidentRow>('platform_incidents')
      .where(query => {
        query.whereNull('closed_at');
        if (closedSince) {
          query.orWhere('closed_at', '>=', closedSince.toISOString());
        }
      })
      .modify(query => {
        if (serviceIds) query.whereIn('service_id', [...serviceIds]);
      })
      .orderByRaw(
        'case when closed_at is null then 0 else 1 end, closed_at desc, since',
      )
      .limit(MOST_INCIDENTS);
    return this.#complete(this.#knex, rows);
  }

  async find(id: string) {
    return this.#find(this.#knex, id);
  }

  async write(options: {
    lease: Lease;
    incidents: readonly RecordedIncident[];
  }) {
    const rows = options.incidents.map(toRow);
    await this.#knex.transaction(async trx => {
      await checkFence(trx, options.lease);
      for (let from = 0; from < rows.length; from += BATCH) {
        await trx<IncidentRow>('platform_incidents')
          .insert(rows.slice(from, from + BATCH))
          .onConflict('id')
          .merge();
      }
    });
  }

  async acknowledge(id: string, { by, at, note }: Acknowledgement) {
    return this.#knex.transaction(async trx => {
      const incident = await this.#lockOpen(trx, id);
      await this.#withdrawAll(trx, id, { by, at });
      await trx<AcknowledgementRow>('platform_acknowledgements').insert({
        incident_id: id,
        by,
        at,
        note,
      });
      return { ...incident, acknowledgement: { by, at, note } };
    });
  }

  async withdraw(id: string, who: { by: string; at: string }) {
    return this.#knex.transaction(async trx => {
      const { acknowledgement, ...incident } = await this.#lockOpen(trx, id);
      const count = await this.#withdrawAll(trx, id, who);
      if (count === 0) throw notAcknowledged();
      return incident;
    });
  }

  async prune({ lease, before }: { lease: Lease; before: Date }) {
    return this.#knex.transaction(async trx => {
      await checkFence(trx, lease);
      const old = await trx<IncidentRow>('platform_incidents')
        .where('closed_at', '<', before.toISOString())
        .pluck('id');
      for (let from = 0; from < old.length; from += BATCH) {
        const ids = old.slice(from, from + BATCH);
        await trx('platform_acknowledgements')
          .whereIn('incident_id', ids)
          .delete();
        await trx('platform_incidents').whereIn('id', ids).delete();
      }
      return old.length;
    });
  }

  /** The incident, with its row locked, so that it is not closed while somebody speaks of it. */
  async #lockOpen(trx: Knex.Transaction, id: string) {
    await trx<IncidentRow>('platform_incidents').where({ id }).update({ id });
    return mustBeOpen(id, await this.#find(trx, id));
  }

  async #withdrawAll(
    trx: Knex.Transaction,
    id: string,
    { by, at }: { by: string; at: string },
  ): Promise<number> {
    return trx<AcknowledgementRow>('platform_acknowledgements')
      .where({ incident_id: id })
      .whereNull('withdrawn_at')
      .update({ withdrawn_at: at, withdrawn_by: by });
  }

  async #find(knex: Knex, id: string) {
    const rows = await knex<IncidentRow>('platform_incidents').where({ id });
    const [incident] = await this.#complete(knex, rows);
    return incident as AcknowledgedIncident | undefined;
  }

  async #complete(knex: Knex, rows: readonly IncidentRow[]) {
    const said = await knex<AcknowledgementRow>('platform_acknowledgements')
      .whereIn(
        'incident_id',
        rows.map(({ id }) => id),
      )
      .whereNull('withdrawn_at')
      .orderBy('id');
    const byIncident = new Map(
      said.map(({ incident_id: id, by, at, note }) => [id, { by, at, note }]),
    );
    return rows.map(row => toIncident(row, byIncident.get(row.id)));
  }
}
