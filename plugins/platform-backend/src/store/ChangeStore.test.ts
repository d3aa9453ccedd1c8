import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { CHANGE_STORE_CONFORMANCE } from './ChangeStore.conformance';
import { DatabaseChangeStore } from './DatabaseChangeStore';
import { MemoryChangeStore } from './MemoryChangeStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe('MemoryChangeStore', () => {
  it.each(CHANGE_STORE_CONFORMANCE)('%s', async (_, check) => {
    await expect(check(new MemoryChangeStore())).resolves.toBeUndefined();
  });
});

describe.each(databases.eachSupportedId())('DatabaseChangeStore, %s', id => {
  it.each(CHANGE_STORE_CONFORMANCE)('%s', async (_, check) => {
    const knex = await databases.init(id);
    const store = await DatabaseChangeStore.create(
      mockServices.database({ knex }),
    );
    await expect(check(store)).resolves.toBeUndefined();
  });
});
