import {
  BackupLocationFact,
  BackupScheduleFact,
  DataVolumeFact,
} from '../facts/types';
import { NOW, seen, unseen } from '../testing/observeNow';
import { backupCovers } from './backupCovers';

const hoursAgo = (hours: number) =>
  new Date(NOW - hours * 3_600_000).toISOString();
const volume: DataVolumeFact = {
  object: 'PersistentVolumeClaim data/data-minio-0',
  namespace: 'data',
  snapshotable: false,
  fileBackupByAnnotation: false,
  labels: { app: 'minio' },
};
const schedule: BackupScheduleFact = {
  object: 'Schedule velero/daily',
  paused: false,
  includedNamespaces: ['data'],
  excludedNamespaces: [],
  takesVolumes: true,
  snapshotsVolumes: true,
  fileBackup: true,
  storageLocation: 'offsite',
  lastSuccessAt: hoursAgo(5),
  lastPhase: 'Completed',
};
const location: BackupLocationFact = {
  name: 'offsite',
  object: 'BackupStorageLocation velero/offsite',
  isDefault: true,
  phase: 'Available',
  host: 's3.example.com',
};
const judge = (options: {
  volumes?: DataVolumeFact[];
  schedules?: Partial<BackupScheduleFact>[];
  locations?: Partial<BackupLocationFact>[];
}) =>
  backupCovers.judge(
    {
      dataVolumes: seen(options.volumes ?? [volume]),
      backupSchedules: seen(
        (options.schedules ?? [{}]).map(part => ({ ...schedule, ...part })),
      ),
      backupLocations: seen(
        (options.locations ?? [{}]).map(part => ({ ...location, ...part })),
      ),
    } as never,
    NOW,
  );

describe('backup-covers', () => {
  it('passes when a schedule takes the volume, recently, to another place', () => {
    expect(judge({}).outcome).toBe('pass');
    expect(judge({ schedules: [{ storageLocation: '' }] }).outcome).toBe(
      'pass',
    );
    expect(judge({ schedules: [{ includedNamespaces: [] }] }).outcome).toBe(
      'pass',
    );
  });
  it.each([
    ['leaves out namespace data', { includedNamespaces: ['kong'] }],
    ['leaves out namespace data', { excludedNamespaces: ['data'] }],
    ['is paused', { paused: true }],
    ['leaves out volume claims', { takesVolumes: false }],
    ['selects by labels', { matchLabels: { app: 'trino' } }],
    ['makes snapshots only', { fileBackup: false }],
    [
      'takes neither snapshots nor files',
      { fileBackup: false, snapshotsVolumes: false },
    ],
    ['last completed 27 hours ago', { lastSuccessAt: hoursAgo(27) }],
    [
      'has never completed (last: Failed)',
      { lastSuccessAt: undefined, lastPhase: 'Failed' },
    ],
    ['names storage location gone', { storageLocation: 'gone' }],
  ] as const)('fails because the schedule %s', (reason, part) => {
    const verdict = judge({ schedules: [part as Partial<BackupScheduleFact>] });
    expect(verdict.outcome).toBe('fail');
    expect(verdict.summary).toContain(reason);
  });
  it('allows a daily backup the time that it takes', () => {
    const part = { lastSuccessAt: hoursAgo(25) };
    expect(judge({ schedules: [part] }).outcome).toBe('pass');
  });
  it('fails when the backups live in the cluster that they protect', () => {
    const verdict = judge({
      locations: [{ insideCluster: 'Service data/minio' }],
    });
    expect(verdict.outcome).toBe('fail');
    expect(verdict.summary).toContain('inside the cluster that they protect');
  });
  it('names everything that is wrong with a schedule of the namespace', () => {
    const verdict = judge({
      schedules: [{ paused: true }],
      locations: [{ insideCluster: 'Service data/minio' }],
    });
    expect(verdict.summary).toContain('is paused and keeps its backups in');
  });
  it('fails when the storage location is not available', () => {
    expect(judge({ locations: [{ phase: 'Unavailable' }] }).outcome).toBe(
      'fail',
    );
  });
  it('fails when there is no schedule at all', () => {
    expect(judge({ schedules: [] }).summary).toContain(
      'there is no Velero Schedule',
    );
  });
  it('takes the annotation of the pod, or a snapshot where one can be made', () => {
    const schedules = [{ fileBackup: false }];
    const byAnnotation = [{ ...volume, fileBackupByAnnotation: true }];
    expect(judge({ schedules, volumes: byAnnotation }).outcome).toBe('pass');
    const bySnapshot = [{ ...volume, snapshotable: true }];
    expect(judge({ schedules, volumes: bySnapshot }).outcome).toBe('pass');
  });
  it('says how many of the volumes are not covered', () => {
    const other = { ...volume, object: 'x', namespace: 'kong' };
    expect(judge({ volumes: [volume, other] }).summary).toContain('1 of 2');
  });
  it('does not apply without data, even when Velero cannot be read', () => {
    const facts = {
      dataVolumes: seen([]),
      backupSchedules: unseen(),
      backupLocations: unseen(),
    };
    expect(backupCovers.judge(facts as never, NOW).outcome).toBe(
      'not-applicable',
    );
    expect(
      backupCovers.judge(
        { ...facts, dataVolumes: seen([volume]) } as never,
        NOW,
      ).outcome,
    ).toBe('unknown');
  });
});
