import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { platformConnectionServiceRef } from '../door/platformConnectionServiceRef';
import { createManifests } from './createManifests';
import { readManifestsConfig } from './readManifestsConfig';
import { PlatformManifests } from './types';

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
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.rootLogger,
      },
      factory({ config, connection, lifecycle, logger }) {
        const clusters = connection.config.clusters.map(({ name }) => name);
        const manifests = createManifests({
          config: readManifestsConfig(config, clusters),
          resolve: url =>
            /^https?:/.test(url) ? connection.door.resolve(url) : url,
          logger: logger.child({ service: 'platform.manifests' }),
        });
        lifecycle.addStartupHook(() => manifests.start());
        lifecycle.addShutdownHook(() => manifests.stop());
        return manifests;
      },
    }),
});
