import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { platformCountersServiceRef } from '../counters/platformCountersServiceRef';
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
        counters: platformCountersServiceRef,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.rootLogger,
      },
      factory({ connection, counters, lifecycle, logger }) {
        const inventory = createInventory({
          clusters: connection.config.clusters,
          door: connection.door,
          counters,
          wanted: connection.config.wanted,
          logger: logger.child({ service: 'platform.inventory' }),
        });
        lifecycle.addStartupHook(() => inventory.start());
        lifecycle.addShutdownHook(() => inventory.stop());
        return inventory;
      },
    }),
});
