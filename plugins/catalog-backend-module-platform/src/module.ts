import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { platformServicesServiceRef } from '@254carbon/backstage-plugin-platform-node';
import { readModuleConfig } from './config';
import { RunbookProvider } from './provide/RunbookProvider';
import { ServiceProvider } from './provide/ServiceProvider';
import { readHeldRefs } from './read/readHeldRefs';

/** How often both providers look again, whether or not anything told them to. */
const EVERY_MINUTE = {
  scope: 'local' as const,
  frequency: { minutes: 1 },
  initialDelay: { minutes: 1 },
  timeout: { minutes: 2 },
};

/** Services and runbooks of the platform as catalog entities. */
export const catalogModulePlatform = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'platform',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
        services: platformServicesServiceRef,
      },
      async init(deps) {
        const { logger, processing, scheduler, services } = deps;
        const { runbooks } = readModuleConfig(deps.config);
        const readHeld = () => readHeldRefs(deps);
        const provider = new ServiceProvider({ services, logger, readHeld });
        processing.addEntityProvider(provider);
        await scheduler.scheduleTask({
          id: 'platform-services-to-catalog',
          ...EVERY_MINUTE,
          fn: () => provider.apply(),
        });
        if (!runbooks) return;
        const library = new RunbookProvider({ ...runbooks, logger });
        processing.addEntityProvider(library);
        await scheduler.scheduleTask({
          id: 'platform-runbooks-to-catalog',
          ...EVERY_MINUTE,
          fn: () => library.apply(),
        });
      },
    });
  },
});
