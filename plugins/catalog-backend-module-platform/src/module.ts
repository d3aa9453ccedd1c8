import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  platformCountersServiceRef,
  platformDeclarationsServiceRef,
  platformInventoryServiceRef,
  platformServicesServiceRef,
} from '@254carbon/backstage-plugin-platform-node';
import { Knex } from 'knex';
import { PortalSource } from './build/PortalSource';
import { readModuleConfig } from './config';
import { createLease, openLeaseDatabase } from './lease/openLeaseDatabase';
import { RunbookProvider } from './provide/RunbookProvider';
import { SERVICES_KEY, ServiceProvider } from './provide/ServiceProvider';
import { followConflicts } from './provide/followConflicts';
import { wakeLocations } from './read/wakeLocations';
import { findForeignRefs, readHeldEntities } from './read/readHeldEntities';

/** How often both providers look again, whether or not anything told them to. */
const EVERY_MINUTE = {
  scope: 'local' as const,
  frequency: { minutes: 1 },
  initialDelay: { minutes: 1 },
  timeout: { minutes: 2 },
};

/** What the provider of services asks of the catalog about names that others declare. */
function createNameQuestions(knex: Knex) {
  return {
    askAgain: () => wakeLocations(knex),
    findForeign: (refs: readonly string[]) =>
      findForeignRefs({ knex, refs, locationKey: SERVICES_KEY }),
  };
}

/** Services and runbooks of the platform as catalog entities. */
export const catalogModulePlatform = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'platform',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        counters: platformCountersServiceRef,
        database: coreServices.database,
        declarations: platformDeclarationsServiceRef,
        events: eventsServiceRef,
        inventory: platformInventoryServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
        services: platformServicesServiceRef,
      },
      async init(deps) {
        const { counters, logger, processing, scheduler } = deps;
        const { runbooks, staleAfterMs, backendUrl } = readModuleConfig(
          deps.config,
        );
        const knex = await openLeaseDatabase(deps.database);
        const lease = createLease({ knex, logger, counters });
        deps.lifecycle.addStartupHook(() => lease.start());
        deps.lifecycle.addShutdownHook(() => lease.stop());
        const readHeld = (provider: string) => () =>
          readHeldEntities({ knex, provider, logger });
        const provider = new ServiceProvider({
          ...deps,
          ...createNameQuestions(knex),
          lease,
          staleAfterMs,
          readHeld: readHeld('platform'),
        });
        processing.addEntityProvider(provider);
        processing.addProcessor(new PortalSource(backendUrl));
        await followConflicts({ events: deps.events, provider, logger });
        await scheduler.scheduleTask({
          id: 'platform-services-to-catalog',
          ...EVERY_MINUTE,
          fn: () => provider.apply(),
        });
        if (!runbooks) return;
        const library = new RunbookProvider({
          ...runbooks,
          logger,
          lease,
          readHeld: readHeld('runbooks'),
        });
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
