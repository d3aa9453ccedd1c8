import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  ClusterState,
  Service,
} from '@254carbon/backstage-plugin-platform-common';
import {
  PlatformInventory,
  PlatformServices,
} from '@254carbon/backstage-plugin-platform-node';
import { Knex } from 'knex';
import { serviceOf } from '@254carbon/backstage-plugin-platform-common/testUtils';
import { openDatabase } from '../store/openDatabase';
import { createDatabaseStores } from '../store/PlatformStores';
import { createConfirmationApplier } from './applyConfirmations';
import { createRecorder } from './createRecorder';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const START = Date.parse('2026-11-21T12:00:00.000Z');

/** One platform, one database, one clock; each replica has stores, live objects and a voice of its own. */
async function setUp(knex: Knex) {
  let now = START;
  const platform: { services: Service[]; clusters: ClusterState[] } = {
    services: [serviceOf('trino'), serviceOf('minio')],
    clusters: [{ name: 'demo', phase: 'reading', kinds: [] }],
  };
  let version = 1;
  const told: string[] = [];
  const changes: string[] = [];
  await openDatabase(mockServices.database({ knex }));
  const replica = () => {
    const stores = createDatabaseStores(knex);
    const release = jest.fn();
    const recorder = createRecorder({
      services: {
        current: () => ({ ...platform, caveats: [], version }),
      } as unknown as PlatformServices,
      stores,
      events: {
        publish: async ({ eventPayload }) => {
          const { serviceId, to } = eventPayload as Record<string, string>;
          changes.push(`${serviceId} ${to}`);
        },
        subscribe: async () => {},
      },
      announcer: {
        tell: (news, { serviceId }) => told.push(`${news} ${serviceId}`),
        tellServices: () => {},
      },
      confirmations: createConfirmationApplier({
        confirmations: stores.confirmations,
        inventory: {
          snapshot: () => platform,
          release,
        } as unknown as PlatformInventory,
        now: () => now,
      }),
      logger: mockServices.logger.mock(),
      now: () => now,
    });
    return { stores, recorder, release };
  };
  return {
    replica,
    told,
    changes,
    at: () => new Date(now).toISOString(),
    set(id: string, state: Service['health']['state']) {
      platform.services = platform.services.map(service =>
        service.id === id
          ? { ...service, health: { ...service.health, state } }
          : service,
      );
      version += 1;
    },
    async run(seconds: number, ...replicas: ReturnType<typeof replica>[]) {
      for (let passed = 0; passed < seconds; passed += 3) {
        now += 3_000;
        // All look at once; one that loses the race for the lease does nothing.
        await Promise.all(replicas.map(({ recorder }) => recorder.runOnce()));
      }
    },
  };
}

describe.each(databases.eachSupportedId())('replicas on %s', id => {
  it('record each trouble once, and go on when the one that writes is killed', async () => {
    const { replica, run, set, told, changes } = await setUp(
      await databases.init(id),
    );
    const [one, two] = [replica(), replica()];
    await run(12, one, two);
    expect([one, two].filter(each => each.recorder.isWriting)).toHaveLength(1);
    set('trino', 'down');
    await run(12, one, two);
    expect(changes).toEqual(['trino down']);
    expect(told).toEqual(['opened trino']);
    const [writer, other] = one.recorder.isWriting ? [one, two] : [two, one];
    const [before] = await other.stores.incidents.list({});
    await other.stores.incidents.acknowledge(before.id, {
      by: 'user:default/operator',
      at: '2026-11-21T12:01:00.000Z',
      note: 'mine',
    });
    set('minio', 'degraded');
    await run(30, other);
    expect(other.recorder.isWriting).toBe(true);
    expect(changes).toEqual(['trino down', 'minio degraded']);
    set('trino', 'healthy');
    await run(12, writer, other);
    expect(writer.recorder.isWriting).toBe(false);
    expect(changes).toEqual(['trino down', 'minio degraded', 'trino healthy']);
    expect(told).toEqual(['opened trino', 'opened minio', 'closed trino']);
    expect(
      await writer.stores.incidents.list({ closedSince: new Date(0) }),
    ).toMatchObject([
      { serviceId: 'minio' },
      { id: before.id, acknowledgement: { note: 'mine' } },
    ]);
  });

  it('apply what one operator confirmed to the live objects of each', async () => {
    const { replica, run, at } = await setUp(await databases.init(id));
    const [one, two] = [replica(), replica()];
    await run(6, one, two);
    await one.stores.confirmations.add({
      id: '4b0a5a52-4b5e-4a3e-8d0e-1d1f4d0a9c11',
      cluster: 'demo',
      kind: 'apps/v1/deployments',
      note: 'deleted on purpose',
      by: 'user:default/operator',
      at: at(),
    });
    await run(12, one, two);
    for (const { release } of [one, two]) {
      expect(release.mock.calls).toEqual([
        [{ cluster: 'demo', kind: 'apps/v1/deployments' }],
      ]);
    }
  });
});
