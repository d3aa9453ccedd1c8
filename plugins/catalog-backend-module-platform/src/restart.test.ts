/**
 * What a portal finds in the catalog when it starts: entities of clusters that nobody configures any more, of names that
 * somebody declares, and of services that are as they were.
 */
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { Knex } from 'knex';
import { ORPHANED_ANNOTATION } from './build/markOrphaned';
import { startPortal, TestPortal, until } from './__testUtils__/startPortal';

jest.setTimeout(600_000);

/** No cluster fails here, so none has to be read anew, and none is silent because this process gets no processor. */
const CALM = { stall: 90_000, rediscover: 600_000, pulse: 600_000 };

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const folder = createMockDirectory();

describe.each(databases.eachSupportedId())('a start on %s', id => {
  let one: RunningPlatform;
  let two: RunningPlatform;
  let knex: Knex;
  const portals: TestPortal[] = [];

  beforeAll(async () => {
    [one, two] = await Promise.all([startPlatform(), startPlatform()]);
    knex = await databases.init(id as Parameters<typeof databases.init>[0]);
  });
  afterAll(async () => {
    await Promise.all(portals.splice(0).map(portal => portal.stop()));
    await Promise.all([one.close(), two.close()]);
  });

  async function open(
    platforms: Record<string, RunningPlatform>,
    data: object = {},
  ): Promise<TestPortal> {
    const portal = await startPortal({ platforms, knex, data, timings: CALM });
    portals.push(portal);
    return portal;
  }
  async function close() {
    await Promise.all(portals.splice(0).map(portal => portal.stop()));
  }
  const ofCluster = async (portal: TestPortal, cluster: string) =>
    [...(await portal.readOffered()).values()]
      .map(text => JSON.parse(text))
      .filter(
        ({ metadata }) =>
          metadata.annotations?.['254carbon.com/cluster'] === cluster,
      );
  const mutations = (portal: TestPortal) =>
    portal.counters
      .read()
      .filter(({ name }) => name === 'platform_catalog_mutations_total').length;
  /** Whether everything that is seen is in the catalog, by whoever's declaration. */
  const isWritten = async (portal: TestPortal) => {
    const { services } = portal.services.current();
    const offered = await portal.readOffered();
    return (
      services.length > 20 &&
      services.every(({ entityRef }) => offered.has(entityRef))
    );
  };
  const isRead = (portal: TestPortal) => () =>
    portal.inventory.snapshot().clusters.every(({ whole }) => whole);

  it('keeps what belongs to a removed cluster as orphans until an operator lets it go', async () => {
    const both = await open({ one, two });
    await until(
      'all services',
      async () => {
        const [first, second] = await Promise.all([
          ofCluster(both, 'one'),
          ofCluster(both, 'two'),
        ]);
        return first.length > 20 && first.length === second.length;
      },
    );
    const names = await both.readNames();
    await close();

    // Nothing changed: nothing is written.
    const again = await open({ one, two });
    await until('every kind', isRead(again));
    await again.services.whenReady();
    await until('the judgement', () => again.services.current().version > 0);
    expect(await again.readNames()).toEqual(names);
    expect(mutations(again)).toBe(0);
    await close();

    const less = await open({ one });
    await until(
      'the orphans',
      async () =>
        (
          await ofCluster(less, 'two')
        ).every(({ metadata }) => metadata.annotations[ORPHANED_ANNOTATION]),
    );
    const orphans = await ofCluster(less, 'two');
    expect(orphans.length).toBeGreaterThan(20);
    expect(orphans[0].metadata.annotations[ORPHANED_ANNOTATION]).toMatch(
      /^Cluster two is no longer configured; .*\.$/,
    );
    less.inventory.release({ cluster: 'two', kind: 'v1/pods' });
    less.inventory.release({ cluster: 'one' });
    expect(await ofCluster(less, 'two')).toHaveLength(orphans.length);
    less.inventory.release({ cluster: 'two' });
    await until(
      'the orphans to go',
      async () => (await ofCluster(less, 'two')).length === 0,
    );
    expect((await ofCluster(less, 'one')).length).toBeGreaterThan(20);
    await close();
  });

  it('leaves a declared name to the declaration, whoever came first', async () => {
    const yaml = (description: string) =>
      [
        'apiVersion: backstage.io/v1alpha1',
        'kind: Resource',
        'metadata:',
        '  name: minio',
        `  description: ${description}`,
        'spec:',
        '  type: object-store',
        '  owner: group:default/platform',
        '',
      ].join('\n');
    folder.setContent({ 'minio.yaml': yaml('declared') });
    const locations = {
      catalog: {
        processingInterval: { seconds: 1 },
        rules: [{ allow: ['Resource', 'Location'] }],
        locations: [{ type: 'file', target: folder.resolve('minio.yaml') }],
      },
    };
    const described = async (portal: TestPortal) =>
      JSON.parse(
        (await portal.readOffered()).get('resource:default/minio') ?? '{}',
      ).metadata?.description;
    // The catalog has ours from before; the declaration comes later and takes the name.
    const first = await open({ one });
    await until('all services', () => isWritten(first));
    await close();
    const later = await open({ one }, locations);
    await until(
      'the declaration',
      async () => (await described(later)) === 'declared',
    );
    await until('all services', () => isWritten(later));
    const names = await later.readNames();
    await close();
    // And keeps it: it is there first now.
    const again = await open({ one }, locations);
    await until('every kind', isRead(again));
    await until('the judgement', () => again.services.current().version > 0);
    expect(await described(again)).toBe('declared');
    expect(await again.readNames()).toEqual(names);
    await close();
  });
});
