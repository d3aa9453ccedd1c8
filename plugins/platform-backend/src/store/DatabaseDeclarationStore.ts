import { RecordedDeclaration } from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';
import { mustStand } from './declarationErrors';
import { DeclarationStore, MOST_DECLARATIONS } from './DeclarationStore';
import { checkFence, Lease } from './Lease';

interface DeclarationRow {
  id: string;
  kind: string;
  service_id: string;
  reason: string;
  owner: string;
  from_at: string;
  until_at: string;
  declared_by: string;
  declared_at: string;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
}

const TABLE = 'platform_declarations';

function toDeclaration(row: DeclarationRow): RecordedDeclaration {
  return {
    id: row.id,
    kind: row.kind === 'maintenance' ? 'maintenance' : 'expected-down',
    serviceId: row.service_id,
    reason: row.reason,
    owner: row.owner,
    from: row.from_at,
    until: row.until_at,
    declaredBy: row.declared_by,
    declaredAt: row.declared_at,
    ...(row.withdrawn_at === null ? {} : { withdrawnAt: row.withdrawn_at }),
    ...(row.withdrawn_by === null ? {} : { withdrawnBy: row.withdrawn_by }),
  };
}

/** A {@link DeclarationStore} in the plugin's database (SQLite or PostgreSQL). */
export class DatabaseDeclarationStore implements DeclarationStore {
  readonly #knex: Knex;

  /** Of a database whose tables are up to date; see `openDatabase`. */
  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(query: { endsAfter?: Date; serviceIds?: readonly string[] }) {
    const { endsAfter, serviceIds } = query;
    const rows = await this.#knex<DeclarationRow>(TABLE)
      .modify(builder => {
        if (endsAfter) {
          builder
            .where('until_at', '>', endsAfter.toISOString())
            .whereNull('withdrawn_at');
        }
        if (serviceIds) builder.whereIn('service_id', [...serviceIds]);
      })
      .orderBy('until_at', 'desc')
      .limit(MOST_DECLARATIONS);
    return rows.map(toDeclaration);
  }

  async find(id: string) {
    const row = await this.#knex<DeclarationRow>(TABLE).where({ id }).first();
    return row && toDeclaration(row);
  }

  async add(declaration: RecordedDeclaration) {
    await this.#knex<DeclarationRow>(TABLE).insert({
      id: declaration.id,
      kind: declaration.kind,
      service_id: declaration.serviceId,
      reason: declaration.reason,
      owner: declaration.owner,
      from_at: declaration.from,
      until_at: declaration.until,
      declared_by: declaration.declaredBy,
      declared_at: declaration.declaredAt,
    });
  }

  async withdraw(id: string, { by, at }: { by: string; at: string }) {
    const count = await this.#knex<DeclarationRow>(TABLE)
      .where({ id })
      .whereNull('withdrawn_at')
      .andWhere('until_at', '>', at)
      .update({ withdrawn_at: at, withdrawn_by: by });
    const declaration = await this.find(id);
    return count === 1 && declaration
      ? declaration
      : mustStand(id, declaration, at);
  }

  async prune({ lease, before }: { lease: Lease; before: Date }) {
    let count = 0;
    await this.#knex.transaction(async trx => {
      await checkFence(trx, lease);
      count = await trx<DeclarationRow>(TABLE)
        .where('until_at', '<', before.toISOString())
        .delete();
    });
    return count;
  }
}
