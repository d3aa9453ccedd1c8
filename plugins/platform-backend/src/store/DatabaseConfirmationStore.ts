import { Confirmation } from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';
import {
  ConfirmationStore,
  MOST_CONFIRMATIONS,
  RecordedConfirmation,
} from './ConfirmationStore';
import { checkFence, Lease } from './Lease';

interface ConfirmationRow {
  id: string;
  cluster: string;
  kind: string | null;
  note: string;
  by: string;
  at: string;
  ended_at: string | null;
}

const TABLE = 'platform_confirmations';

function toConfirmation(row: ConfirmationRow): RecordedConfirmation {
  const { id, cluster, note, by, at } = row;
  return {
    id,
    cluster,
    ...(row.kind === null ? {} : { kind: row.kind }),
    note,
    by,
    at,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
  };
}

/** A {@link ConfirmationStore} in the plugin's database (SQLite or PostgreSQL). */
export class DatabaseConfirmationStore implements ConfirmationStore {
  readonly #knex: Knex;

  /** Of a database whose tables are up to date; see `openDatabase`. */
  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list({ since }: { since?: Date }) {
    const rows = await this.#knex<ConfirmationRow>(TABLE)
      .where('at', '>=', since?.toISOString() ?? '')
      .orderBy('at', 'desc')
      .limit(MOST_CONFIRMATIONS);
    return rows.map(toConfirmation);
  }

  async add({ id, cluster, kind, note, by, at }: Confirmation) {
    await this.#knex<ConfirmationRow>(TABLE).insert({
      id,
      cluster,
      kind: kind ?? null,
      note,
      by,
      at,
    });
  }

  async end(options: { lease: Lease; ids: readonly string[]; at: string }) {
    await this.#knex.transaction(async trx => {
      await checkFence(trx, options.lease);
      await trx<ConfirmationRow>(TABLE)
        .whereIn('id', [...options.ids])
        .update({ ended_at: options.at });
    });
  }

  async prune({ lease, before }: { lease: Lease; before: Date }) {
    let count = 0;
    await this.#knex.transaction(async trx => {
      await checkFence(trx, lease);
      count = await trx<ConfirmationRow>(TABLE)
        .where('at', '<', before.toISOString())
        .andWhere(query =>
          query.whereNotNull('kind').orWhereNotNull('ended_at'),
        )
        .delete();
    });
    return count;
  }
}
