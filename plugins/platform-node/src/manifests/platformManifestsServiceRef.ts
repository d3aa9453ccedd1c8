import { setTimeout as pause } from 'node:timers/promises';
import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { platformConnectionServiceRef } from '../door/platformConnectionServiceRef';
import { platformInventoryServiceRef } from '../inventory/platformInventoryServiceRef';
import { createManifests } from './createManifests';
import { readManifestsConfig } from './readManifestsConfig';
import { PlatformManifests } from './types';

/** How long the first read waits for the clusters. */
const LONGEST_WAIT_MS = 10_000;
/** And after them, while whoever waited for the start opens the first page: Git and its parsing take the same processor. */
const AFTER_CLUSTERS_MS = 3_000;

/** What is declared in the configured folders and repositories, one reader a process. It starts and stops with the backend. */
export const platformManifestsServiceRef = createServiceRef<PlatformManifests>({
  id: 'platform.manifests',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        connection: platformConnectionServiceRef,
        inventory: platformInventoryServiceRef,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.rootLogger,
      },
      factory({ config, connection, inventory, lifecycle, logger }) {
        const clusters = connection.config.clusters.map(({ name }) => name);
        const manifests = createManifests({
          config: readManifestsConfig(config, clusters),
          resolve: url =>
            /^https?:/.test(url) ? connection.door.resolve(url) : url,
          logger: logger.child({ service: 'platform.manifests' }),
        });
        // The clusters first: a start has enough to do, and without them there is nothing to compare with.
        lifecycle.addStartupHook(() => {
          inventory
            .whenReady(AbortSignal.timeout(LONGEST_WAIT_MS))
            .catch(() => undefined)
            .then(() => pause(AFTER_CLUSTERS_MS, undefined, { ref: false }))
            .then(() => manifests.start());
        });
        lifecycle.addShutdownHook(() => manifests.stop());
        return manifests;
      },
    }),
});
