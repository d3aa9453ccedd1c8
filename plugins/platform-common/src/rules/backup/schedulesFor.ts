import {
  BackupLocationFact,
  BackupScheduleFact,
  DataVolumeFact,
} from '../facts/volumeFacts';

/** Whether a schedule takes anything of the volume's namespace. */
export function isAbout(
  { includedNamespaces, excludedNamespaces }: BackupScheduleFact,
  { namespace }: DataVolumeFact,
): boolean {
  const included =
    includedNamespaces.length === 0 || includedNamespaces.includes(namespace);
  return included && !excludedNamespaces.includes(namespace);
}

/** Why a schedule does not take a volume; `undefined` when it does. */
export function notTaken(
  schedule: BackupScheduleFact,
  volume: DataVolumeFact,
): string | undefined {
  const { matchLabels } = schedule;
  const { namespace, labels } = volume;
  if (!isAbout(schedule, volume)) return `leaves out namespace ${namespace}`;
  if (schedule.paused) return 'is paused';
  if (!schedule.takesVolumes) return 'leaves out volume claims';
  const misses = Object.entries(matchLabels ?? {}).some(
    ([key, value]) => labels[key] !== value,
  );
  if (misses) return 'selects by labels that the claim does not have';
  if (schedule.fileBackup || volume.fileBackupByAnnotation) return undefined;
  if (!schedule.snapshotsVolumes)
    return 'takes neither snapshots nor files of volumes';
  return volume.snapshotable
    ? undefined
    : 'makes snapshots only, of which local paths have none';
}

/** The storage location that a schedule writes to; `undefined` when there is none of that name. */
export function locationOf(
  schedule: BackupScheduleFact,
  locations: readonly BackupLocationFact[],
): BackupLocationFact | undefined {
  return (
    locations.find(({ name, isDefault }) =>
      schedule.storageLocation ? name === schedule.storageLocation : isDefault,
    ) ??
    (schedule.storageLocation === ''
      ? locations.find(({ name }) => name === 'default')
      : undefined)
  );
}

/** The schedules that are about any of the volumes, whether or not they really take one. */
export function schedulesFor(
  volumes: readonly DataVolumeFact[],
  schedules: readonly BackupScheduleFact[],
): BackupScheduleFact[] {
  return schedules.filter(schedule =>
    volumes.some(volume => isAbout(schedule, volume)),
  );
}
