import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { LeaseTerm } from '@254carbon/backstage-plugin-platform-node';
import { Knex } from 'knex';
import { judgedOf, view } from '../testing/fixtures';
import { DatabaseReadinessStore, openDatabase } from './DatabaseReadinessStore';
import { isSqlite } from './jsonTable';
import { MemoryReadinessStore } from './MemoryReadinessStore';
import { WRITER_ID, WRITER_TABLE } from './readRows';
import { selectVerdicts } from './readVerdicts';
import {
  at,
  change,
  iso,
  OpenStore,
  save,
  STORE_CONFORMANCE,
} from './ReadinessStore.conformance';

jest.setTimeout(120_000);

const directory = resolvePackagePath(
  '@254carbon/backstage-plugin-readiness-backend',
  'migrations',
);

describe('MemoryReadinessStore', () => {
  it.each(STORE_CONFORMANCE)('%s', async (_, check) => {
    const store = new MemoryReadinessStore();
    const open: OpenStore = {
      store,
      term: { holder: 'one', fence: 1 },
      another: () => store,
      async takeOver() {
        const term = { holder: 'two', fence: 2 };
        await store.prune({ before: '', term });
        return term;
      },
    };
    await expect(check(open)).resolves.toBeUndefined();
  });
});

async function give(knex: Knex, term: LeaseTerm): Promise<LeaseTerm> {
  await knex(WRITER_TABLE)
    .insert({ id: WRITER_ID, beat: 0, ...term })
    .onConflict('id')
    .merge(['holder', 'fence']);
  return term;
}

async function openStore(knex: Knex): Promise<OpenStore> {
  await openDatabase(mockServices.database({ knex }));
  return {
    store: new DatabaseReadinessStore(knex),
    term: await give(knex, { holder: 'one', fence: 1 }),
    another: () => new DatabaseReadinessStore(knex),
    takeOver: () => give(knex, { holder: 'two', fence: 2 }),
  };
}

/** Statements as they are sent, and how many rows the tables gain or end by them. */
async function countStatements(knex: Knex, work: () => Promise<unknown>) {
  const said: string[] = [];
  const note = ({ sql }: { sql: string }) => said.push(sql);
  knex.on('query', note);
  await work();
  knex.removeListener('query', note);
  return said;
}

async function countRows(knex: Knex): Promise<number> {
  const tables = ['contents', 'verdicts', 'timeline'];
  const counts = await Promise.all(
    tables.map(name => knex(`readiness_${name}`).count({ count: '*' }).first()),
  );
  return counts.reduce((sum, row) => sum + Number(row?.count), 0);
}

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'DatabaseReadinessStore on %s',
  databaseId => {
    const init = () => databases.init(databaseId);

    it.each(STORE_CONFORMANCE)('%s', async (_, check) => {
      const open = await openStore(await init());
      await expect(check(open)).resolves.toBeUndefined();
    });

    it('finds a page of verdicts without looking at the others', async () => {
      const knex = await init();
      const { store, term } = await openStore(knex);
      const names = Array.from({ length: 60 }, (_, n) => `service-${n}`);
      const ready = Object.fromEntries(names.map(name => [name, 1]));
      await save({ store, term }, 0, { ready });
      if (!isSqlite(knex)) await knex.raw('analyze readiness_verdicts');
      const after = { serviceId: 'service-5', recordedAt: iso(0), id: '0' };
      const { sql, bindings } = selectVerdicts(knex, {
        after,
        limit: 10,
      }).toSQL();
      const explain = isSqlite(knex) ? 'explain query plan' : 'explain analyze';
      const said = JSON.stringify(
        await knex.raw(`${explain} ${sql}`, bindings),
      );
      expect(said).toContain('readiness_verdicts_service_idx');
      // No sorting but of what one service had at one moment.
      const everything = isSqlite(knex) ? /B-TREE FOR ORDER BY/ : /Seq Scan/;
      expect(said).not.toMatch(everything);
      const count = await countStatements(knex, () =>
        store.verdicts({ after, limit: 10 }),
      );
      expect(count.length).toBeLessThanOrEqual(4);
    });

    it('moves the trend and the changes of former versions forward, and back', async () => {
      const knex = await init();
      const former = {
        directory,
        name: '20261121000000_titles.js',
      };
      await knex.migrate.up({ directory, name: '20251024000000_init.js' });
      await knex.migrate.up(former);
      const points = (minutes: number, low: number) => ({
        judged_at: iso(minutes),
        low,
        high: 9,
        known: 8,
        total: 10,
      });
      const trend = [
        points(0, 5),
        points(5, 5),
        points(10, 6),
        points(95, 6),
        points(100, 5),
      ];
      await knex('readiness_trend').insert(trend);
      const said = {
        at: iso(10),
        service_id: 'trino',
        service_title: 'Trino',
        rule_id: 'a',
        from_outcome: 'pass',
        to_outcome: 'fail',
        delta: -5,
        summary: 'it broke',
      };
      await knex('readiness_changes').insert([
        said,
        { ...said, rule_id: 'b', from_outcome: null },
      ]);
      const { store } = await openStore(knex);
      expect(await store.latest()).toBeUndefined();
      const platform = { scope: 'platform', id: 'platform' } as const;
      const history = await store.history({ ...platform, since: iso(-9) });
      expect(history.map(point => [point.at, point.points.low])).toEqual([
        [iso(0), 5],
        [iso(10), 6],
        [iso(100), 5],
      ]);
      expect(await store.gaps(iso(0))).toEqual([
        { from: iso(10), to: iso(95) },
      ]);
      const { from, ...came } = { ...change(10, 'b') };
      expect(await store.changes(9)).toEqual([change(10, 'a'), came]);
      const next = await openStore(knex);
      expect((await save(next, 130)).saved).toBe(true);
      expect(await store.gaps(iso(99))).toEqual([
        { from: iso(100), to: iso(130) },
      ]);
      expect(await store.history({ ...platform, since: iso(-9) })).toHaveLength(
        4,
      );

      await knex.migrate.rollback({ directory }, true);
      expect(await knex.schema.hasTable('readiness_timeline')).toBe(false);
      const again = await openStore(knex);
      expect(await again.store.latest()).toBeUndefined();
    });

    it('goes on from what the version before sheets kept, and back to it', async () => {
      const knex = await init();
      const open = await openStore(knex);
      const sheets = { directory, name: '20261122010000_sheets.js' };
      await save(open, 0);
      const { report: one } = await save(open, 1, { ready: { trino: 0 } });
      const { report: two } = await save(open, 2, {
        ready: { trino: 0, minio: 1 },
      });
      const told = async () => ({
        latest: await open.another().latest(),
        then: await open.another().reportAt(iso(1)),
        facts: (await open.another().factsAt(iso(1))).length,
        verdicts: await open.another().verdicts({ limit: 999 }),
      });
      const before = await told();
      expect(before.latest).toEqual(two);
      expect(before.then?.services).toEqual(one.services);
      await knex.migrate.down(sheets);
      const kinds = () =>
        knex('readiness_timeline').distinct('kind').pluck('kind');
      expect(await kinds()).not.toContain('sheet');
      await knex.migrate.up(sheets);
      expect(await kinds()).not.toContain('sheet');
      expect(await told()).toEqual(before);
      const next = { ...open, store: open.another() };
      const rows = await countRows(knex);
      expect(
        (await save(next, 3, { ready: { trino: 0, minio: 1 } })).saved,
      ).toBe(true);
      expect(await countRows(knex)).toBe(rows);
      const { report } = await save(next, 4, { ready: { trino: 1 } });
      expect(await kinds()).toContain('sheet');
      expect(await open.another().latest()).toEqual(report);
      expect((await open.another().reportAt(iso(1)))?.services).toEqual(
        one.services,
      );
    });

    it('lets one of two that judge at once win', async () => {
      const open = await openStore(await init());
      const other = { ...open, store: open.another() };
      const won = await Promise.all([
        save(open, 0, { changes: [change(0, 'a')] }),
        save(other, 0, { changes: [change(0, 'a')] }),
      ]);
      expect(won.filter(({ saved }) => saved)).toHaveLength(1);
      expect(await open.store.changes(10)).toHaveLength(1);
    });

    it('judges anew rather than showing what another version kept', async () => {
      const knex = await init();
      const open = await openStore(knex);
      await save(open, 0);
      await knex('readiness_timeline')
        .where({ kind: 'score', subject: 'service' })
        .update({ detail: '{"old":true}' });
      expect(await open.another().latest()).toBeUndefined();
      const next = { ...open, store: open.another() };
      const { report } = await save(next, 1);
      expect(await open.another().latest()).toEqual(report);
    });

    it('takes few statements, however many services there are', async () => {
      const knex = await init();
      const open = await openStore(knex);
      const fleet = (size: number, ready: number) =>
        judgedOf(
          view(
            Object.fromEntries(
              Array.from({ length: size }, (_, i) => [`s-${i}`, ready]),
            ),
          ),
          at(size),
        );
      for (const size of [1, 50, 100]) {
        const before = await countRows(knex);
        const judged = fleet(size, size % 100);
        const said = await countStatements(knex, () =>
          open.store.save({
            judged,
            changes: [change(size, 'a')],
            term: open.term,
            silenceMs: 1,
          }),
        );
        const rows = (await countRows(knex)) - before;
        expect(said.length).toBeLessThanOrEqual(10 + Math.floor(rows / 1000));
      }
      const same = judgedOf(view({}), at(200));
      const { judged } = { judged: fleet(100, 0) };
      judged.report = { ...judged.report, judgedAt: same.report.judgedAt };
      const options = { judged, changes: [], term: open.term, silenceMs: 1e9 };
      const nothingNew = await countStatements(knex, () =>
        open.store.save(options),
      );
      expect(nothingNew).toHaveLength(1);
      const all = await countStatements(knex, () => open.store.scores());
      expect(all).toHaveLength(1);
    });

    it('keeps all or nothing of a judgement that the database gives up, and judges nothing twice', async () => {
      const knex = await init();
      const open = await openStore(knex);
      const first = await save(open, 0);
      await knex.schema.renameTable('readiness_timeline', 'gone');
      const failed = save(open, 1, { ready: { trino: 0 } }).catch(
        () => 'failed',
      );
      expect(await failed).toBe('failed');
      await knex.schema.renameTable('gone', 'readiness_timeline');
      expect(await open.another().latest()).toEqual(first.report);
      const { saved, report } = await save(open, 2, { ready: { trino: 0 } });
      expect(saved).toBe(true);
      expect(await open.another().latest()).toEqual(report);
      const doubled = await knex('readiness_verdicts')
        .groupBy('service_id', 'rule_id', 'rule_version', 'facts_digest')
        .havingRaw('count(*) > 1')
        .select('service_id');
      expect(doubled).toEqual([]);
    });

    it('goes on where it was when its connections are cut in the middle of a write', async () => {
      const knex = await init();
      // SQLite has no connection that could be cut; its faults are told by the test above.
      if (isSqlite(knex)) return;
      const open = await openStore(knex);
      await save(open, 0);
      const other = await init();
      const { database } = knex.client.config.connection;
      let cut: Promise<unknown> | undefined;
      knex.on('query', ({ sql }: { sql: string }) => {
        if (cut || !sql.startsWith('insert into readiness_verdicts')) return;
        cut = other.raw(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = ?',
          [database],
        );
      });
      const ready = Object.fromEntries(
        Array.from({ length: 40 }, (_, i) => [`s-${i}`, 1]),
      );
      let last: Awaited<ReturnType<typeof save>> | undefined;
      // The pool may hold more than one connection that was cut; the schedule tries again as well.
      for (let minute = 1; minute < 10 && !last?.saved; minute += 1) {
        last = await save(open, minute, { ready }).catch(() => undefined);
        await cut;
      }
      // When the write was quicker than the cut, the pool finds out which connections are gone by asking them.
      await Promise.allSettled(
        Array.from({ length: 20 }, () => knex.raw('select 1')),
      );
      const { report } = last!;
      expect(await open.another().latest()).toEqual(report);
      const verdicts = await open.store.verdicts({ limit: 9999 });
      const inForce = verdicts.filter(one => !one.inForce.at(-1)?.until);
      expect(inForce).toHaveLength(40 * report.rules.length);
    });

    it('does not write again what was written although nobody heard so', async () => {
      const knex = await init();
      const open = await openStore(knex);
      await save(open, 0);
      const own = open.store;
      await save({ ...open, store: open.another() }, 1, {
        ready: { trino: 0 },
      });
      own.doubt();
      const rows = await countRows(knex);
      const { saved, report } = await save(open, 2, { ready: { trino: 0 } });
      expect(saved).toBe(true);
      expect(await countRows(knex)).toBe(rows);
      expect(await open.another().latest()).toEqual(report);
    });
  },
);
