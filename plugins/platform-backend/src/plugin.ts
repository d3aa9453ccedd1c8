import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { platformContract } from '@254carbon/backstage-plugin-platform-common';
import {
  bindContract,
  platformCountersServiceRef,
  platformInventoryServiceRef,
  platformManifestsServiceRef,
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
import { createDeclaredView } from './view/createDeclaredView';
import { createView } from './view/createView';

/** How often states are looked at. */
const PACE = {
  frequency: { seconds: 3 },
  initialDelay: { seconds: 3 },
  timeout: { seconds: 60 },
};

/** Services, incidents and what they are read from, over HTTP; events, signals, metrics and a memory. */
export const platformPlugin = createBackendPlugin({
  pluginId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        counters: platformCountersServiceRef,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        inventory: platformInventoryServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        manifests: platformManifestsServiceRef,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        registry: actionsRegistryServiceRef,
        scheduler: coreServices.scheduler,
        services: platformServicesServiceRef,
        signals: signalsServiceRef,
        telemetry: platformTelemetryServiceRef,
      },
      async init(deps) {
        const now = Date.now;
        const stores = createDatabaseStores(await openDatabase(deps.database));
        const announcer = createIncidentAnnouncer(deps);
        const confirmations = createConfirmationApplier({
          ...deps,
          confirmations: stores.confirmations,
          now,
        });
        const recorder = createRecorder({
          ...deps,
          stores,
          announcer,
          confirmations,
        });
        await deps.scheduler.scheduleTask({
          id: 'platform-record-changes',
          scope: 'local',
          ...PACE,
          fn: () => recorder.runOnce(),
        });
        const isSpeaking = () => recorder.isWriting;
        deps.lifecycle.addShutdownHook(
          announceServices({ ...deps, isSpeaking }),
        );
        const sources = {
          ...deps,
          view: createView({ ...deps, stores, now }),
          declared: createDeclaredView(deps.manifests),
          stores,
          announcer,
          confirmations,
          now,
        };
        registerPermissions(deps.permissionsRegistry, sources.view);
        registerActions({ ...deps, sources });
        publishMetrics({ ...deps, now });
        deps.httpRouter.use(
          bindContract({
            ...deps,
            contract: platformContract,
            handlers: createHandlers(sources),
            resourceOf: createResourceOf(sources),
          }),
        );
      },
    });
  },
});
