import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';

/** When to build documentation ahead of its readers; `undefined` when another system builds it. */
export interface PrebuildConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
}

/**
 * Reads `techdocs.prebuild`. With `techdocs.builder: external` there is nothing to build here. A site that is published on the
 * local disk is needed on every host, any other publisher is shared by all of them.
 * @throws Error with the key when the schedule is wrong.
 */
export function readPrebuildConfig(config: Config): PrebuildConfig | undefined {
  const builder = config.getOptionalString('techdocs.builder') ?? 'local';
  if (builder !== 'local') {
    return undefined;
  }
  const publisher =
    config.getOptionalString('techdocs.publisher.type') ?? 'local';
  const schedule = config.has('techdocs.prebuild.schedule')
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
        config.getConfig('techdocs.prebuild.schedule'),
      )
    : {
        frequency: { minutes: 5 },
        timeout: { minutes: 15 },
        initialDelay: { seconds: 12 },
      };
  const scope: 'local' | 'global' = publisher === 'local' ? 'local' : 'global';
  return Object.freeze({ schedule: { scope, ...schedule } });
}
