/**
 * Whether the data of a service could be brought back. "A schedule exists" is the claim that reports make;
 * here three things must hold for every volume: a schedule really takes it (its namespace, its resources,
 * its labels, and a method that works for that kind of volume), the newest complete backup is younger
 * than the loss that is allowed, and the backups do not live on what they protect.
 */
import {
  BackupLocationFact,
  BackupScheduleFact,
  DataVolumeFact,
} from '../facts/types';
import {
  doesNotApply,
  fails,
  joined,
  passes,
  Proof,
  whenKnown,
} from '../judgement';
import { defineRule } from '../types';
import { VerdictEvidence } from '../verdict';

const HOUR = 60 * 60 * 1000;
/** Allowed loss of data, and the time that a daily backup itself may take. */
const RPO_HOURS = 24;
const RUN_HOURS = 2;

const remedy = {
  text: 'Give Velero a daily Schedule that includes the namespace and its volumes (file-system backup for local paths), and a storage location outside this cluster; then restore once to prove it.',
};

interface Backups {
  schedules: readonly BackupScheduleFact[];
  locations: readonly BackupLocationFact[];
}

/** Whether a schedule takes anything of the volume's namespace. */
function isAbout(
  { includedNamespaces, excludedNamespaces }: BackupScheduleFact,
  { namespace }: DataVolumeFact,
): boolean {
  const included =
    includedNamespaces.length === 0 || includedNamespaces.includes(namespace);
  return included && !excludedNamespaces.includes(namespace);
}

/** Why a schedule does not take a volume; `undefined` when it does. */
function notTaken(
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

function locationOf(
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

/** What makes a schedule that takes a volume worthless; `undefined` when nothing does. */
function worthless(
  schedule: BackupScheduleFact,
  locations: readonly BackupLocationFact[],
  now: number,
): string | undefined {
  const { lastSuccessAt, lastPhase } = schedule;
  if (!lastSuccessAt)
    return `has never completed${lastPhase ? ` (last: ${lastPhase})` : ''}`;
  const age = now - Date.parse(lastSuccessAt);
  if (age > (RPO_HOURS + RUN_HOURS) * HOUR)
    return `last completed ${Math.floor(age / HOUR)} hours ago${
      lastPhase && lastPhase !== 'Completed' ? ` (last: ${lastPhase})` : ''
    }`;
  const location = locationOf(schedule, locations);
  if (!location)
    return `names storage location ${
      schedule.storageLocation || 'default'
    }, which does not exist`;
  if (location.phase !== undefined && location.phase !== 'Available')
    return `keeps its backups in ${location.name}, which is ${location.phase}`;
  return location.insideCluster
    ? `keeps its backups in ${location.insideCluster}, inside the cluster that they protect`
    : undefined;
}

interface VolumeState {
  volume: DataVolumeFact;
  good: boolean;
  observed: string;
}

function stateOf(
  volume: DataVolumeFact,
  { schedules, locations }: Backups,
  now: number,
): VolumeState {
  const far: string[] = [];
  const near: string[] = [];
  for (const schedule of schedules) {
    const untaken = notTaken(schedule, volume);
    const reason = [untaken, worthless(schedule, locations, now)]
      .filter(item => item !== undefined)
      .join(' and ');
    if (reason === '') {
      const observed = `${schedule.object} covers it, last completed ${schedule.lastSuccessAt}`;
      return { volume, good: true, observed };
    }
    const about = isAbout(schedule, volume);
    (about ? near : far).push(`${schedule.object} ${about ? reason : untaken}`);
  }
  const best = near.length ? near : far;
  const observed = best.length ? joined(best) : 'there is no Velero Schedule';
  return { volume, good: false, observed };
}

function judgeVolumes(options: {
  volumes: readonly DataVolumeFact[];
  backups: Backups;
  now: number;
  proof: Proof;
}) {
  const { volumes, backups, now, proof } = options;
  const states = volumes.map(volume => stateOf(volume, backups, now));
  const evidenceOf = ({ volume, observed }: VolumeState): VerdictEvidence => ({
    observed,
    expected: `a complete backup of the last ${RPO_HOURS} hours, kept outside the cluster`,
    objects: [volume.object],
    ...proof,
  });
  const bad = states.filter(({ good }) => !good);
  if (bad.length === 0)
    return passes('Every volume is backed up.', states.map(evidenceOf));
  const count = `${bad.length} of ${states.length}`;
  return fails(
    `${count} ${
      states.length === 1 ? 'volume is' : 'volumes are'
    } not backed up: ${bad[0].observed}.`,
    bad.map(evidenceOf),
    remedy,
  );
}

/** 9: every volume with data is backed up, recently, and to another place. */
export const backupCovers = defineRule({
  id: 'backup-covers',
  category: 'backup',
  title: 'A backup covers every volume',
  why: 'Data without a recent backup in another place is gone with its disk; a backup on the same disk goes with it.',
  weight: 10,
  level: 'silver',
  appliesTo: { sentence: 'Services that keep data in persistent volumes' },
  facts: ['dataVolumes', 'backupSchedules', 'backupLocations'],
  remedy,
  judge: ({ dataVolumes, backupSchedules, backupLocations }, now) =>
    whenKnown(dataVolumes, volumes => {
      if (volumes.length === 0)
        return doesNotApply('It keeps no data in persistent volumes.');
      return whenKnown(backupSchedules, (schedules, proof) =>
        whenKnown(backupLocations, locations =>
          judgeVolumes({
            volumes,
            backups: { schedules, locations },
            now,
            proof,
          }),
        ),
      );
    }),
});
