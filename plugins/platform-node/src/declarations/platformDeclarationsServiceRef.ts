import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { createDeclarations } from './createDeclarations';
import { PlatformDeclarations } from './types';

/** What people declared in the portal about services, one copy a process. */
export const platformDeclarationsServiceRef =
  createServiceRef<PlatformDeclarations>({
    id: 'platform.declarations',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {},
        factory: () => createDeclarations(),
      }),
  });
