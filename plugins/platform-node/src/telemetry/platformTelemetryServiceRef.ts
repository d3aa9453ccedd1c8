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

/**
 * How long the first questions wait after the services are known: whoever waited for the start opens the first page
 * then, and metrics, dashboards and logs are wanted by nothing on it.
 */
const AFTER_SERVICES_MS = 3_000;

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
          restMs: AFTER_SERVICES_MS,
          logger: logger.child({ service: 'platform.telemetry' }),
        });
        lifecycle.addStartupHook(() => telemetry.start());
        lifecycle.addShutdownHook(() => telemetry.stop());
        return telemetry;
      },
    }),
});
