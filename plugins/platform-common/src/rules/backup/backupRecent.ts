import { schedulesFor } from './schedulesFor';
import { bad, examineRule, good } from '../examine';

const HOUR = 3_600_000;
/** A daily backup itself takes a while. */
const RUN_HOURS = 2;

/** The newest good backup is younger than the loss that is allowed. */
export const backupRecent = examineRule({
  id: 'backup-recent',
  category: 'backup',
  title: 'Its newest good backup is recent',
  why: 'What was written since the last good backup is what a loss takes.',
  weight: 8,
  level: 'silver',
  appliesTo: { sentence: 'Services that keep data in persistent volumes' },
  facts: ['dataVolumes', 'backupSchedules'],
  thresholds: {
    hours: {
      title: 'Hours of data that a loss may take (RPO)',
      value: 24,
      min: 1,
      max: 10_000,
    },
  },
  expected: ({ hours }) => `a complete backup of the last ${hours} hours`,
  good: 'Its newest good backup is recent.',
  none: 'It keeps no data in persistent volumes.',
  remedy: {
    text: 'Look at the newest Backup: its log names the volume or plugin that failed; then start one by hand.',
  },
  about: volumes => volumes.length > 0,
  look: ({ dataVolumes, backupSchedules }, { clock, limits: { hours } }) => {
    const schedules = schedulesFor(dataVolumes, backupSchedules);
    const recent = schedules.filter(({ lastSuccessAt = '' }) => {
      const at = Date.parse(lastSuccessAt);
      return (
        !Number.isNaN(at) && !clock.isPast(at + (hours + RUN_HOURS) * HOUR)
      );
    });
    if (recent.length > 0)
      return recent.map(({ object, lastSuccessAt }) =>
        good(object, `${object} last completed ${lastSuccessAt}`),
      );
    if (schedules.length === 0)
      return [bad([], 'no schedule makes a backup of it')];
    return schedules.map(({ object, lastSuccessAt, lastPhase }) =>
      bad(
        object,
        lastSuccessAt
          ? `${object} last completed ${clock.wholeSince(
              Date.parse(lastSuccessAt),
              HOUR,
            )} hours ago`
          : `${object} has never completed${
              lastPhase ? ` (last: ${lastPhase})` : ''
            }`,
      ),
    );
  },
});
