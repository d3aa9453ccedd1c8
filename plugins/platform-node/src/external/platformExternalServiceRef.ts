import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { platformConnectionServiceRef } from '../door/platformConnectionServiceRef';
import { platformServicesServiceRef } from '../services/platformServicesServiceRef';
import { createExternal } from './createExternal';
import { readExternalConfig } from './readExternalConfig';
import { PlatformExternal } from './types';

/** How long the first questions wait after the services are known: nothing on the first page waits for them. */
const AFTER_SERVICES_MS = 3_000;

/** What external addresses say from outside, one a process. It starts and stops with the backend. */
export const platformExternalServiceRef = createServiceRef<PlatformExternal>({
  id: 'platform.external',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        connection: platformConnectionServiceRef,
        services: platformServicesServiceRef,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.rootLogger,
      },
      factory({ config, connection, services, lifecycle, logger }) {
        const external = createExternal({
          services,
          door: connection.door,
          platform: connection.config,
          config: readExternalConfig(config),
          restMs: AFTER_SERVICES_MS,
          logger: logger.child({ service: 'platform.external' }),
        });
        lifecycle.addStartupHook(() => external.start());
        lifecycle.addShutdownHook(() => external.stop());
        return external;
      },
    }),
});
