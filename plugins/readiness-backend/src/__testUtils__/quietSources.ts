import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  platformExternalServiceRef,
  platformManifestsServiceRef,
  platformTelemetryServiceRef,
} from '@254carbon/backstage-plugin-platform-node';

const never = () => () => undefined;

/** Sources that have nothing to tell and were asked at once: the first look waits for none of them. */
export const quietSources = [
  createServiceFactory({
    service: platformManifestsServiceRef,
    deps: {},
    factory: () => ({
      sources: [],
      current: () => [],
      onChange: never,
      whenReady: async () => undefined,
    }),
  }),
  createServiceFactory({
    service: platformTelemetryServiceRef,
    deps: {},
    factory: () => ({
      current: () => [],
      wantQueries: () => undefined,
      onChange: never,
      whenReady: async () => undefined,
    }),
  }),
  createServiceFactory({
    service: platformExternalServiceRef,
    deps: {},
    factory: () => ({ current: () => undefined, onChange: never }),
  }),
];
