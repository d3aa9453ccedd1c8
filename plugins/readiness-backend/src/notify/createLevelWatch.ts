import { LoggerService } from '@backstage/backend-plugin-api';
import { ReadinessReport } from '@254carbon/backstage-plugin-platform-common';
import { followLevels } from './followLevels';
import { GovernanceNotices } from './governanceNotices';
import { LevelStore } from './LevelStore';

/** Looks at each new report for levels that were lost, one after the other, and tells the owners. Never throws. */
export function createLevelWatch(options: {
  levels: LevelStore;
  notices: Pick<GovernanceNotices, 'levelsLost'>;
  logger: LoggerService;
}): (report: ReadinessReport) => Promise<void> {
  const { levels, notices, logger } = options;
  let last = Promise.resolve();
  const watch = async (report: ReadinessReport) => {
    try {
      const before = await levels.read();
      const { held, losses } = followLevels(before, report);
      const changed = new Map(
        [...held].filter(([id, level]) => before.get(id) !== level),
      );
      // Remembered first: a notice that is lost is better than one that comes every few minutes.
      if (changed.size > 0) await levels.write(changed);
      await notices.levelsLost(losses);
    } catch (error) {
      logger.warn('Lost levels could not be looked for', error as Error);
    }
  };
  return report => {
    last = last.then(() => watch(report));
    return last;
  };
}
