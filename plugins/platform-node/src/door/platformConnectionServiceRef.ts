import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { PlatformConfig, readPlatformConfig } from '../config';
import { createDoor } from './createDoor';
import { PlatformDoor } from './types';

/** The door with the configuration that it was made from. */
export interface PlatformConnection {
  config: PlatformConfig;
  door: PlatformDoor;
}

/**
 * The door and its configuration, one a process. Wrong configuration stops the start here, with one
 * sentence.
 */
export const platformConnectionServiceRef =
  createServiceRef<PlatformConnection>({
    id: 'platform.connection',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {
          config: coreServices.rootConfig,
          lifecycle: coreServices.rootLifecycle,
        },
        factory({ config, lifecycle }) {
          const platformConfig = readPlatformConfig(config);
          const door = createDoor({ config: platformConfig });
          lifecycle.addShutdownHook(() => door.close());
          return { config: platformConfig, door };
        },
      }),
  });
