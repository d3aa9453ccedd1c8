import { callsPerDay } from '@254carbon/backstage-plugin-platform-common';
import { PlatformKnowledge } from './readPlatform';

/** Calls a day of the pipelines that read the source, but one. */
export function plannedCalls(
  platform: PlatformKnowledge,
  source: string,
  except?: string,
): number {
  return platform.pipelines
    .filter(one => one.source === source && one.name !== except)
    .map(({ schedule, series }) =>
      schedule
        ? callsPerDay({ schedule, callsPerRun: series.length || 1 }) ?? 0
        : 0,
    )
    .reduce((sum, calls) => sum + calls, 0);
}
