import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
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
