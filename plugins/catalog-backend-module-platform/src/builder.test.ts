/**
 * The fault matrix at the builder: every fault, for every kind that is read, in one cluster and beside a second one,
 * from the simulated platform's API without a socket to the mutations that a catalog would get, on a test's clock.
 */
import { mockServices } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  buildServices,
  groupServices,
  indexObjects,
  PROFILES,
} from '@254carbon/backstage-plugin-platform-common';
import { createInventory } from '@254carbon/backstage-plugin-platform-node';
import { MEMORY_FAULTS, MemoryFault } from '@254carbon/platform-simulator';
import { createWireless } from './__testUtils__/createWireless';
import { buildServiceEntities } from './build/buildServiceEntities';
import { EntitySync } from './provide/EntitySync';
import { judgeMissing } from './provide/judgeMissing';

// With every kind of two clusters broken by itself, one test of the matrix takes minutes.
jest.setTimeout(600_000);

const MINUTE = 60_000;
const NOTICED: Record<MemoryFault, number> = {
  '403': MINUTE,
  '500': MINUTE,
  '503': MINUTE,
  timeout: 4 * MINUTE,
  truncated: MINUTE,
  empty: MINUTE,
  '410': MINUTE,
  'discovery-down': 7 * MINUTE,
  stalled: 4 * MINUTE,
};
/** `all` of `yarn verify:inventory` breaks one kind at a time; otherwise the kinds that services are made of. */
const ALL = process.env.INVENTORY_MATRIX === 'all';
const TELLING = ['deployments', 'pods', 'strimzipodsets'];

async function openWorld(names: string[]) {
  const wireless = createWireless(names);
  const inventory = createInventory({
    clusters: names.map(name => ({
      name,
      url: 'http://api',
      credential: { type: 'none' },
      skipTlsVerify: false,
    })),
    door: wireless.door,
    logger: mockServices.logger.mock(),
    clock: wireless.clock,
  });
  const mutations: { added: Entity[]; removed: string[] }[] = [];
  const held = new Map<string, Entity>();
  const connection = {
    async applyMutation(mutation: {
      type: string;
      added?: { entity: Entity }[];
      removed?: ({ entityRef: string } | { entity: Entity })[];
    }) {
      const added = (mutation.added ?? []).map(({ entity }) => entity);
      const removed = (mutation.removed ?? []).map(one =>
        'entityRef' in one ? one.entityRef : stringifyEntityRef(one.entity),
      );
      for (const entity of added) held.set(stringifyEntityRef(entity), entity);
      for (const ref of removed) held.delete(ref);
      mutations.push({ added, removed });
    },
  };
  const open = () =>
    new EntitySync(connection, {
      locationKey: 'platform',
      readHeld: async () => [...held.values()],
    });
  const view = () => {
    const { objects, clusters } = inventory.snapshot();
    const index = indexObjects(objects);
    const groups = groupServices({ objects: index, profiles: PROFILES });
    const services = buildServices({
      objects: index,
      profiles: PROFILES,
      probes: new Map(),
      clusterStates: clusters,
      now: wireless.clock.now(),
    });
    return { services, groups, index, clusters };
  };
  const sync = open();
  const apply = async () => {
    const seen = view();
    const entities = buildServiceEntities(seen);
    await sync.apply(
      entities,
      missing =>
        judgeMissing(missing, {
          clusters: seen.clusters,
          released: new Set(),
          offered: new Map(names.map(name => [name, entities.length])),
        }).fateOf,
    );
    return seen;
  };
  inventory.start();
  await wireless.clock.advance(2_000);
  await apply();
  return { wireless, inventory, mutations, held, apply };
}

describe.each([[['one']], [['one', 'two']]])(
  'from API to mutation, with clusters %j',
  names => {
    let world: Awaited<ReturnType<typeof openWorld>>;
    beforeAll(async () => {
      world = await openWorld(names);
    });
    afterAll(() => world.inventory.stop());

    it('has services to lose', () => {
      expect(world.held.size).toBeGreaterThan(20 * names.length);
      expect(world.mutations).toHaveLength(1);
    });

    it.each(MEMORY_FAULTS)(
      '%s removes and writes nothing, at any kind',
      async fault => {
        const { wireless, mutations, apply } = world;
        const kinds = ALL ? wireless.resources : TELLING;
        const rounds = [...kinds.map(kind => [kind]), wireless.resources];
        for (const broken of rounds) {
          for (const resource of broken)
            wireless.breakKind('one', resource, fault);
          await wireless.pass(NOTICED[fault]);
          const { services } = await apply();
          expect(mutations).toHaveLength(1);
          const failing = services.filter(({ cluster }) => cluster === 'one');
          const isTold =
            broken === wireless.resources &&
            !['stalled', 'discovery-down'].includes(fault);
          const fresh = failing.filter(({ health }) => isTold && !health.stale);
          expect(fresh.map(({ id }) => id)).toEqual([]);
          const others = services.filter(({ cluster }) => cluster !== 'one');
          expect(others.filter(({ health }) => health.stale)).toEqual([]);
          wireless.mend();
          await wireless.pass(3 * MINUTE);
          const after = await apply();
          expect(
            after.clusters.every(
              ({ phase, whole }) => whole && phase === 'reading',
            ),
          ).toBe(true);
          expect(after.services.filter(({ health }) => health.stale)).toEqual(
            [],
          );
          expect(mutations).toHaveLength(1);
        }
      },
    );

    it('writes one entity when one changed', async () => {
      const { wireless, mutations, apply } = world;
      const api = wireless.apiOf('one');
      const object = api.find('deployments', 'data-platform/superset-web');
      if (!object) throw new Error('There is no superset-web.');
      const annotations = {
        'argocd.argoproj.io/tracking-id':
          'changed:apps/Deployment:data-platform/superset-web',
      };
      const metadata = { ...object.metadata, annotations };
      api.put('deployments', { ...object, metadata });
      await wireless.clock.settle();
      await apply();
      expect(mutations).toHaveLength(2);
      expect(mutations[1].added).toHaveLength(1);
      expect(mutations[1].removed).toEqual([]);
    });
  },
);
