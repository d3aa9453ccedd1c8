import {
  BackendFeature,
  coreServices,
  createServiceFactory,
  ServiceRef,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  ClusterState,
  indexObjects,
  InventoryObject,
  Service,
} from '@254carbon/backstage-plugin-platform-common';
import {
  createCounters,
  createDeclarations,
  platformDeclarationsServiceRef,
  PlatformInventory,
  PlatformManifests,
  platformManifestsServiceRef,
  PlatformNames,
  platformNamesServiceRef,
  PlatformServices,
  platformCountersServiceRef,
  platformInventoryServiceRef,
  platformServicesServiceRef,
  PlatformTelemetry,
  platformTelemetryServiceRef,
  ServicesView,
} from '@254carbon/backstage-plugin-platform-node';
import { Knex } from 'knex';
import platformPlugin from '../index';
import { createDatabaseStores, PlatformStores } from '../store/PlatformStores';
import { openDatabase } from '../store/openDatabase';

/** That one service needs another, as the services say it. */
export function needs(...ids: string[]) {
  return {
    dependencies: ids.map(to => ({
      to,
      source: 'declared' as const,
      confidence: 'likely' as const,
      evidence: [
        {
          what: 'its profile says so',
          object: 'profile',
          source: 'declared' as const,
        },
      ],
    })),
    dependsOn: ids.map(serviceId => ({
      serviceId,
      evidence: 'declared by its profile',
      confidence: 'declared' as const,
    })),
  };
}

/** An observed object of cluster `demo`. */
export function objectOf(
  kind: string,
  name: string,
  namespace = 'data',
): InventoryObject {
  return {
    cluster: 'demo',
    object: { apiVersion: 'apps/v1', kind, metadata: { name, namespace } },
    source: { kind: 'cluster', name: 'demo' },
    observedAt: '2026-11-21T12:00:00.000Z',
  };
}

/** What the platform is like. */
export interface FakePlatform {
  services?: Service[];
  objects?: InventoryObject[];
  clusters?: ClusterState[];
  caveats?: string[];
  entities?: Entity[];
  telemetry?: PlatformTelemetry['current'];
  manifests?: Pick<PlatformManifests, 'sources' | 'current'>;
}

const READING: ClusterState = { name: 'demo', phase: 'reading', kinds: [] };

function fakeView(platform: FakePlatform): ServicesView {
  return {
    services: platform.services ?? [],
    clusters: platform.clusters ?? [READING],
    caveats: platform.caveats ?? [],
    index: indexObjects(platform.objects ?? []),
    groups: [],
    generatedAt: '2026-11-21T12:00:00.000Z',
    version: 1,
  };
}

function provideRoot<T>(service: ServiceRef<T, 'root'>, value: T) {
  return createServiceFactory({ service, deps: {}, factory: () => value });
}

function provide<T>(service: ServiceRef<T, 'plugin'>, value: T) {
  return createServiceFactory({ service, deps: {}, factory: () => value });
}

/** The root services of a platform that is told. */
function fakeSources(current: () => FakePlatform, release: () => void) {
  const listening = {
    onChange: () => () => {},
    whenReady: async () => {},
  };
  const services: PlatformServices = {
    ...listening,
    current: () => fakeView(current()),
  };
  const inventory: PlatformInventory = {
    ...listening,
    snapshot: () => ({
      objects: current().objects ?? [],
      clusters: current().clusters ?? [READING],
      caveats: current().caveats ?? [],
      released: [],
      releases: [],
      version: 1,
    }),
    release,
  };
  const telemetry: PlatformTelemetry = {
    ...listening,
    current: () => current().telemetry?.() ?? [],
    wantQueries: () => {},
  };
  const manifests: PlatformManifests = {
    ...listening,
    sources: current().manifests?.sources ?? [],
    current: () => current().manifests?.current() ?? [],
  };
  const names: PlatformNames = { ...listening, current: () => [] };
  return [
    provideRoot(platformServicesServiceRef, services),
    provideRoot(platformInventoryServiceRef, inventory),
    provideRoot(platformTelemetryServiceRef, telemetry),
    provideRoot(platformManifestsServiceRef, manifests),
    provideRoot(platformNamesServiceRef, names),
    provideRoot(platformCountersServiceRef, createCounters()),
  ];
}

/** Starts the plugin over a platform that is told, and gives what a test looks at. */
export async function startPlatform(
  options: FakePlatform & { knex: Knex; features?: BackendFeature[] },
) {
  let platform: FakePlatform = options;
  const { knex, features = [] } = options;
  const release = jest.fn();
  const declarations = createDeclarations();
  const signals = { publish: jest.fn(async () => {}) };
  const events = {
    publish: jest.fn(async () => {}),
    subscribe: jest.fn(async () => {}),
  };
  const audit = mockServices.auditor.mock();
  const success = jest.fn(async () => {});
  const fail = jest.fn(async () => {});
  audit.createEvent.mockImplementation(async () => ({ success, fail }));
  const { server } = await startTestBackend({
    features: [
      platformPlugin,
      mockServices.database.factory({ knex }),
      provide(coreServices.auditor, audit),
      provide(signalsServiceRef, signals),
      provide(eventsServiceRef, events),
      catalogServiceMock.factory({ entities: options.entities ?? [] }),
      ...fakeSources(() => platform, release),
      provideRoot(platformDeclarationsServiceRef, declarations),
      ...features,
    ],
  });
  const stores: PlatformStores = createDatabaseStores(
    await openDatabase(mockServices.database({ knex })),
  );
  const setPlatform = (next: FakePlatform) => {
    platform = next;
  };
  return {
    server,
    stores,
    declarations,
    signals,
    events,
    audit,
    success,
    release,
    setPlatform,
  };
}
