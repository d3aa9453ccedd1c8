import { schedulesFor } from './schedulesFor';
import { bad, examineRule, good } from '../examine';

/** Backups are kept long enough to notice what was lost. */
export const backupRetention = examineRule({
  id: 'backup-retention',
  category: 'backup',
  title: 'Its backups are kept long enough',
  why: 'A loss that is noticed on Monday needs the backup of last Thursday.',
  weight: 3,
  level: 'gold',
  appliesTo: { sentence: 'Services that keep data in persistent volumes' },
  facts: ['dataVolumes', 'backupSchedules'],
  thresholds: {
    days: {
      title: 'Days that backups are kept, at least',
      value: 7,
      min: 1,
      max: 3_650,
    },
  },
  expected: ({ days }) => `kept for ${days} days or more`,
  good: 'Its backups are kept long enough.',
  none: 'It keeps no data in persistent volumes.',
  remedy: {
    text: 'Raise the ttl of the schedule to a week or more, and check the room of its storage.',
  },
  about: volumes => volumes.length > 0,
  look: ({ dataVolumes, backupSchedules }, { limits: { days } }) => {
    const schedules = schedulesFor(dataVolumes, backupSchedules);
    if (schedules.length === 0)
      return [bad([], 'no schedule makes a backup of it')];
    const longest = schedules.reduce((best, one) =>
      one.keptHours > best.keptHours ? one : best,
    );
    const seen = `${longest.object} keeps its backups for ${Math.round(
      longest.keptHours / 24,
    )} days`;
    return [
      longest.keptHours >= days * 24
        ? good(longest.object, seen)
        : bad(longest.object, seen),
    ];
  },
});
