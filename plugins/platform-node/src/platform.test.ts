import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { PROFILES } from '@254carbon/backstage-plugin-platform-common';
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { readPlatformConfig } from './config';
import { createDoor } from './door/createDoor';
import { PlatformDoor } from './door/types';
import { createInventory, RunningInventory } from './inventory/createInventory';
import { preflight } from './preflight/preflight';
import {
  createPlatformServices,
  RunningPlatformServices,
} from './services/createPlatformServices';
import { waitUntil } from './__fixtures__/waitUntil';

jest.setTimeout(180_000);

function configOf(platform: RunningPlatform, token: string) {
  const { url, caData } = platform.kubernetes;
  return new ConfigReader({
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'demo',
              url,
              authProvider: 'serviceAccount',
              serviceAccountToken: token,
              caData,
            },
          ],
        },
      ],
    },
    platform: {
      hosts: platform.hosts,
      probes: { interval: '1s' },
    },
  });
}

describe('against the simulated platform', () => {
  let platform: RunningPlatform;
  let door: PlatformDoor;
  let inventory: RunningInventory;
  let services: RunningPlatformServices;
  let asked = 0;

  beforeAll(async () => {
    platform = await startPlatform();
    const config = readPlatformConfig(
      configOf(platform, platform.kubernetes.tokens.portal),
    );
    door = createDoor({ config });
    const logger = mockServices.logger.mock();
    inventory = createInventory({
      clusters: config.clusters,
      door,
      logger,
      timings: { backoffFirst: 20, backoffMax: 100 },
    });
    services = createPlatformServices({
      inventory,
      door: {
        probe(...question) {
          asked += 1;
          return door.probe(...question);
        },
      },
      probes: config.probes,
      profiles: PROFILES,
      logger,
    });
    inventory.start();
    services.start();
    await services.whenReady();
  });
  afterAll(async () => {
    services.stop();
    inventory.stop();
    await door.close();
    await platform.close();
  });

  it('reads every kind', () => {
    const [cluster] = inventory.snapshot().clusters;
    expect(cluster.kinds.filter(({ ok }) => !ok)).toEqual([]);
    expect(cluster.phase).toBe('reading');
    expect(inventory.snapshot().caveats).toEqual([]);
    const kinds = new Set(
      inventory.snapshot().objects.map(({ object }) => object.kind),
    );
    for (const kind of [
      'Pod',
      'Deployment',
      'Application',
      'Certificate',
      'Event',
      'Schedule',
    ]) {
      expect(kinds).toContain(kind);
    }
    expect(kinds).not.toContain('Secret');
  });

  it('judges services with answers from probes', async () => {
    await waitUntil(
      'answers',
      () =>
        services
          .current()
          .services.filter(({ health }) =>
            health.evidence.some(
              ({ proof, source }) => proof && source.kind === 'probe',
            ),
          ).length > 20,
    );
    const trino = services.current().services.find(({ id }) => id === 'trino');
    expect(trino?.workloads.length).toBeGreaterThan(1);
  });

  it('takes nothing that an API server cuts off for the word of a service', async () => {
    const states = () =>
      services.current().services.map(({ id, health }) => [id, health.state]);
    await waitUntil(
      'every service to have been asked',
      () =>
        !JSON.stringify(services.current().services).includes(
          'has not been asked yet',
        ),
    );
    const before = states();
    platform.setScenario('api-truncated');
    const stale = () =>
      services.current().services.filter(({ health }) => health.stale).length;
    await waitUntil('probes that nobody answered', () => stale() > 10);
    const enough = asked + before.length;
    await waitUntil('more probes', () => asked > enough, 90_000);
    expect(states()).toEqual(before);
    for (const caveat of inventory.snapshot().caveats) {
      expect(caveat).not.toMatch(/[{}]/);
    }
    platform.setScenario('morning-of-24-october');
    await waitUntil('recovery', () =>
      services.current().services.every(({ health }) => health.stale === false),
    );
  });

  it('sees a change in the cluster without being asked', async () => {
    const before = services.current().version;
    platform.setScenario('calm-day');
    await waitUntil(
      'another judgement',
      () => services.current().version > before,
    );
    expect(services.current().version).toBeGreaterThan(before);
    platform.setScenario('morning-of-24-october');
  });

  it('passes its own preflight, and names what another token may not read', async () => {
    const { tokens } = platform.kubernetes;
    const good = await preflight({ config: configOf(platform, tokens.portal) });
    expect(good.clusters[0].gaps).toEqual([]);
    expect(good.ok).toBe(true);
    const limited = await preflight({
      config: configOf(platform, tokens.limited),
    });
    expect(limited.ok).toBe(false);
    expect(limited.clusters[0].gaps.some(({ rule }) => rule)).toBe(true);
  });
});
