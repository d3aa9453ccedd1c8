import {
  RememberedService,
  ServiceSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';
import { checkFence, Lease } from './Lease';
import { ServiceMemory } from './ServiceMemory';

interface ServiceRow {
  id: string;
  cluster: string;
  seen_at: string;
  service: string;
}

const TABLE = 'platform_services';

/** Rows that one statement carries; SQLite takes no more than some thousand values. */
const BATCH = 50;

/**
 * What another version of the portal wrote may have another shape; it is skipped, and replaced as soon as
 * the service is seen again.
 */
function toRemembered(row: ServiceRow): RememberedService[] {
  const parsed = ServiceSchema.safeParse(JSON.parse(row.service));
  return parsed.success ? [{ service: parsed.data, seenAt: row.seen_at }] : [];
}

/** A {@link ServiceMemory} in the plugin's database (SQLite or PostgreSQL). */
export class DatabaseServiceMemory implements ServiceMemory {
  readonly #knex: Knex;

  /** Of a database whose tables are up to date; see `openDatabase`. */
  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list() {
    const rows = await this.#knex<ServiceRow>(TABLE).select();
    return new Map(
      rows.flatMap(toRemembered).map(item => [item.service.id, item]),
    );
  }

  async write(options: {
    lease: Lease;
    seen: readonly RememberedService[];
    gone: readonly string[];
  }) {
    const rows = options.seen.map(({ service, seenAt }) => ({
      id: service.id,
      cluster: service.cluster,
      seen_at: seenAt,
      service: JSON.stringify(service),
    }));
    await this.#knex.transaction(async trx => {
      await checkFence(trx, options.lease);
      for (let from = 0; from < rows.length; from += BATCH) {
        await trx<ServiceRow>(TABLE)
          .insert(rows.slice(from, from + BATCH))
          .onConflict('id')
          .merge();
      }
      for (const id of options.gone) {
        await trx<ServiceRow>(TABLE).where({ id }).delete();
      }
    });
  }
}
