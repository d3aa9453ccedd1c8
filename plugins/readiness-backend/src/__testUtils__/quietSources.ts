import { createServiceFactory } from '@backstage/backend-plugin-api';
import { failed } from '@254carbon/backstage-plugin-platform-common';
import {
  platformExternalServiceRef,
  platformManifestsServiceRef,
  platformTelemetryServiceRef,
} from '@254carbon/backstage-plugin-platform-node';
import { portalAnswersServiceRef } from '../knowledge/portalAnswersServiceRef';

const never = () => () => undefined;

function nobody() {
  return failed<never>({
    reason: 'Nobody is there to be asked.',
    now: 0,
    source: { kind: 'api', name: 'portal' },
    failure: 'not-asked',
  });
}

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
  createServiceFactory({
    service: portalAnswersServiceRef,
    deps: {},
    factory: () => ({
      readRunbooks: async () => nobody(),
      readLake: async () => nobody(),
      onChange: () => undefined,
    }),
  }),
];
