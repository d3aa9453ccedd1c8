import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { ReadinessCollatorFactory } from './ReadinessCollatorFactory';

const SCHEDULE = 'search.collators.readiness.schedule';

/** Puts rules and services' readiness into the search index. */
export const searchModuleReadiness = createBackendModule({
  pluginId: 'search',
  moduleId: 'readiness-collator',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        index: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, discovery, index, scheduler }) {
        const schedule = config.has(SCHEDULE)
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              config.getConfig(SCHEDULE),
            )
          : {
              frequency: { minutes: 10 },
              timeout: { minutes: 5 },
              initialDelay: { minutes: 1 },
            };
        index.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new ReadinessCollatorFactory({ auth, discovery }),
        });
      },
    });
  },
});
