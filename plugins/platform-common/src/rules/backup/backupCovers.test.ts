import {
  BackupLocationFact,
  BackupScheduleFact,
  DataVolumeFact,
} from '../facts/volumeFacts';
import { NOW, seen, unseen } from '../testing/observeNow';
import { Rule } from '../types';
import { backupCovers } from './backupCovers';
import { backupElsewhere } from './backupElsewhere';
import { backupLocationAvailable } from './backupLocationAvailable';
import { backupRecent } from './backupRecent';

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
  keptHours: 720,
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
  rule?: Rule;
}) =>
  (options.rule ?? backupCovers).judge(
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
  ] as const)('fails because the schedule %s', (reason, part) => {
    const verdict = judge({ schedules: [part as Partial<BackupScheduleFact>] });
    expect(verdict.outcome).toBe('fail');
    expect(verdict.summary).toContain(reason);
  });
  it.each([
    [
      'last completed 27 hours ago',
      backupRecent,
      { lastSuccessAt: hoursAgo(27) },
    ],
    [
      'has never completed (last: Failed)',
      backupRecent,
      { lastSuccessAt: undefined, lastPhase: 'Failed' },
    ],
    [
      'names storage location gone',
      backupLocationAvailable,
      { storageLocation: 'gone' },
    ],
  ])('is covered, and another rule says that it %s', (reason, rule, part) => {
    expect(judge({ schedules: [part] }).outcome).toBe('pass');
    const verdict = judge({ schedules: [part], rule });
    expect(verdict.outcome).toBe('fail');
    expect(verdict.summary).toContain(reason);
  });
  it('allows a daily backup the time that it takes', () => {
    const part = { lastSuccessAt: hoursAgo(25) };
    expect(judge({ schedules: [part], rule: backupRecent }).outcome).toBe(
      'pass',
    );
  });
  it('fails when the backups live in the cluster that they protect', () => {
    const verdict = judge({
      locations: [{ insideCluster: 'Service data/minio' }],
      rule: backupElsewhere,
    });
    expect(verdict.outcome).toBe('fail');
    expect(verdict.summary).toContain('inside the cluster that they protect');
  });
  it('fails when the storage location is not available', () => {
    const locations = [{ phase: 'Unavailable' }];
    expect(judge({ locations, rule: backupLocationAvailable }).outcome).toBe(
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
