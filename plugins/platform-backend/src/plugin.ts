import {
  coreServices,
  createBackendPlugin,
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { platformContract } from '@254carbon/backstage-plugin-platform-common';
import {
  bindContract,
  platformCountersServiceRef,
  PlatformDeclarations,
  platformDeclarationsServiceRef,
  platformInventoryServiceRef,
  platformManifestsServiceRef,
  platformNamesServiceRef,
  platformServicesServiceRef,
  platformTelemetryServiceRef,
} from '@254carbon/backstage-plugin-platform-node';
import { registerActions } from './actions/registerActions';
import { publishMetrics } from './metrics/publishMetrics';
import { registerPermissions } from './permissions/serviceResource';
import { createHandlers } from './routes/createHandlers';
import { createResourceOf } from './routes/resourceOf';
import { openDatabase } from './store/openDatabase';
import { createDatabaseStores } from './store/PlatformStores';
import { createIncidentAnnouncer } from './tasks/announceIncidents';
import { announceServices } from './tasks/announceServices';
import { createConfirmationApplier } from './tasks/applyConfirmations';
import { createRecorder } from './tasks/createRecorder';
import { createDeclarationPublisher } from './tasks/publishDeclarations';
import { createCatalogView } from './view/createCatalogView';
import { createDeclaredView } from './view/createDeclaredView';
import { createView } from './view/createView';

/** How often states are looked at. */
const PACE = {
  frequency: { seconds: 3 },
  initialDelay: { seconds: 3 },
  timeout: { seconds: 60 },
};

/** The stores; what people declare goes to the other plugins of this process as well. */
async function openStores(given: {
  database: DatabaseService;
  declarations: PlatformDeclarations;
  logger: LoggerService;
}) {
  const stores = createDatabaseStores(await openDatabase(given.database));
  const publisher = createDeclarationPublisher({
    ...given,
    store: stores.declarations,
    now: Date.now,
  });
  await publisher.runOnce();
  return { publisher, stores: { ...stores, declarations: publisher.store } };
}

const deps = {
  auditor: coreServices.auditor,
  auth: coreServices.auth,
  catalogService: catalogServiceRef,
  counters: platformCountersServiceRef,
  database: coreServices.database,
  declarations: platformDeclarationsServiceRef,
  events: eventsServiceRef,
  httpAuth: coreServices.httpAuth,
  httpRouter: coreServices.httpRouter,
  inventory: platformInventoryServiceRef,
  lifecycle: coreServices.lifecycle,
  logger: coreServices.logger,
  manifests: platformManifestsServiceRef,
  metrics: metricsServiceRef,
  names: platformNamesServiceRef,
  permissions: coreServices.permissions,
  permissionsRegistry: coreServices.permissionsRegistry,
  registry: actionsRegistryServiceRef,
  scheduler: coreServices.scheduler,
  services: platformServicesServiceRef,
  signals: signalsServiceRef,
  telemetry: platformTelemetryServiceRef,
};

/** Services, incidents and what they are read from, over HTTP; events, signals, metrics and a memory. */
export const platformPlugin = createBackendPlugin({
  pluginId: 'platform',
  register(env) {
    env.registerInit({
      deps,
      async init(given) {
        const now = Date.now;
        const { stores, publisher } = await openStores(given);
        const announcer = createIncidentAnnouncer(given);
        const confirmations = createConfirmationApplier({
          ...given,
          confirmations: stores.confirmations,
          now,
        });
        const kept = { ...given, stores, announcer, confirmations, now };
        const recorder = createRecorder(kept);
        await given.scheduler.scheduleTask({
          id: 'platform-record-changes',
          scope: 'local',
          ...PACE,
          fn: () => recorder.runOnce(),
        });
        await given.scheduler.scheduleTask({
          id: 'platform-publish-declarations',
          scope: 'local',
          ...PACE,
          fn: () => publisher.runOnce(),
        });
        const isSpeaking = () => recorder.isWriting;
        given.lifecycle.addShutdownHook(
          announceServices({ ...given, isSpeaking }),
        );
        const view = createView(kept);
        const declared = createDeclaredView(kept);
        const catalog = createCatalogView({
          ...kept,
          catalog: given.catalogService,
        });
        const sources = { ...kept, view, declared, catalog };
        registerPermissions(given.permissionsRegistry, view);
        registerActions({ ...given, sources });
        publishMetrics(kept);
        given.httpRouter.use(
          bindContract({
            ...given,
            contract: platformContract,
            handlers: createHandlers(sources),
            resourceOf: createResourceOf(sources),
          }),
        );
      },
    });
  },
});
