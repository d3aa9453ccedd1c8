/**
 * Whether a schedule really takes every volume of a service: its namespace, its resources, its labels, and a method that works
 * for that kind of volume. "A schedule exists" is the claim that reports make. How old the newest backup is, where it is
 * kept, for how long, and whether anything was ever restored are rules of their own.
 */
import { BackupScheduleFact, DataVolumeFact } from '../facts/volumeFacts';
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
import { isAbout, notTaken } from './schedulesFor';

const remedy = {
  text: 'Give Velero a daily Schedule that includes the namespace and its volumes (file-system backup for local paths), and a storage location outside this cluster; then restore once to prove it.',
};

interface VolumeState {
  volume: DataVolumeFact;
  good: boolean;
  observed: string;
}

function stateOf(
  volume: DataVolumeFact,
  schedules: readonly BackupScheduleFact[],
): VolumeState {
  const far: string[] = [];
  const near: string[] = [];
  for (const schedule of schedules) {
    const reason = notTaken(schedule, volume);
    if (reason === undefined)
      return { volume, good: true, observed: `${schedule.object} covers it` };
    const about = isAbout(schedule, volume);
    (about ? near : far).push(`${schedule.object} ${reason}`);
  }
  const best = near.length ? near : far;
  const observed = best.length ? joined(best) : 'there is no Velero Schedule';
  return { volume, good: false, observed };
}

function judgeVolumes(options: {
  volumes: readonly DataVolumeFact[];
  schedules: readonly BackupScheduleFact[];
  proof: Proof;
}) {
  const { volumes, schedules, proof } = options;
  const states = volumes.map(volume => stateOf(volume, schedules));
  const evidenceOf = ({ volume, observed }: VolumeState): VerdictEvidence => ({
    observed,
    expected: 'a schedule that takes it',
    objects: [volume.object],
    ...proof,
  });
  const bad = states.filter(({ good }) => !good);
  if (bad.length === 0)
    return passes('A schedule takes every volume.', states.map(evidenceOf));
  const count = `${bad.length} of ${states.length}`;
  return fails(
    `${count} ${
      states.length === 1 ? 'volume is' : 'volumes are'
    } not backed up: ${bad[0].observed}.`,
    bad.map(evidenceOf),
    remedy,
  );
}

/** A schedule takes every volume with data. */
export const backupCovers = defineRule({
  id: 'backup-covers',
  category: 'backup',
  title: 'A schedule takes every volume',
  why: 'Data without a recent backup in another place is gone with its disk; a backup on the same disk goes with it.',
  weight: 10,
  level: 'silver',
  appliesTo: { sentence: 'Services that keep data in persistent volumes' },
  facts: ['dataVolumes', 'backupSchedules'],
  remedy,
  judge: ({ dataVolumes, backupSchedules }) =>
    whenKnown(dataVolumes, volumes =>
      volumes.length === 0
        ? doesNotApply('It keeps no data in persistent volumes.')
        : whenKnown(backupSchedules, (schedules, proof) =>
            judgeVolumes({ volumes, schedules, proof }),
          ),
    ),
});
