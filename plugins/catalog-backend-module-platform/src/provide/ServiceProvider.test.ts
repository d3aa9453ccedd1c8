import { mockServices } from '@backstage/backend-test-utils';
import {
  componentEntityV1alpha1Validator,
  Entity,
  resourceEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { PROFILES } from '@254carbon/backstage-plugin-platform-common';
import {
  createDoor,
  createInventory,
  createPlatformServices,
  PlatformServices,
} from '@254carbon/backstage-plugin-platform-node';
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { buildServiceEntities } from '../build/buildServiceEntities';
import { ServiceProvider } from './ServiceProvider';

jest.setTimeout(180_000);

async function waitUntil(what: string, condition: () => boolean) {
  const end = Date.now() + 60_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Waited in vain for: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

function openPortal(platform: RunningPlatform) {
  const clusters = [
    {
      name: 'demo',
      url: platform.kubernetes.url,
      credential: {
        type: 'token' as const,
        token: platform.kubernetes.tokens.portal,
      },
      ca: Buffer.from(platform.kubernetes.caData, 'base64').toString(),
      skipTlsVerify: false,
    },
  ];
  const probes = { intervalMs: 60_000, timeoutMs: 3_000, concurrency: 4 };
  const door = createDoor({
    config: { clusters, routes: new Map(), hosts: new Map(), probes },
  });
  const logger = mockServices.logger.mock();
  const inventory = createInventory({
    clusters,
    door,
    logger,
    timings: { backoffFirst: 10, backoffMax: 50, relistHeld: 50 },
  });
  const services = createPlatformServices({
    inventory,
    door,
    probes,
    profiles: PROFILES,
    logger,
  });
  inventory.start();
  services.start();
  return {
    services,
    /** Asks as Backstage's Kubernetes tab does. */
    async listPods(namespace: string, selector: string): Promise<string[]> {
      const answer = await door
        .cluster('demo')
        ?.request(
          `/api/v1/namespaces/${namespace}/pods?labelSelector=${encodeURIComponent(
            selector,
          )}`,
          {
            timeoutMs: 5_000,
          },
        );
      const pieces: Uint8Array[] = [];
      for await (const piece of answer?.body ?? []) pieces.push(piece);
      const { items } = JSON.parse(Buffer.concat(pieces).toString());
      return items.map(
        ({ metadata }: { metadata: { name: string } }) => metadata.name,
      );
    },
    async close() {
      services.stop();
      inventory.stop();
      await door.close();
    },
  };
}

type Mutation = {
  type: string;
  entities?: unknown[];
  added?: { entity: Entity }[];
  removed?: unknown[];
};

async function connect(services: PlatformServices, held: Entity[]) {
  const mutations: Mutation[] = [];
  const provider = new ServiceProvider({
    services,
    logger: mockServices.logger.mock(),
    readHeld: async () => held,
  });
  await provider.connect({
    applyMutation: async mutation => {
      mutations.push(mutation as unknown as Mutation);
    },
    refresh: async () => {},
  });
  await services.whenReady();
  await provider.apply();
  return { mutations, provider };
}

describe('ServiceProvider on the simulated platform', () => {
  let platform: RunningPlatform;
  let portal: ReturnType<typeof openPortal>;

  beforeAll(async () => {
    platform = await startPlatform();
  });
  afterAll(async () => platform.close());
  beforeEach(() => {
    platform.setScenario('morning-of-24-october');
    portal = openPortal(platform);
  });
  afterEach(async () => portal.close());

  it('puts every service in with one mutation, and writes nothing when nothing changed', async () => {
    const { mutations, provider } = await connect(portal.services, []);
    expect(mutations).toHaveLength(1);
    expect(mutations[0].type).toBe('delta');
    expect(mutations[0].added).toHaveLength(
      portal.services.current().services.length,
    );
    await provider.apply();
    await provider.apply();
    expect(mutations).toHaveLength(1);
  });

  it('builds valid entities without live health, and a selector that finds exactly the pods', async () => {
    await portal.services.whenReady();
    const view = portal.services.current();
    const entities = buildServiceEntities(view);
    expect(JSON.stringify(entities)).not.toMatch(/degraded|healthy/);
    const without: string[] = [];
    for (const entity of entities) {
      const validator =
        entity.kind === 'Component'
          ? componentEntityV1alpha1Validator
          : resourceEntityV1alpha1Validator;
      await expect(validator.check(entity)).resolves.toBe(true);
      const group = view.groups.find(({ id }) => id === entity.metadata.name);
      const own =
        group?.workloads.flatMap(({ pods }) =>
          pods.map(({ object }) => object.metadata.name),
        ) ?? [];
      const selector =
        entity.metadata.annotations?.['backstage.io/kubernetes-label-selector'];
      if (!selector) {
        without.push(entity.metadata.name);
        continue;
      }
      const found = await portal.listPods(group?.namespace ?? '', selector);
      for (const name of found) expect(own).toContain(name);
      expect(found.length > 0 || own.length === 0).toBe(true);
    }
    expect(without).toEqual([]);
    const trino = entities.find(({ metadata }) => metadata.name === 'trino');
    expect(trino?.spec).toMatchObject({
      system: 'system:default/data',
      lifecycle: 'production',
    });
  });

  it.each(['api-403', 'api-truncated', 'api-empty'] as const)(
    'removes nothing under %s, neither while running nor after a restart, and writes nothing when it is over',
    async scenario => {
      const { mutations, provider } = await connect(portal.services, []);
      const before = portal.services.current().services.map(({ id }) => id);
      const held = buildServiceEntities(portal.services.current());
      platform.setScenario(scenario);
      const restarted = openPortal(platform);
      try {
        const again = await connect(restarted.services, held);
        await again.provider.apply();
        expect(again.mutations.flatMap(({ removed = [] }) => removed)).toEqual(
          [],
        );
      } finally {
        await restarted.close();
      }
      platform.setScenario('morning-of-24-october');
      await waitUntil('recovery', () =>
        portal.services
          .current()
          .clusters.every(({ phase }) => phase === 'reading'),
      );
      await provider.apply();
      expect(portal.services.current().services.map(({ id }) => id)).toEqual(
        before,
      );
      // Pods come and go while it lasts; what a service is does not.
      expect(mutations).toHaveLength(1);
    },
  );

  it('writes one entity, in one mutation, when one service changed', async () => {
    const { mutations } = await connect(portal.services, []);
    const type = { group: 'apps', plural: 'deployments' };
    const name = { namespace: 'data-platform', name: 'superset-web' };
    const object = platform.store.get(type, name);
    if (!object) throw new Error('The simulated platform has no superset-web.');
    platform.store.update(type, {
      ...object,
      metadata: {
        ...object.metadata,
        annotations: {
          'argocd.argoproj.io/tracking-id':
            'dashboards:apps/Deployment:data-platform/superset-web',
        },
      },
    });
    await waitUntil('the mutation', () => mutations.length > 1);
    expect(mutations).toHaveLength(2);
    expect(mutations[1]).toMatchObject({ type: 'delta', removed: [] });
    expect(
      mutations[1].added?.map(({ entity }) => entity.metadata.name),
    ).toEqual(['superset']);
    expect(mutations[1].added?.[0].entity.metadata.annotations).toMatchObject({
      'argocd/app-name': 'dashboards',
    });
  });
});
