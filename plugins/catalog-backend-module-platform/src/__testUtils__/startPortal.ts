/** A backend with a real catalog and this module, on simulated clusters whose API servers can be made to fail. */
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  createCounters,
  createDoor,
  createInventory,
  platformConnectionServiceRef,
  platformCountersServiceRef,
  PlatformDeclarations,
  platformDeclarationsServiceRef,
  PlatformInventory,
  platformInventoryServiceRef,
  PlatformServices,
  platformServicesServiceRef,
  readPlatformConfig,
} from '@254carbon/backstage-plugin-platform-node';
import { RunningPlatform } from '@254carbon/platform-simulator';
import { Knex } from 'knex';
import catalogModulePlatform from '../index';
import { createFaultyDoor, FaultyDoor } from './createFaultyDoor';

/**
 * Patience for tests of faults: everything that takes minutes on a real cluster takes a moment. A cluster in which all
 * is well is read over and over with it, because its watches are silent for longer.
 */
const QUICK = {
  backoffFirst: 10,
  backoffMax: 100,
  stall: 4_000,
  watchSeconds: 600,
  poll: 200,
  relistHeld: 200,
  confirmAfter: 3_600_000,
  rediscover: 500,
};

/** A portal under test. */
export interface TestPortal {
  inventory: PlatformInventory;
  services: PlatformServices;
  declarations: PlatformDeclarations;
  faults: FaultyDoor;
  counters: ReturnType<typeof createCounters>;
  knex: Knex;
  /** Names of all services in the catalog, as it was told of them. */
  readNames(): Promise<string[]>;
  /** Entities as they were offered, by name. */
  readOffered(): Promise<Map<string, string>>;
  stop(): Promise<void>;
}

/** The configuration of clusters that are simulated. */
export function clustersOf(platforms: Record<string, RunningPlatform>) {
  const clusters = Object.entries(platforms).map(([name, platform]) => ({
    name,
    url: platform.kubernetes.url,
    caData: platform.kubernetes.caData,
    authProvider: 'serviceAccount',
    serviceAccountToken: platform.kubernetes.tokens.portal,
  }));
  return { clusterLocatorMethods: [{ type: 'config', clusters }] };
}

/** Starts one. */
export async function startPortal(options: {
  platforms: Record<string, RunningPlatform>;
  knex?: Knex;
  data?: object;
  /** How patient the readers are, where no cluster fails. */
  timings?: Parameters<typeof createInventory>[0]['timings'];
}): Promise<TestPortal> {
  const { platforms, knex, data = {}, timings } = options;
  const seen: Partial<TestPortal> = {};
  const faulty = createServiceFactory({
    service: platformConnectionServiceRef,
    deps: { config: coreServices.rootConfig },
    factory({ config }) {
      const platformConfig = readPlatformConfig(config);
      seen.faults = createFaultyDoor(createDoor({ config: platformConfig }));
      return { config: platformConfig, door: seen.faults.door };
    },
  });
  const quick = createServiceFactory({
    service: platformInventoryServiceRef,
    deps: {
      connection: platformConnectionServiceRef,
      counters: platformCountersServiceRef,
      lifecycle: coreServices.rootLifecycle,
      logger: coreServices.rootLogger,
    },
    factory({ connection, counters, lifecycle, logger }) {
      const inventory = createInventory({
        clusters: connection.config.clusters,
        door: connection.door,
        logger,
        counters,
        timings: { ...QUICK, ...timings },
      });
      seen.inventory = inventory;
      seen.counters = counters;
      lifecycle.addStartupHook(() => inventory.start());
      lifecycle.addShutdownHook(() => inventory.stop());
      return inventory;
    },
  });
  const observer = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'observer',
    register(reg) {
      reg.registerInit({
        deps: {
          services: platformServicesServiceRef,
          database: coreServices.database,
          declarations: platformDeclarationsServiceRef,
        },
        async init({ services, database, declarations }) {
          seen.services = services;
          seen.declarations = declarations;
          seen.knex = await database.getClient();
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModulePlatform,
      observer,
      faulty,
      quick,
      ...(knex ? [mockServices.database.factory({ knex })] : []),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:0' },
          catalog: { processingInterval: { seconds: 5 } },
          kubernetes: clustersOf(platforms),
          platform: { probes: { interval: '60s', timeout: '500ms' } },
          ...data,
        },
      }),
    ],
  });
  const readOffered = async () => {
    const rows: { entity_ref: string; unprocessed_entity: string }[] = await (
      seen.knex as Knex
    )('refresh_state').select('entity_ref', 'unprocessed_entity');
    return new Map(
      rows.map(row => [row.entity_ref, row.unprocessed_entity] as const),
    );
  };
  return {
    ...(seen as Required<typeof seen>),
    readOffered,
    readNames: async () => [...(await readOffered()).keys()].sort(),
    stop: () => backend.stop(),
  } as TestPortal;
}

/** Waits for a state of the world, patiently: one that comes costs no more of it. Fails with what was awaited. */
export async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
  timeoutMs = 120_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited in vain for: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
