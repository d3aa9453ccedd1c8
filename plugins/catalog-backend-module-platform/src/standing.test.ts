/**
 * What stands beside services, through a real catalog: an outage and a declaration are one write each when they begin and one
 * when they end, and a start without the cluster says so instead of forgetting.
 */
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  RecordedDeclaration,
  STANDING_ANNOTATIONS,
} from '@254carbon/backstage-plugin-platform-common';
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { Knex } from 'knex';
import { startPortal, TestPortal, until } from './__testUtils__/startPortal';

jest.setTimeout(600_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
/** Watches are cut here, never silent; and a process that gets no processor is not to take an API server for silent. */
const CALM = { stall: 90_000, rediscover: 600_000, pulse: 600_000 };
const SOON = { catalog: { providers: { platform: { staleAfter: '1s' } } } };
const { expectedDown, staleSince, staleReason } = STANDING_ANNOTATIONS;

function declaration(): RecordedDeclaration {
  const now = Date.now();
  return {
    id: 'd-1',
    kind: 'expected-down',
    serviceId: 'trino',
    reason: 'It moves',
    owner: 'group:default/data-engineering',
    from: new Date(now - 1000).toISOString(),
    until: new Date(now + 3_600_000).toISOString(),
    declaredBy: 'user:default/operator',
    declaredAt: new Date(now).toISOString(),
  };
}

describe.each(databases.eachSupportedId())('on %s', id => {
  let platform: RunningPlatform;
  let portal: TestPortal;
  let knex: Knex;
  let isClosed = false;

  const counted = (name: string) =>
    portal.counters
      .read()
      .filter(sample => sample.name === name)
      .reduce((sum, { value }) => sum + value, 0);
  const writes = () => ({
    mutations: counted('platform_catalog_mutations_total'),
    entities: counted('platform_catalog_entities_total'),
  });
  /** A write is counted once the database holds it: a moment after it can be read. */
  const untilCounted = (mutations: number) =>
    until('the count', () => writes().mutations >= mutations);
  const annotated = async (key: string) =>
    [...(await portal.readOffered()).values()]
      .map(text => JSON.parse(text).metadata)
      .filter(({ annotations }) => annotations?.[key] !== undefined);
  const isWell = () =>
    portal.inventory
      .snapshot()
      .clusters.every(({ phase, whole }) => phase === 'reading' && whole);

  beforeAll(async () => {
    platform = await startPlatform({ bookmarkMs: 300 });
    knex = await databases.init(id as Parameters<typeof databases.init>[0]);
    portal = await startPortal({
      platforms: { demo: platform },
      knex,
      data: SOON,
      timings: CALM,
    });
    await until(
      'the services',
      async () => (await portal.readNames()).length > 20,
    );
    await until('every kind', isWell);
    await until('the first write', () => writes().mutations > 0);
  });
  afterAll(async () => {
    await portal.stop();
    if (!isClosed) await platform.close();
  });

  it('writes one entity when something is declared, and one when it is taken back', async () => {
    const before = writes();
    portal.declarations.publish([declaration()]);
    await until(
      'the declaration',
      async () => (await annotated(expectedDown)).length > 0,
    );
    const [found] = await annotated(expectedDown);
    expect(found.name).toBe('trino');
    expect(found.annotations[expectedDown]).toMatch(
      /^It moves; owner=group:default\/data-engineering; until=/,
    );
    portal.declarations.publish([]);
    await until(
      'its end',
      async () => (await annotated(expectedDown)).length === 0,
    );
    await untilCounted(before.mutations + 2);
    expect(writes()).toEqual({
      mutations: before.mutations + 2,
      entities: before.entities + 2,
    });
  });

  it('says once that what a service is read from cannot be read, and once that it can again', async () => {
    const offered = await portal.readOffered();
    const before = writes();
    portal.faults.breakKind('statefulsets', '403');
    await until(
      'the mark',
      async () => (await annotated(staleSince)).length > 0,
    );
    const stale = await annotated(staleSince);
    expect(stale[0].annotations[staleReason]).toContain('statefulsets');
    expect(stale.length).toBeLessThan(offered.size);
    portal.faults.mend();
    await until('recovery', isWell);
    await until(
      'the end of the mark',
      async () => (await annotated(staleSince)).length === 0,
    );
    expect(await portal.readOffered()).toEqual(offered);
    await untilCounted(before.mutations + 2);
    expect(writes()).toEqual({
      mutations: before.mutations + 2,
      entities: before.entities + 2 * stale.length,
    });
  });

  it('marks what it held, and forgets nothing, when it starts without the cluster', async () => {
    const names = await portal.readNames();
    await portal.stop();
    await platform.close();
    isClosed = true;
    portal = await startPortal({
      platforms: { demo: platform },
      knex,
      data: SOON,
      timings: CALM,
    });
    await until(
      'the marks',
      async () => (await annotated(staleSince)).length === names.length,
      120_000,
    );
    expect(await portal.readNames()).toEqual(names);
    await untilCounted(1);
    expect(writes()).toEqual({ mutations: 1, entities: names.length });
  });
});
