import { randomUUID } from 'node:crypto';
import {
  DatabaseService,
  LoggerService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  PlatformCounters,
  SYSTEM_CLOCK,
  WriterLease,
} from '@254carbon/backstage-plugin-platform-node';
import { Knex } from 'knex';

/** The catalog's database with the table of the lease in it; its migrations are counted apart from the catalog's. */
export async function openLeaseDatabase(
  database: Pick<DatabaseService, 'getClient' | 'migrations'>,
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@254carbon/backstage-plugin-catalog-backend-module-platform',
        'migrations',
      ),
      tableName: 'platform_writer_migrations',
    });
  }
  return knex;
}

/** The right to write what the platform has into the catalog, held by one replica at a time. */
export function createLease(options: {
  /** See {@link openLeaseDatabase}. */
  knex: Knex;
  logger: LoggerService;
  counters: PlatformCounters;
}): WriterLease {
  const { counters, ...rest } = options;
  return new WriterLease({
    ...rest,
    table: 'platform_writer_lease',
    id: 'catalog',
    what: 'the catalog',
    holder: randomUUID(),
    clock: SYSTEM_CLOCK,
    count: event => counters.add('platform_catalog_lease_total', { event }),
  });
}
