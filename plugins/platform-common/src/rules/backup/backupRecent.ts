import { schedulesFor } from './schedulesFor';
import { bad, examineRule, good } from '../examine';

const RPO_HOURS = 24;
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
  expected: `a complete backup of the last ${RPO_HOURS} hours`,
  good: 'Its newest good backup is recent.',
  none: 'It keeps no data in persistent volumes.',
  remedy: {
    text: 'Look at the newest Backup: its log names the volume or plugin that failed; then start one by hand.',
  },
  about: volumes => volumes.length > 0,
  look: ({ dataVolumes, backupSchedules }, { now }) => {
    const schedules = schedulesFor(dataVolumes, backupSchedules);
    const limit = now - (RPO_HOURS + RUN_HOURS) * 3_600_000;
    const recent = schedules.filter(
      ({ lastSuccessAt }) => Date.parse(lastSuccessAt ?? '') >= limit,
    );
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
          ? `${object} last completed ${Math.floor(
              (now - Date.parse(lastSuccessAt)) / 3_600_000,
            )} hours ago`
          : `${object} has never completed${
              lastPhase ? ` (last: ${lastPhase})` : ''
            }`,
      ),
    );
  },
});
