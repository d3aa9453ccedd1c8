import { locationOf, schedulesFor } from './schedulesFor';
import { bad, examineRule, good, open } from '../examine';

/** Where its backups go can be reached. */
export const backupLocationAvailable = examineRule({
  id: 'backup-location-available',
  category: 'backup',
  title: 'The place of its backups is available',
  why: 'A backup that cannot be written today cannot be read tomorrow either.',
  weight: 5,
  level: 'silver',
  appliesTo: { sentence: 'Services that keep data in persistent volumes' },
  facts: ['dataVolumes', 'backupSchedules', 'backupLocations'],
  expected: 'a storage location that is Available',
  good: 'The place of its backups is available.',
  none: 'It keeps no data in persistent volumes.',
  remedy: {
    text: 'Check the address, bucket and credential of the BackupStorageLocation; its status says which one is wrong.',
  },
  about: volumes => volumes.length > 0,
  look: ({ dataVolumes, backupSchedules, backupLocations }) => {
    const schedules = schedulesFor(dataVolumes, backupSchedules);
    if (schedules.length === 0)
      return [bad([], 'no schedule makes a backup of it')];
    return schedules.map(schedule => {
      const location = locationOf(schedule, backupLocations);
      if (!location)
        return bad(
          schedule.object,
          `${schedule.object} names storage location ${
            schedule.storageLocation || 'default'
          }, which does not exist`,
        );
      if (location.phase === undefined)
        return open(location.object, `${location.name} has not said how it is`);
      return location.phase === 'Available'
        ? good(location.object, `${location.name} is available`)
        : bad(location.object, `${location.name} is ${location.phase}`);
    });
  },
});
