import { mockServices } from '@backstage/backend-test-utils';
import {
  ClusterState,
  Service,
} from '@254carbon/backstage-plugin-platform-common';
import { serviceOf } from '@254carbon/backstage-plugin-platform-common/testUtils';
import {
  PlatformInventory,
  PlatformServices,
} from '@254carbon/backstage-plugin-platform-node';
import { createMemoryStores } from '../store/PlatformStores';
import { createConfirmationApplier } from './applyConfirmations';
import { createRecorder } from './createRecorder';

const START = Date.parse('2026-11-21T12:00:00.000Z');

function trinoOf(state: Service['health']['state'], cluster: string) {
  const summary = `Trino is ${state}`;
  const health = { state, stale: false, summary, evidence: [] };
  return serviceOf('trino', { title: 'Trino', cluster, health });
}

function setUp() {
  let now = START;
  let state: Service['health']['state'] = 'healthy';
  let isThere = true;
  let version = 1;
  let clusters: ClusterState[] = [
    { name: 'demo', phase: 'reading', kinds: [] },
  ];
  const stores = createMemoryStores();
  const events = { publish: jest.fn(async () => {}), subscribe: jest.fn() };
  const told: string[] = [];
  const services = {
    current: () => ({
      services: isThere ? [trinoOf(state, 'demo')] : [],
      clusters,
      caveats: [],
      version,
    }),
  } as unknown as PlatformServices;
  const release = jest.fn();
  const make = () =>
    createRecorder({
      services,
      stores,
      events,
      announcer: {
        tell: (news, { id }) => told.push(`${news} ${id}`),
        tellServices: () => {},
      },
      confirmations: createConfirmationApplier({
        confirmations: stores.confirmations,
        inventory: {
          snapshot: () => ({ clusters }),
          release,
        } as unknown as PlatformInventory,
        now: () => now,
      }),
      logger: mockServices.logger.mock(),
      now: () => now,
    });
  return {
    stores,
    events,
    told,
    release,
    make,
    set(next: typeof state, there = true) {
      state = next;
      isThere = there;
      version += 1;
    },
    setClusters(next: ClusterState[]) {
      clusters = next;
      version += 1;
    },
    time: () => new Date(now).toISOString(),
    async run(recorder: ReturnType<typeof make>, seconds: number) {
      for (let passed = 0; passed < seconds; passed += 3) {
        now += 3_000;
        await recorder.runOnce();
      }
    },
    list: () => stores.changes.listChanges({ since: new Date(0) }),
  };
}

describe('createRecorder', () => {
  it('records what lasted, once, and tells of it', async () => {
    const { make, run, set, list, events } = setUp();
    const recorder = make();
    await run(recorder, 12);
    expect(await list()).toEqual([]);
    set('down');
    await run(recorder, 30);
    const [change, ...others] = await list();
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      serviceId: 'trino',
      from: 'healthy',
      to: 'down',
      summary: 'Trino is down',
    });
    expect(change.at).toBe('2026-11-21T12:00:15.000Z');
    expect(events.publish).toHaveBeenCalledTimes(1);
    expect(events.publish).toHaveBeenCalledWith({
      topic: 'platform.health.changed',
      eventPayload: change,
    });
  });

  it('records no start of the portal as a change', async () => {
    const { make, run, set, list } = setUp();
    await run(make(), 12);
    set('unknown');
    const restarted = make();
    await run(restarted, 30);
    set('healthy');
    await run(restarted, 30);
    expect(await list()).toEqual([]);
  });

  it('lets one of two replicas write, and the other take over', async () => {
    const { make, run, set, list } = setUp();
    const [one, two] = [make(), make()];
    await run(one, 12);
    await run(two, 3);
    expect([one.isWriting, two.isWriting]).toEqual([true, false]);
    set('degraded');
    await run(two, 60);
    expect(two.isWriting).toBe(true);
    expect(await list()).toHaveLength(1);
    await one.runOnce();
    expect(one.isWriting).toBe(false);
  });

  it('records a service that went', async () => {
    const { make, run, set, list } = setUp();
    const recorder = make();
    await run(recorder, 12);
    set('healthy', false);
    await run(recorder, 12);
    expect(await list()).toMatchObject([{ from: 'healthy', to: 'removed' }]);
  });

  it('opens one incident for one trouble, however it goes, and closes it with the recovery', async () => {
    const { make, run, set, stores, told } = setUp();
    const recorder = make();
    await run(recorder, 12);
    set('degraded');
    await run(recorder, 12);
    set('down');
    await run(recorder, 12);
    const [incident, ...others] = await stores.incidents.list({});
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      id: 'trino.20261121T120015000Z',
      since: '2026-11-21T12:00:15.000Z',
      state: 'down',
      worst: 'down',
      summary: 'Trino is down',
    });
    set('unknown');
    await run(recorder, 90);
    expect(await stores.incidents.list({})).toMatchObject([
      { id: incident.id, state: 'unknown', summary: 'Trino is down' },
    ]);
    set('healthy');
    await run(recorder, 12);
    expect(await stores.incidents.list({})).toEqual([]);
    expect(
      await stores.incidents.list({ closedSince: new Date(0) }),
    ).toMatchObject([{ id: incident.id, closedBecause: 'recovered' }]);
    expect(told.filter(news => !news.startsWith('changed'))).toEqual([
      `opened ${incident.id}`,
      `closed ${incident.id}`,
    ]);
  });

  it('takes what is wrong at the first look as an incident', async () => {
    const { make, run, set, stores } = setUp();
    set('down');
    await run(make(), 12);
    expect(await stores.incidents.list({})).toHaveLength(1);
  });

  it('remembers the last good sight, and not what is only kept', async () => {
    const { make, run, set, setClusters, stores } = setUp();
    const recorder = make();
    await run(recorder, 3);
    const [seen] = await stores.memory.read(['trino']);
    expect(seen).toMatchObject({
      seenAt: '2026-11-21T12:00:03.000Z',
      service: { id: 'trino', health: { state: 'healthy' } },
    });
    set('unknown');
    setClusters([{ name: 'demo', phase: 'failing', kinds: [] }]);
    await run(recorder, 90);
    expect(await stores.memory.read(['trino'])).toEqual([seen]);
  });

  it('writes a sight that is as before once a minute, and its time only', async () => {
    const { make, run, stores } = setUp();
    const recorder = make();
    const write = jest.spyOn(stores.memory, 'write');
    await run(recorder, 57);
    expect(write).toHaveBeenCalledTimes(1);
    await run(recorder, 60);
    expect(write).toHaveBeenCalledTimes(2);
    expect(write.mock.calls[1]).toMatchObject([
      { seen: [], confirmed: { ids: ['trino'] }, gone: [] },
    ]);
  });

  it('forgets a service that was recorded as removed', async () => {
    const { make, run, set, stores } = setUp();
    const recorder = make();
    await run(recorder, 12);
    set('healthy', false);
    await run(recorder, 3);
    expect((await stores.memory.index()).size).toBe(1);
    await run(recorder, 12);
    expect((await stores.memory.index()).size).toBe(0);
  });

  it('keeps the services of a cluster that left the configuration until an operator confirms', async () => {
    const { make, run, set, setClusters, stores, release, list, time } =
      setUp();
    await run(make(), 12);
    set('healthy', false);
    setClusters([{ name: 'other', phase: 'reading', kinds: [] }]);
    const restarted = make();
    await run(restarted, 120);
    expect(await list()).toEqual([]);
    expect((await stores.memory.index()).size).toBe(1);
    await stores.confirmations.add({
      id: 'c1',
      cluster: 'demo',
      note: 'switched off for good',
      by: 'user:default/operator',
      at: time(),
    });
    await run(restarted, 12);
    expect(release.mock.calls).toEqual([[{ cluster: 'demo' }]]);
    expect(await list()).toMatchObject([{ to: 'removed' }]);
    expect((await stores.memory.index()).size).toBe(0);
  });

  it('applies a confirmation on every replica, for as long as it is about what was held', async () => {
    const { make, run, stores, release, time, setClusters } = setUp();
    const [one, two] = [make(), make()];
    await run(one, 12);
    await stores.confirmations.add({
      id: 'c1',
      cluster: 'demo',
      kind: 'apps/v1/deployments',
      note: 'deleted on purpose',
      by: 'user:default/operator',
      at: time(),
    });
    await run(one, 3);
    await run(two, 3);
    expect(release).toHaveBeenCalledTimes(2);
    expect(release).toHaveBeenCalledWith({
      cluster: 'demo',
      kind: 'apps/v1/deployments',
    });
    await run(two, 12);
    expect(release).toHaveBeenCalledTimes(2);
    const held = { count: 7, since: time(), reason: 'The list shrank.' };
    setClusters([
      {
        name: 'demo',
        phase: 'reading',
        kinds: [{ resource: 'apps/v1/deployments', ok: true, count: 9, held }],
      },
    ]);
    await run(two, 3);
    expect(release).toHaveBeenCalledTimes(3);
    await run(two, 150);
    release.mockClear();
    await run(two, 12);
    expect(release).not.toHaveBeenCalled();
  });
});
