import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Gives the plugin's database with its tables brought up to date, unless migrations are switched off. */
export async function openDatabase(
  database: Pick<DatabaseService, 'getClient' | 'migrations'>,
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@254carbon/backstage-plugin-data-sources-backend',
        'migrations',
      ),
    });
  }
  return knex;
}
