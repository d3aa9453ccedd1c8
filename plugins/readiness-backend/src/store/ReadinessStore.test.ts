import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { VerdictChange } from '@254carbon/backstage-plugin-platform-common';
import { NOW, report } from '../testing/fixtures';
import { DatabaseReadinessStore } from './DatabaseReadinessStore';
import { MemoryReadinessStore } from './MemoryReadinessStore';
import { ReadinessStore } from './ReadinessStore';

const MINUTE = 60_000;
const at = (minutes: number) => NOW + minutes * MINUTE;
const iso = (minutes: number) => new Date(at(minutes)).toISOString();

function change(minutes: number, ruleId: string): VerdictChange {
  return {
    at: iso(minutes),
    serviceId: 'trino',
    serviceTitle: 'Trino',
    ruleId,
    from: 'pass',
    to: 'fail',
    delta: -5,
    summary: 'it broke',
  };
}

/** What every store promises. */
function conformance(open: () => Promise<ReadinessStore>) {
  const save = (
    store: ReadinessStore,
    minutes: number,
    ready = 1,
    changes: VerdictChange[] = [],
  ) =>
    store.save({
      report: report({ trino: ready }, at(minutes)),
      changes,
      trendIntervalMs: 5 * MINUTE,
    });

  it('knows nothing at first', async () => {
    const store = await open();
    expect(await store.latest()).toBeUndefined();
    expect(await store.trend(iso(-10))).toEqual([]);
    expect(await store.changes(10)).toEqual([]);
  });

  it('remembers the newest report whole, and never goes back in time', async () => {
    const store = await open();
    expect(await save(store, 1)).toBe(true);
    expect(await save(store, 2, 0)).toBe(true);
    expect(await save(store, 1)).toBe(false);
    expect(await save(store, 2)).toBe(false);
    expect(await store.latest()).toEqual(report({ trino: 0 }, at(2)));
    expect(await store.latest()).toEqual(report({ trino: 0 }, at(2)));
  });

  it('adds to the trend when points change or time has gone by', async () => {
    const store = await open();
    await save(store, 0);
    await save(store, 1);
    await save(store, 2, 0);
    await save(store, 3, 0);
    await save(store, 7, 0);
    const trend = await store.trend(iso(0));
    expect(trend.map(({ judgedAt }) => judgedAt)).toEqual([
      iso(0),
      iso(2),
      iso(7),
    ]);
    expect(trend[0].points).toEqual(report().points);
    expect(await store.trend(iso(3))).toHaveLength(1);
  });

  it('gives changes newest first, in their order within a report', async () => {
    const store = await open();
    await save(store, 0, 1, [change(0, 'a')]);
    await save(store, 1, 0, [change(1, 'b'), change(1, 'c')]);
    const { from, to, ...bare } = change(2, 'd');
    await save(store, 2, 0, [bare]);
    const changes = await store.changes(3);
    expect(changes.map(({ ruleId }) => ruleId)).toEqual(['d', 'b', 'c']);
    expect(changes[0]).toEqual(bare);
    expect(changes[1]).toEqual(change(1, 'b'));
  });

  it('takes many changes at once', async () => {
    const store = await open();
    const many = Array.from({ length: 700 }, (_, i) => change(0, `r-${i}`));
    await save(store, 0, 1, many);
    expect(await store.changes(1000)).toHaveLength(700);
  });

  it('forgets what is too old, but not the newest report', async () => {
    const store = await open();
    await save(store, 0, 1, [change(0, 'a')]);
    await save(store, 10, 0, [change(10, 'b')]);
    expect(await store.prune(iso(5))).toBe(2);
    expect(await store.trend(iso(-1))).toHaveLength(1);
    expect(await store.changes(10)).toEqual([change(10, 'b')]);
    await store.prune(iso(100));
    expect((await store.latest())?.judgedAt).toBe(iso(10));
  });
}

describe('MemoryReadinessStore', () => {
  conformance(async () => new MemoryReadinessStore());
});

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'DatabaseReadinessStore on %s',
  databaseId => {
    conformance(async () => {
      const knex = await databases.init(databaseId);
      return DatabaseReadinessStore.create(mockServices.database({ knex }));
    });

    it('takes titles of any length, for people write them', async () => {
      const knex = await databases.init(databaseId);
      const store = await DatabaseReadinessStore.create(
        mockServices.database({ knex }),
      );
      const long = { ...change(0, 'a'), serviceTitle: 'T'.repeat(400) };
      const options = { report: report(), trendIntervalMs: 1 };
      expect(await store.save({ ...options, changes: [long] })).toBe(true);
      expect(await store.changes(1)).toEqual([long]);
    });

    it('goes back to nothing, and up again', async () => {
      const knex = await databases.init(databaseId);
      const database = mockServices.database({ knex });
      await DatabaseReadinessStore.create(database);
      const directory = resolvePackagePath(
        '@254carbon/backstage-plugin-readiness-backend',
        'migrations',
      );
      await knex.migrate.rollback({ directory }, true);
      expect(await knex.schema.hasTable('readiness_latest')).toBe(false);
      const store = await DatabaseReadinessStore.create(database);
      expect(await store.latest()).toBeUndefined();
    });

    it('lets one of two that judge at once win', async () => {
      const knex = await databases.init(databaseId);
      const database = mockServices.database({ knex });
      const [a, b] = [
        await DatabaseReadinessStore.create(database),
        await DatabaseReadinessStore.create(database),
      ];
      const options = {
        report: report(),
        changes: [change(0, 'a')],
        trendIntervalMs: 1,
      };
      const won = await Promise.all([a.save(options), b.save(options)]);
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await a.changes(10)).toHaveLength(1);
    });

    it('judges anew rather than showing a report of another version', async () => {
      const knex = await databases.init(databaseId);
      const store = await DatabaseReadinessStore.create(
        mockServices.database({ knex }),
      );
      await knex('readiness_latest').insert({
        id: 1,
        judged_at: iso(0),
        report: '{"old":true}',
      });
      expect(await store.latest()).toBeUndefined();
      expect(await save(store)).toBe(true);
      async function save(target: ReadinessStore) {
        return target.save({
          report: report(undefined, at(1)),
          changes: [],
          trendIntervalMs: 1,
        });
      }
    });
  },
);
