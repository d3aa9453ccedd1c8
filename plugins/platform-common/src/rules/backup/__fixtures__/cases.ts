import {
  defects,
  edit,
  lookAlikes,
  unknowables,
} from '../../benchmark/__fixtures__/plant';
import { without } from '../../benchmark/__fixtures__/platform';
import { app, hoursAgo, make } from '../../benchmark/__fixtures__/objects';

const ALL = [
  'postgresql backup-recent',
  'postgresql backup-elsewhere',
  'postgresql backup-location-available',
  'postgresql backup-retention',
];

/** Cases of backup and recovery, written before its rules. */
export const BACKUP = [
  ...defects(
    [
      'backup-covers',
      'postgresql',
      'The schedule leaves its namespace out.',
      p => {
        edit(p, 'Schedule', 'velero/daily').spec.template.includedNamespaces = [
          'monitoring',
        ] as never;
      },
      { also: ALL },
    ],
    [
      'backup-covers',
      'postgresql',
      'There is no schedule.',
      p => without(p, 'Schedule'),
      { also: ALL },
    ],
    [
      'backup-covers',
      'postgresql',
      'Snapshots only, and the volumes are paths on a node.',
      p => {
        edit(
          p,
          'Schedule',
          'velero/daily',
        ).spec.template.defaultVolumesToFsBackup = false as never;
        for (const i of [0, 1])
          edit(
            p,
            'PersistentVolumeClaim',
            `data/data-postgresql-${i}`,
          ).metadata.annotations = {
            'volume.kubernetes.io/storage-provisioner': 'rancher.io/local-path',
          };
      },
      { also: ALL },
    ],
    [
      'backup-covers',
      'postgresql',
      'The schedule is paused.',
      p => {
        edit(p, 'Schedule', 'velero/daily').spec.paused = true as never;
      },
      { also: ALL },
    ],
    [
      'backup-recent',
      'postgresql',
      'The newest good backup is three days old.',
      p => {
        edit(p, 'Backup', 'velero/daily-20251024').status.completionTimestamp =
          hoursAgo(72) as never;
      },
    ],
    [
      'backup-recent',
      'postgresql',
      'The newest backup failed in part, and no other is there.',
      p => {
        edit(p, 'Backup', 'velero/daily-20251024').status.phase =
          'PartiallyFailed' as never;
      },
    ],
    [
      'backup-location-available',
      'postgresql',
      'The place of the backups cannot be reached.',
      p => {
        edit(p, 'BackupStorageLocation', 'velero/offsite').status.phase =
          'Unavailable' as never;
      },
      { also: ['velero *'] },
    ],
    [
      'backup-location-available',
      'postgresql',
      'The schedule names a place that does not exist.',
      p => {
        edit(p, 'Schedule', 'velero/daily').spec.template.storageLocation =
          'off-site' as never;
      },
      { also: ['postgresql backup-elsewhere'] },
    ],
    [
      'backup-elsewhere',
      'postgresql',
      'The backups are kept in the cluster that they protect.',
      p => {
        p.objects.push(...app({ name: 'minio' }));
        edit(p, 'BackupStorageLocation', 'velero/offsite').spec.config.s3Url =
          'http://minio.data.svc:9000' as never;
      },
      { also: ['minio *'] },
    ],
    [
      'restore-proven',
      'postgresql',
      'Nobody has ever restored anything.',
      p => without(p, 'Restore'),
    ],
    [
      'restore-proven',
      'postgresql',
      'The last restore is a year old.',
      p => {
        const r = edit(p, 'Restore', 'velero/drill');
        r.metadata.creationTimestamp = hoursAgo(24 * 365);
        r.status = {
          phase: 'Completed',
          startTimestamp: hoursAgo(24 * 365),
          completionTimestamp: hoursAgo(24 * 365 - 1),
        } as never;
      },
    ],
    [
      'restore-proven',
      'postgresql',
      'The only restore failed.',
      p => {
        edit(p, 'Restore', 'velero/drill').status.phase = 'Failed' as never;
      },
    ],
    [
      'restore-in-time',
      'postgresql',
      'The last restore took nine hours.',
      p => {
        edit(p, 'Restore', 'velero/drill').status.completionTimestamp =
          hoursAgo(24 * 20 - 9) as never;
      },
    ],
    [
      'backup-retention',
      'postgresql',
      'A backup is kept for one day.',
      p => {
        edit(p, 'Schedule', 'velero/daily').spec.template.ttl =
          '24h0m0s' as never;
      },
    ],
  ),
  ...lookAlikes(
    [
      'backup-covers',
      'orders',
      'It keeps no data.',
      () => undefined,
      { says: 'not-applicable' },
    ],
    [
      'backup-covers',
      'postgresql',
      'A second schedule is about something else.',
      p => {
        p.objects.push(
          make('velero.io/v1', 'Schedule', 'velero/other', {
            spec: {
              schedule: '0 4 * * *',
              template: { includedNamespaces: ['edge'] },
            },
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'backup-covers',
      'postgresql',
      'Snapshots of volumes that can have them.',
      p => {
        edit(
          p,
          'Schedule',
          'velero/daily',
        ).spec.template.defaultVolumesToFsBackup = false as never;
      },
      { says: 'pass' },
    ],
    [
      'backup-recent',
      'postgresql',
      'The newest failed, the one before is of last evening.',
      p => {
        p.objects.push(
          make('velero.io/v1', 'Backup', 'velero/daily-new', {
            labels: { 'velero.io/schedule-name': 'daily' },
            created: hoursAgo(1),
            status: { phase: 'Failed', completionTimestamp: hoursAgo(1) },
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'backup-location-available',
      'postgresql',
      'Another place, which the schedule does not use, is down.',
      p => {
        p.objects.push(
          make('velero.io/v1', 'BackupStorageLocation', 'velero/old', {
            spec: {},
            status: { phase: 'Unavailable' },
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'backup-elsewhere',
      'postgresql',
      'A store of the same name in another domain.',
      p => {
        p.objects.push(...app({ name: 'minio' }));
        edit(p, 'BackupStorageLocation', 'velero/offsite').spec.config.s3Url =
          'https://minio.example.org:9000' as never;
      },
      { says: 'pass', also: ['minio *'] },
    ],
    [
      'restore-proven',
      'postgresql',
      'The drill restored into another namespace, as drills do.',
      p => {
        edit(p, 'Restore', 'velero/drill').spec.namespaceMapping = {
          data: 'data-drill',
        } as never;
      },
      { says: 'pass' },
    ],
    [
      'restore-proven',
      'orders',
      'It has no data to restore.',
      () => undefined,
      { says: 'not-applicable' },
    ],
    [
      'restore-in-time',
      'postgresql',
      'An older restore was slow, the last one was not.',
      p => {
        p.objects.push(
          make('velero.io/v1', 'Restore', 'velero/slow', {
            created: hoursAgo(24 * 60),
            spec: { includedNamespaces: ['*'] },
            status: {
              phase: 'Completed',
              startTimestamp: hoursAgo(24 * 60),
              completionTimestamp: hoursAgo(24 * 60 - 12),
            },
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'backup-retention',
      'postgresql',
      'No ttl is thirty days.',
      p => {
        delete (
          edit(p, 'Schedule', 'velero/daily').spec.template as Record<
            string,
            unknown
          >
        ).ttl;
      },
      { says: 'pass' },
    ],
  ),
  ...unknowables(
    [
      'backup-covers',
      'postgresql',
      'Schedules may not be read.',
      p => {
        p.unread.push('velero.io/schedules');
      },
    ],
    [
      'restore-proven',
      'postgresql',
      'Restores may not be read.',
      p => {
        p.unread.push('velero.io/restores');
      },
    ],
    [
      'backup-elsewhere',
      'postgresql',
      'Where the place is, its configuration does not say.',
      p => {
        edit(p, 'BackupStorageLocation', 'velero/offsite').spec.config =
          {} as never;
      },
    ],
    [
      'restore-in-time',
      'postgresql',
      'When the restore began and ended is not said.',
      p => {
        edit(p, 'Restore', 'velero/drill').status = {
          phase: 'Completed',
        } as never;
      },
    ],
  ),
];
