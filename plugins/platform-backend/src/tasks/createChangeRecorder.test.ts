import { mockServices } from '@backstage/backend-test-utils';
import { Service } from '@254carbon/backstage-plugin-platform-common';
import { PlatformServices } from '@254carbon/backstage-plugin-platform-node';
import { MemoryChangeStore } from '../store/MemoryChangeStore';
import { createChangeRecorder } from './createChangeRecorder';

const START = Date.parse('2026-11-21T12:00:00.000Z');

function setUp() {
  let now = START;
  let state: Service['health']['state'] = 'healthy';
  let isThere = true;
  const store = new MemoryChangeStore();
  const events = { publish: jest.fn(async () => {}), subscribe: jest.fn() };
  const services = {
    current: () => ({
      services: isThere
        ? [
            {
              id: 'trino',
              title: 'Trino',
              health: { state, summary: `Trino is ${state}` },
            },
          ]
        : [],
      clusters: [{ name: 'demo', phase: 'reading', kinds: [] }],
      caveats: [],
    }),
  } as unknown as PlatformServices;
  const make = () =>
    createChangeRecorder({
      services,
      store,
      events,
      logger: mockServices.logger.mock(),
      now: () => now,
    });
  return {
    store,
    events,
    make,
    set(next: typeof state, there = true) {
      state = next;
      isThere = there;
    },
    async run(recorder: ReturnType<typeof make>, seconds: number) {
      for (let passed = 0; passed < seconds; passed += 3) {
        now += 3_000;
        await recorder.runOnce();
      }
    },
    list: () => store.listChanges({ since: new Date(0) }),
  };
}

describe('createChangeRecorder', () => {
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
});
