import {
  RememberedService,
  ServiceSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';
import { checkFence } from './Lease';
import { ServiceMemory, Sight } from './ServiceMemory';

interface ServiceRow {
  id: string;
  cluster: string;
  seen_at: string;
  service: string;
}

const TABLE = 'platform_services';

/** Rows that one statement carries; SQLite takes no more than some thousand values. */
const BATCH = 100;

/**
 * What another version of the portal wrote may have another shape; it is skipped, and replaced as soon as
 * the service is seen again.
 */
function toRemembered(row: ServiceRow): RememberedService[] {
  const parsed = ServiceSchema.safeParse(JSON.parse(row.service));
  return parsed.success ? [{ service: parsed.data, seenAt: row.seen_at }] : [];
}

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += BATCH) {
    yield items.slice(from, from + BATCH);
  }
}

/** A {@link ServiceMemory} in the plugin's database (SQLite or PostgreSQL). */
export class DatabaseServiceMemory implements ServiceMemory {
  readonly #knex: Knex;

  /** Of a database whose tables are up to date; see `openDatabase`. */
  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async index() {
    const rows = await this.#knex<ServiceRow>(TABLE).select(
      'id',
      'cluster',
      'seen_at',
    );
    return new Map(
      rows.map(({ id, cluster, seen_at: seenAt }) => [id, { cluster, seenAt }]),
    );
  }

  async read(ids: readonly string[]) {
    const found: RememberedService[] = [];
    for (const batch of batches(ids)) {
      const rows = await this.#knex<ServiceRow>(TABLE).whereIn('id', batch);
      found.push(...rows.flatMap(toRemembered));
    }
    return found;
  }

  async write({ lease, seen, confirmed, gone }: Sight) {
    const rows = seen.map(({ service, seenAt }) => ({
      id: service.id,
      cluster: service.cluster,
      seen_at: seenAt,
      service: JSON.stringify(service),
    }));
    await this.#knex.transaction(async trx => {
      await checkFence(trx, lease);
      for (const batch of batches(rows)) {
        await trx<ServiceRow>(TABLE).insert(batch).onConflict('id').merge();
      }
      for (const batch of batches(confirmed.ids)) {
        await trx<ServiceRow>(TABLE)
          .whereIn('id', batch)
          .update({ seen_at: confirmed.at });
      }
      for (const batch of batches(gone)) {
        await trx<ServiceRow>(TABLE).whereIn('id', batch).delete();
      }
    });
  }
}
