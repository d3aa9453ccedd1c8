import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from './openDatabase';
import { createDatabaseStores, createMemoryStores } from './PlatformStores';
import { STORES_CONFORMANCE } from './stores.conformance';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe('memory stores', () => {
  it.each(STORES_CONFORMANCE)('%s', async (_, check) => {
    await expect(check(createMemoryStores())).resolves.toBeUndefined();
  });
});

describe.each(databases.eachSupportedId())('database stores, %s', id => {
  it.each(STORES_CONFORMANCE)('%s', async (_, check) => {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    const stores = createDatabaseStores(await openDatabase(database));
    await expect(check(stores)).resolves.toBeUndefined();
  });

  it('skips what another version of the portal remembered in another shape', async () => {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    const stores = createDatabaseStores(await openDatabase(database));
    await knex('platform_services').insert({
      id: 'trino',
      cluster: 'demo',
      seen_at: '2026-11-21T12:00:00.000Z',
      service: '{"id":"trino"}',
    });
    expect(await stores.memory.read(['trino'])).toEqual([]);
  });
});
