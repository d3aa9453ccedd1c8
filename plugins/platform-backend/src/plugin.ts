import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  platformClusterReadPermission,
  platformContract,
  platformServiceReadPermission,
} from '@254carbon/backstage-plugin-platform-common';
import {
  bindContract,
  platformServicesServiceRef,
} from '@254carbon/backstage-plugin-platform-node';
import { createGetService } from './routes/getService';
import { createListChanges } from './routes/listChanges';
import { createListClusters } from './routes/listClusters';
import { createListServices } from './routes/listServices';
import { RouteSources } from './routes/types';
import { DatabaseChangeStore } from './store/DatabaseChangeStore';
import { announceServices } from './tasks/announceServices';
import { createChangeRecorder } from './tasks/createChangeRecorder';

function createHandlers(sources: RouteSources) {
  return {
    listServices: createListServices(sources),
    getService: createGetService(sources),
    listChanges: createListChanges(sources),
    listClusters: createListClusters(sources),
  };
}

/** How often states are looked at. */
const PACE = {
  frequency: { seconds: 3 },
  initialDelay: { seconds: 3 },
  timeout: { seconds: 60 },
};

/** Services and their health over HTTP; events, signals and a memory of changes. */
export const platformPlugin = createBackendPlugin({
  pluginId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        services: platformServicesServiceRef,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { services, events, logger } = deps;
        deps.permissionsRegistry.addPermissions([
          platformServiceReadPermission,
          platformClusterReadPermission,
        ]);
        const store = await DatabaseChangeStore.create(deps.database);
        const recorder = createChangeRecorder({
          services,
          store,
          events,
          logger,
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
        const contract = platformContract;
        const handlers = createHandlers({ services, store, now: Date.now });
        deps.httpRouter.use(bindContract({ ...deps, contract, handlers }));
      },
    });
  },
});
