import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { createCounters } from './createCounters';
import { PlatformCounters } from './types';

/** What the portal counts about itself, one set a process. */
export const platformCountersServiceRef = createServiceRef<PlatformCounters>({
  id: 'platform.counters',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => createCounters(),
    }),
});
