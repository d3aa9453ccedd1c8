import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { platformConnectionServiceRef } from '../door/platformConnectionServiceRef';
import { platformServicesServiceRef } from '../services/platformServicesServiceRef';
import { createTelemetry } from './createTelemetry';
import { readTelemetryConfig } from './readTelemetryConfig';
import { PlatformTelemetry } from './types';

/** What the platform's own APIs say, read once a process. It starts and stops with the backend. */
export const platformTelemetryServiceRef = createServiceRef<PlatformTelemetry>({
  id: 'platform.telemetry',
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
        const telemetry = createTelemetry({
          services,
          door: connection.door,
          entries: readTelemetryConfig(config),
          logger: logger.child({ service: 'platform.telemetry' }),
        });
        lifecycle.addStartupHook(() => telemetry.start());
        lifecycle.addShutdownHook(() => telemetry.stop());
        return telemetry;
      },
    }),
});
