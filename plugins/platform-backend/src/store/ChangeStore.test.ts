import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseChangeStore } from './DatabaseChangeStore';
import { describeChangeStore } from './describeChangeStore.testSuite';
import { MemoryChangeStore } from './MemoryChangeStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describeChangeStore('memory', async () => new MemoryChangeStore());
for (const id of databases.eachSupportedId().flat()) {
  describeChangeStore(id, async () =>
    DatabaseChangeStore.create(
      mockServices.database({ knex: await databases.init(id) }),
    ),
  );
}
