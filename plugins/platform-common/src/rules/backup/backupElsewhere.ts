import { locationOf, schedulesFor } from './schedulesFor';
import { bad, examineRule, good, open } from '../examine';

/** Backups are not kept on what they protect. */
export const backupElsewhere = examineRule({
  id: 'backup-elsewhere',
  category: 'backup',
  title: 'Its backups are kept elsewhere',
  why: 'A backup in the same cluster goes with the disk that it should replace.',
  weight: 6,
  level: 'silver',
  acceptsEvidence: true,
  appliesTo: { sentence: 'Services that keep data in persistent volumes' },
  facts: ['dataVolumes', 'backupSchedules', 'backupLocations'],
  expected: 'a storage location outside the cluster',
  good: 'Its backups are kept outside the cluster.',
  none: 'It keeps no data in persistent volumes.',
  remedy: {
    text: 'Let the schedule write to an object store outside this cluster, or copy the backups to one.',
  },
  about: volumes => volumes.length > 0,
  look: ({ dataVolumes, backupSchedules, backupLocations }) => {
    const schedules = schedulesFor(dataVolumes, backupSchedules);
    if (schedules.length === 0)
      return [bad([], 'no schedule makes a backup of it')];
    const seen = schedules.map(schedule => {
      const location = locationOf(schedule, backupLocations);
      if (!location)
        return bad(
          schedule.object,
          `${schedule.object} keeps its backups nowhere that exists`,
        );
      if (location.insideCluster)
        return bad(
          location.object,
          `${schedule.object} keeps its backups in ${location.insideCluster}, inside the cluster that they protect`,
        );
      return location.host
        ? good(location.object, `kept at ${location.host}`)
        : open(
            location.object,
            `where ${location.name} is, its configuration does not say`,
          );
    });
    // One good place is enough.
    const elsewhere = seen.filter(({ sight }) => sight === 'good');
    return elsewhere.length > 0 ? elsewhere : seen;
  },
});
