import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { PROFILES } from '@254carbon/backstage-plugin-platform-common';
import { platformConnectionServiceRef } from '../door/platformConnectionServiceRef';
import { platformInventoryServiceRef } from '../inventory/platformInventoryServiceRef';
import { createPlatformServices } from './createPlatformServices';
import { PlatformServices } from './types';

/** The live, judged services, one a process. They start and stop with the backend. */
export const platformServicesServiceRef = createServiceRef<PlatformServices>({
  id: 'platform.services',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        connection: platformConnectionServiceRef,
        inventory: platformInventoryServiceRef,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.rootLogger,
      },
      factory({ connection, inventory, lifecycle, logger }) {
        const services = createPlatformServices({
          inventory,
          door: connection.door,
          probes: connection.config.probes,
          profiles: PROFILES,
          logger: logger.child({ service: 'platform.services' }),
        });
        lifecycle.addStartupHook(() => services.start());
        lifecycle.addShutdownHook(() => services.stop());
        return services;
      },
    }),
});
