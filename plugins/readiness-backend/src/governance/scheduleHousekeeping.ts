import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { OpenGovernance } from './openGovernance';

/** Id of the task that reminds of what ends and forgets what ended long ago. */
export const HOUSEKEEPING_TASK = 'readiness-remind';
/** Id of the task that looks for what was decided on other replicas, and for what ended. */
export const LOOK_TASK = 'readiness-look';

/** Has it reminded and tidied once an hour by one replica, and looked every few seconds by each. */
export async function scheduleHousekeeping(options: {
  scheduler: SchedulerService;
  governance: Pick<OpenGovernance, 'housekeep' | 'source'>;
  logger: LoggerService;
}): Promise<void> {
  const { scheduler, governance, logger } = options;
  await scheduler.scheduleTask({
    id: HOUSEKEEPING_TASK,
    frequency: { hours: 1 },
    // Services have titles and owners once the platform has been read.
    initialDelay: { minutes: 1 },
    timeout: { minutes: 5 },
    scope: 'global',
    fn: () => governance.housekeep(),
  });
  await scheduler.scheduleTask({
    id: LOOK_TASK,
    frequency: { seconds: 5 },
    initialDelay: { seconds: 5 },
    timeout: { seconds: 30 },
    scope: 'local',
    async fn() {
      try {
        await governance.source.look();
      } catch (error) {
        logger.debug('What people decided cannot be read now', error as Error);
      }
    },
  });
}
