import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { platformConnectionServiceRef } from '../door/platformConnectionServiceRef';
import { platformInventoryServiceRef } from '../inventory/platformInventoryServiceRef';
import { platformManifestsServiceRef } from '../manifests/platformManifestsServiceRef';
import { createNames } from './createNames';
import { PlatformNames } from './types';

/** Names of declared objects of kinds that the portal does not hold, one reader a process. It starts and stops with the backend. */
export const platformNamesServiceRef = createServiceRef<PlatformNames>({
  id: 'platform.names',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        connection: platformConnectionServiceRef,
        inventory: platformInventoryServiceRef,
        lifecycle: coreServices.rootLifecycle,
        manifests: platformManifestsServiceRef,
      },
      factory({ connection, inventory, lifecycle, manifests }) {
        const { door } = connection;
        const names = createNames({ inventory, manifests, door });
        lifecycle.addStartupHook(() => names.start());
        lifecycle.addShutdownHook(() => names.stop());
        return names;
      },
    }),
});
