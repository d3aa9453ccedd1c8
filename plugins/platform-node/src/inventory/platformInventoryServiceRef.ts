import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { platformConnectionServiceRef } from '../door/platformConnectionServiceRef';
import { createInventory } from './createInventory';
import { PlatformInventory } from './types';

/** The inventory, one a process. It starts and stops with the backend. */
export const platformInventoryServiceRef = createServiceRef<PlatformInventory>({
  id: 'platform.inventory',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        connection: platformConnectionServiceRef,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.rootLogger,
      },
      factory({ connection, lifecycle, logger }) {
        const inventory = createInventory({
          clusters: connection.config.clusters,
          door: connection.door,
          logger: logger.child({ service: 'platform.inventory' }),
        });
        lifecycle.addStartupHook(() => inventory.start());
        lifecycle.addShutdownHook(() => inventory.stop());
        return inventory;
      },
    }),
});
