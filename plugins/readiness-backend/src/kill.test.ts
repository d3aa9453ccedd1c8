/**
 * What a power failure leaves behind: portals in processes of their own are killed while they judge and write. On PostgreSQL
 * another replica takes over; on SQLite the same file is opened again. Nothing may be lost, in force twice, or judged twice.
 */
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import knexFactory, { Knex } from 'knex';
import { PortalProcess, spawnPortal } from './__testUtils__/spawnPortal';

// Three processes that judge a whole platform each take their time on a machine that does other things too.
jest.setTimeout(480_000);

const DEPLOYMENTS = { group: 'apps', plural: 'deployments' };
const PINNED = 'image-pinned';
const LAKEFS = { namespace: 'data-platform', name: 'lakefs' };
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const files = createMockDirectory();

async function until(
  what: string,
  condition: () => Promise<boolean>,
  ms = 60_000,
) {
  const end = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited in vain for: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** What is said of a connection, without what nobody said: an address may leave out the port, and a trusted user has no password. */
function connectionOf(given: Record<string, unknown>): Record<string, unknown> {
  const names = ['host', 'port', 'user', 'password', 'database', 'ssl'];
  return Object.fromEntries(
    names.flatMap(name =>
      given[name] === undefined || given[name] === null || given[name] === ''
        ? []
        : [[name, given[name]]],
    ),
  );
}

describe('a portal that is killed while it judges', () => {
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

  /** One edit of a workload; every other one pins its image. */
  function edit() {
    edits += 1;
    const object = platform.store.get(DEPLOYMENTS, LAKEFS);
    if (!object) throw new Error('The simulated platform has no lakefs.');
    const text = JSON.stringify(object).replace(
      /treeverse\/lakefs:[^"]*/g,
      `treeverse/lakefs:${edits % 2 ? '1.48.0' : 'latest'}`,
    );
    platform.store.update(DEPLOYMENTS, JSON.parse(text));
  }
  const readWriter = async () =>
    (await knex.schema.hasTable('readiness_writer'))
      ? knex('readiness_writer').first()
      : undefined;
  const isJudged = async () => Boolean((await readWriter())?.judged_at);
  /** A row of the verdict's own holds over what the sheet lists. */
  const inForce = async () => {
    const open = () =>
      knex('readiness_timeline').where('subject', 'lakefs').whereNull('until');
    const own = await open().where({ kind: 'verdict', name: PINNED }).first();
    const sheet = await open().where({ kind: 'sheet' }).first();
    const listed = sheet && JSON.parse(sheet.body)[PINNED];
    return knex('readiness_verdicts')
      .where('id', own?.ref ?? listed ?? '')
      .first('outcome');
  };
  const isLastEditJudged = async () =>
    (await inForce())?.outcome === (edits % 2 ? 'pass' : 'fail');

  /** What is in force twice at once, judged twice, or referred to and not there. */
  async function findFaults(): Promise<unknown[]> {
    const overlapping = await knex('readiness_timeline as a')
      .join('readiness_timeline as b', join =>
        join
          .on('a.kind', 'b.kind')
          .on('a.subject', 'b.subject')
          .on('a.name', 'b.name')
          .on('a.id', '<', 'b.id'),
      )
      .whereNotIn('a.kind', ['change', 'gap'])
      .where(either =>
        either.whereNull('a.until').orWhereRaw('a.until > b.since'),
      )
      .select('a.kind', 'a.subject', 'a.name');
    const doubled = await knex('readiness_verdicts')
      .groupBy('service_id', 'rule_id', 'rule_version', 'facts_digest')
      .havingRaw('count(*) > 1')
      .select('service_id');
    const lost = await knex('readiness_timeline as t')
      .leftJoin('readiness_verdicts as v', 'v.id', 't.ref')
      .where('t.kind', 'verdict')
      .whereNull('v.id')
      .select('t.ref');
    const sheets = await knex('readiness_timeline').where({ kind: 'sheet' });
    const ids = new Set(await knex('readiness_verdicts').pluck('id'));
    const lostOfSheets = sheets
      .flatMap(({ body }) => Object.values(JSON.parse(body)))
      .filter(id => !ids.has(id));
    return [...overlapping, ...doubled, ...lost, ...lostOfSheets];
  }

  async function goOnWithTheFile() {
    files.clear();
    const database = {
      client: 'better-sqlite3',
      connection: { directory: files.path },
    };
    const open = async () =>
      portals.push(await spawnPortal({ platform, database }));
    await open();
    knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: files.resolve('readiness.sqlite') },
      useNullAsDefault: true,
    });
    await until('the first judgement', isJudged);
    for (let n = 0; n < 9; n += 1) {
      edit();
      await until('a judgement of it', isLastEditJudged);
    }
    edit();
    await portals.splice(0)[0].kill();
    edit();
    edit();
    const [{ integrity_check: integrity }] = await knex.raw(
      'PRAGMA integrity_check',
    );
    expect(integrity).toBe('ok');
    await open();
    edit();
    await until(
      'the next process',
      async () => (await readWriter()).fence === 2,
    );
    const { judged_at: before } = await readWriter();
    edit();
    await until(
      'a judgement of the last edit',
      async () =>
        (await readWriter()).judged_at > before && (await isLastEditJudged()),
    );
    expect((await readWriter()).fence).toBe(2);
  }

  async function beFollowed() {
    const first = await databases.init('POSTGRES_15');
    const connection = connectionOf(first.client.config.connection);
    const database = { client: 'pg', pluginDivisionMode: 'schema', connection };
    knex = knexFactory({
      client: 'pg',
      connection,
      searchPath: ['readiness', 'public'],
    });
    const open = () => spawnPortal({ platform, database });
    portals.push(await open());
    await until('the first judgement', isJudged);
    const { holder, fence } = await readWriter();
    portals.push(await open());
    for (let n = 0; n < 9; n += 1) {
      edit();
      await until('a judgement of it', isLastEditJudged);
    }
    expect((await readWriter()).holder).toBe(holder);
    edit();
    await portals.splice(0, 1)[0].kill();
    edit();
    edit();
    await until(
      'the other replica',
      async () => (await readWriter()).holder !== holder,
    );
    await until('a judgement of the last edit', isLastEditJudged);
    expect((await readWriter()).fence).toBe(fence + 1);
  }

  const COURSES = { SQLITE_3: goOnWithTheFile, POSTGRES_15: beFollowed };
  it.each(databases.eachSupportedId())(
    'loses and doubles nothing, on %s',
    async id => {
      await COURSES[id as keyof typeof COURSES]();
      expect(await findFaults()).toEqual([]);
    },
  );
});
