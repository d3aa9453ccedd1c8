/**
 * The fault matrix at the readers: every fault, for every kind that is read, in one cluster and beside a second
 * one, on a clock of the test's own. Nothing may go, what fails must say so, and what recovers must be as before.
 */
import { createHash } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import {
  createTestClock,
  MEMORY_FAULTS,
  MemoryApi,
  MemoryFault,
  TestClock,
} from '@254carbon/platform-simulator';
import { createCounters } from '../counters/createCounters';
import { WANTED_KINDS } from '../kubernetes';
import { createInventory, RunningInventory } from './createInventory';

const objectsOf = (count: number) =>
  new Map(
    WANTED_KINDS.map(({ resource }) => [
      resource,
      Array.from({ length: count }, (_, n) => ({
        apiVersion: '',
        kind: '',
        metadata: { name: `${resource}-${n}`, namespace: 'data', uid: `${n}` },
      })),
    ]),
  );

interface World {
  clock: TestClock;
  apis: MemoryApi[];
  inventory: RunningInventory;
}

async function openWorld(clusters: string[], count = 3): Promise<World> {
  const clock = createTestClock();
  const apis = clusters.map(
    name =>
      new MemoryApi({ name, kinds: WANTED_KINDS, objects: objectsOf(count) }),
  );
  const byName = new Map(apis.map(api => [api.connection.name, api]));
  const inventory = createInventory({
    clusters: clusters.map(name => ({
      name,
      url: 'http://api',
      credential: { type: 'none' },
      skipTlsVerify: false,
    })),
    door: { cluster: name => byName.get(name)?.connection },
    logger: mockServices.logger.mock(),
    clock,
    counters: createCounters(),
  });
  inventory.start();
  await clock.advance(2_000);
  return { clock, apis, inventory };
}

/** What is known, whatever is said about how well. */
function textOf({ inventory }: World): string {
  const text = inventory
    .snapshot()
    .objects.map(({ cluster, object }) => JSON.stringify([cluster, object]))
    .sort()
    .join();
  return createHash('sha256').update(text).digest('hex');
}

function stateOf({ inventory }: World, cluster: number, resource: string) {
  return inventory
    .snapshot()
    .clusters[cluster].kinds.find(one => one.resource.endsWith(`/${resource}`));
}

/** Resources of which a fault is not told as it should be: with the reason, the time, and a cure. */
function untold(world: World, fault: MemoryFault): string[] {
  const { kinds } = world.inventory.snapshot().clusters[0];
  if (fault === 'stalled') return [];
  if (fault === 'discovery-down') {
    const [{ resource, reason = '' }] = kinds;
    const isTold = resource === 'discovery' && /answered 503/.test(reason);
    return isTold ? [] : ['discovery'];
  }
  const all = WANTED_KINDS.map(({ resource }) => resource);
  return all.filter(resource => {
    const { ok, since, reason = '', held } = stateOf(world, 0, resource) ?? {};
    return fault === 'empty'
      ? held?.count !== 3
      : ok || !since || !/^Cluster one .*[;:] .*\.$/.test(reason);
  });
}

const minute = 60_000;
/** How long a fault may last until it must have been noticed. */
const NOTICED: Record<MemoryFault, number> = {
  '403': minute,
  '500': minute,
  '503': minute,
  // Eight lists at a time wait for half a minute each.
  timeout: 10 * minute,
  truncated: minute,
  empty: minute,
  '410': minute,
  // Discovery is asked anew every ten minutes, give or take a tenth.
  'discovery-down': 12 * minute,
  stalled: 5 * minute,
};

/** Keeps the healthy watches from looking dead while time passes. */
async function pass({ clock, apis }: World, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= minute) {
    for (const api of apis) api.bookmark();
    await clock.advance(Math.min(left, minute));
  }
}

describe.each([[['one']], [['one', 'two']]])(
  'every fault of every kind, with clusters %j',
  names => {
    let world: World;
    beforeAll(async () => {
      world = await openWorld(names);
    });
    afterAll(() => world.inventory.stop());

    it.each(MEMORY_FAULTS)('%s takes nothing away', async fault => {
      const before = textOf(world);
      const [api] = world.apis;
      for (const { resource } of WANTED_KINDS) api.breakKind(resource, fault);
      await pass(world, NOTICED[fault]);
      expect(textOf(world)).toBe(before);
      const { clusters, objects, caveats } = world.inventory.snapshot();
      expect(untold(world, fault)).toEqual([]);
      const stale = objects.filter(({ staleSince }) => staleSince);
      const isQuiet = ['discovery-down', 'stalled'].includes(fault);
      expect([...new Set(stale.map(({ cluster }) => cluster))]).toEqual(
        isQuiet ? [] : ['one'],
      );
      expect(caveats.length > 0).toBe(fault !== 'stalled');
      expect(clusters.slice(1).map(({ phase }) => phase)).toEqual(
        names.slice(1).map(() => 'reading'),
      );

      api.mend();
      await pass(world, 10 * minute);
      const after = world.inventory.snapshot();
      expect(textOf(world)).toBe(before);
      expect(after.caveats).toEqual([]);
      expect(after.clusters.map(({ phase, whole }) => [phase, whole])).toEqual(
        names.map(() => ['reading', true]),
      );
      expect(after.objects.some(({ staleSince }) => staleSince)).toBe(false);
    });

    it('one failing kind leaves the others as they are', async () => {
      const [api] = world.apis;
      for (const { resource } of WANTED_KINDS) {
        api.breakKind(resource, '403');
        await pass(world, minute);
        const failing = world.inventory
          .snapshot()
          .clusters[0].kinds.filter(({ ok }) => !ok);
        // Two groups may use one plural: `gateways`.
        const sick = failing.map(kind => kind.resource.split('/').pop());
        expect([...new Set(sick)]).toEqual([resource]);
        api.mend();
        await pass(world, 2 * minute);
      }
      expect(world.inventory.snapshot().caveats).toEqual([]);
    }, 60_000);
  },
);

describe('what is held', () => {
  it('goes when the API server denies each by name, and only then', async () => {
    const world = await openWorld(['one'], 10);
    const [api] = world.apis;
    for (let n = 0; n < 4; n += 1) {
      api.remove('deployments', `data/deployments-${n}`, { silently: true });
    }
    api.breakKind('deployments', 'empty');
    await pass(world, 2 * minute);
    expect(stateOf(world, 0, 'deployments')?.held).toMatchObject({ count: 10 });
    await pass(world, 8 * minute);
    // Four are denied by name; the other six answer, so they stay although no list has them.
    expect(stateOf(world, 0, 'deployments')).toMatchObject({
      count: 6,
      held: { count: 6 },
    });
    api.mend();
    await pass(world, 3 * minute);
    expect(stateOf(world, 0, 'deployments')?.held).toBeUndefined();
    world.inventory.stop();
  });

  it('stays although a later list lacks only a little', async () => {
    const world = await openWorld(['one'], 10);
    const [api] = world.apis;
    api.breakKind('pods', 'empty');
    await pass(world, minute);
    expect(stateOf(world, 0, 'pods')?.held?.count).toBe(10);
    world.inventory.stop();
  });

  it('goes on an operator’s word: of one kind, or of all; nothing else goes', async () => {
    const world = await openWorld(['one'], 10);
    const [api] = world.apis;
    for (const resource of ['pods', 'services', 'jobs']) {
      api.breakKind(resource, 'empty');
    }
    await pass(world, minute);
    const before = world.inventory.snapshot().objects.length;
    world.inventory.release({ cluster: 'one', kind: 'v1/pods' });
    expect(world.inventory.snapshot().objects).toHaveLength(before - 10);
    world.inventory.release({ cluster: 'one', kind: 'v1/nodes' });
    world.inventory.release({ cluster: 'other' });
    expect(world.inventory.snapshot().objects).toHaveLength(before - 10);
    expect(world.inventory.snapshot().released).toEqual(['other']);
    world.inventory.release({ cluster: 'one' });
    expect(world.inventory.snapshot().objects).toHaveLength(before - 30);
    expect(world.inventory.snapshot().caveats).toEqual([]);
    world.inventory.stop();
  });
});

describe('a kind that is no longer served', () => {
  it('keeps its objects as doubtful until an operator lets them go', async () => {
    const clock = createTestClock();
    const api = new MemoryApi({
      name: 'one',
      kinds: WANTED_KINDS,
      objects: objectsOf(2),
    });
    const { kinds } = api;
    const inventory = createInventory({
      clusters: [
        {
          name: 'one',
          url: 'http://api',
          credential: { type: 'none' },
          skipTlsVerify: false,
        },
      ],
      door: { cluster: () => api.connection },
      logger: mockServices.logger.mock(),
      clock,
    });
    const world = { clock, apis: [api], inventory };
    inventory.start();
    await clock.advance(2_000);
    kinds.splice(
      kinds.findIndex(({ resource }) => resource === 'kafkas'),
      1,
    );
    await pass(world, 45 * minute);
    expect(stateOf(world, 0, 'kafkas')).toMatchObject({
      count: 2,
      held: {
        count: 2,
        reason: expect.stringContaining('no longer serves the kind'),
      },
    });
    inventory.release({ cluster: 'one' });
    expect(stateOf(world, 0, 'kafkas')).toBeUndefined();
    expect(inventory.snapshot().caveats).toEqual([]);
    inventory.stop();
  });
});

describe('a watch that says nothing', () => {
  it('is opened again from the last point, and listed after the second time', async () => {
    const world = await openWorld(['one'], 2);
    const [api] = world.apis;
    const lists = () => api.count('/pods?limit');
    const before = lists();
    api.breakKind('pods', 'stalled');
    api.put('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'missed', namespace: 'data' },
    });
    await world.clock.advance(95_000);
    expect(lists()).toBe(before);
    await world.clock.advance(100_000);
    expect(lists()).toBe(before + 1);
    expect(
      world.inventory
        .snapshot()
        .objects.some(({ object }) => object.metadata.name === 'missed'),
    ).toBe(true);
    world.inventory.stop();
  });
});
