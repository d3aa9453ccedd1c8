import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  techdocs?: {
    prebuild?: {
      /**
       * When documentation is brought up to date without waiting for a reader, so that search finds it. Only with
       * `techdocs.builder: local`. Default: every 5 minutes, first after 12 seconds.
       */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
  };
}
