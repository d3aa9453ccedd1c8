import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { CHANGE_STORE_CONFORMANCE } from './ChangeStore.conformance';
import { DatabaseChangeStore } from './DatabaseChangeStore';
import { MemoryChangeStore } from './MemoryChangeStore';
import { openDatabase } from './openDatabase';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe('MemoryChangeStore', () => {
  it.each(CHANGE_STORE_CONFORMANCE)('%s', async (_, check) => {
    await expect(check(new MemoryChangeStore())).resolves.toBeUndefined();
  });
});

describe.each(databases.eachSupportedId())('DatabaseChangeStore, %s', id => {
  it.each(CHANGE_STORE_CONFORMANCE)('%s', async (_, check) => {
    const knex = await databases.init(id);
    const store = new DatabaseChangeStore(
      await openDatabase(mockServices.database({ knex })),
    );
    await expect(check(store)).resolves.toBeUndefined();
  });

  it('goes back to nothing, and up again', async () => {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    await openDatabase(database);
    const directory = resolvePackagePath(
      '@254carbon/backstage-plugin-platform-backend',
      'migrations',
    );
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('platform_changes')).toBe(false);
    const store = new DatabaseChangeStore(await openDatabase(database));
    expect(await store.listChanges({ since: new Date(0) })).toEqual([]);
  });
});
