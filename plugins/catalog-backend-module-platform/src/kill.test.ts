/**
 * What a power failure leaves behind: portals in processes of their own are killed while they write. On PostgreSQL another
 * replica takes over; on SQLite the same file is opened again.
 */
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import knexFactory, { Knex } from 'knex';
import { PortalProcess, spawnPortal } from './__testUtils__/spawnPortal';
import { until } from './__testUtils__/startPortal';

jest.setTimeout(600_000);

const DEPLOYMENTS = { group: 'apps', plural: 'deployments' };
const NAMES = ['superset-web', 'graphql-gateway', 'lakefs'];
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const files = createMockDirectory();

describe('a portal that is killed while it writes', () => {
  let platform: RunningPlatform;
  let knex: Knex;
  const portals: PortalProcess[] = [];
  let edits = 0;

  beforeEach(async () => {
    platform = await startPlatform();
  });
  afterEach(async () => {
    await Promise.all(portals.splice(0).map(portal => portal.kill()));
    await knex?.destroy();
    await platform.close();
  });

  /** One edit of one workload, which its service's entity shows. */
  function edit() {
    edits += 1;
    const name = NAMES[edits % NAMES.length];
    const key = { namespace: 'data-platform', name };
    const object = platform.store.get(DEPLOYMENTS, key);
    if (!object) throw new Error(`The simulated platform has no ${name}.`);
    platform.store.update(DEPLOYMENTS, {
      ...object,
      metadata: {
        ...object.metadata,
        annotations: {
          'argocd.argoproj.io/tracking-id': `edit-${edits}:apps/Deployment:data-platform/${name}`,
        },
      },
    });
  }
  async function applications(): Promise<string[]> {
    const rows: { unprocessed_entity: string }[] = await knex('refresh_state')
      .where('unprocessed_entity', 'like', '%edit-%')
      .select('unprocessed_entity');
    return rows
      .map(
        row =>
          JSON.parse(row.unprocessed_entity).metadata.annotations[
            'argocd/app-name'
          ],
      )
      .sort();
  }
  const wanted = () =>
    [edits, edits - 1, edits - 2].map(number => `edit-${number}`).sort();
  const count = async () =>
    Number(
      (
        await knex('refresh_state_references')
          .where({ source_key: 'platform' })
          .count({ count: '*' })
          .first()
      )?.count,
    );
  const isWritten = async () =>
    (await knex.schema.hasTable('refresh_state_references')) &&
    (await count()) > 20;
  const readLease = () => knex('platform_writer_lease').first();
  const findDoubled = () =>
    knex('refresh_state_references')
      .where({ source_key: 'platform' })
      .groupBy('target_entity_ref')
      .havingRaw('count(*) > 1')
      .select('target_entity_ref');

  async function goOnWithTheFile() {
    files.clear();
    const database = {
      client: 'better-sqlite3',
      connection: { directory: files.path },
    };
    const open = async () =>
      portals.push(
        await spawnPortal({ platforms: { demo: platform }, database }),
      );
    await open();
    knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: files.resolve('catalog.sqlite') },
      useNullAsDefault: true,
    });
    await until('the first write', isWritten);
    const before = await count();
    for (let n = 0; n < 30; n += 1) {
      edit();
      await new Promise(done => setTimeout(done, 10));
    }
    await portals.splice(0)[0].kill();
    for (let n = 0; n < 10; n += 1) edit();
    const [{ integrity_check: integrity }] = await knex.raw(
      'PRAGMA integrity_check',
    );
    expect(integrity).toBe('ok');
    await open();
    await until(
      'the last edits',
      async () => String(await applications()) === String(wanted()),
    );
    expect(await count()).toBe(before);
    expect((await readLease()).fence).toBe(2);
  }

  async function beFollowed() {
    const first = await databases.init('POSTGRES_15');
    const own = first.client.config.connection;
    const database = {
      client: 'pg',
      pluginDivisionMode: 'schema',
      connection: {
        host: own.host,
        port: own.port,
        user: own.user,
        password: own.password,
        database: own.database,
      },
    };
    knex = knexFactory({
      client: 'pg',
      connection: own,
      searchPath: ['catalog', 'public'],
    });
    const open = () => spawnPortal({ platforms: { demo: platform }, database });
    portals.push(await open());
    await until('the first write', isWritten);
    const holder = (await readLease()).holder;
    portals.push(await open());
    const before = await count();
    for (let n = 0; n < 20; n += 1) {
      edit();
      await new Promise(done => setTimeout(done, 20));
    }
    expect((await readLease()).holder).toBe(holder);
    await portals.splice(0, 1)[0].kill();
    const killed = Date.now();
    for (let n = 0; n < 10; n += 1) edit();
    await until(
      'the other replica',
      async () => (await readLease()).holder !== holder,
      30_000,
    );
    const seconds = (Date.now() - killed) / 1000;
    expect(seconds).toBeLessThan(15);
    await until(
      'the last edits',
      async () => String(await applications()) === String(wanted()),
    );
    expect((await readLease()).fence).toBe(2);
    expect(await count()).toBe(before);
  }

  const COURSES = { SQLITE_3: goOnWithTheFile, POSTGRES_15: beFollowed };
  it.each(databases.eachSupportedId())(
    'loses and doubles nothing, on %s',
    async id => {
      await COURSES[id as keyof typeof COURSES]();
      expect(await findDoubled()).toEqual([]);
    },
  );
});
