import { asText, asTime, KubernetesObject, labelOf } from '../../kubernetes';
import { degraded, down, healthy, unknown } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Judgement, Profile } from '../types';

/** The newest ended backup of each schedule; what was made by hand counts as one schedule. */
function newestBackups(objects: readonly KubernetesObject[]) {
  const newest = new Map<string, KubernetesObject>();
  const ended = objects.filter(({ status }) => status?.completionTimestamp);
  for (const backup of ended) {
    const schedule = labelOf(backup, 'velero.io/schedule-name') ?? '';
    const known = newest.get(schedule);
    if (!known || timeOf(backup) > timeOf(known)) newest.set(schedule, backup);
  }
  return [...newest.values()];
}

function timeOf({ status }: KubernetesObject): number {
  return asTime(asText(status?.completionTimestamp)) ?? 0;
}

/** Storage first: without it nothing else matters. Then whether the last backups succeeded. */
function judgeBackups(objects: KubernetesObject[]): Judgement {
  const ofKind = (name: string) => objects.filter(({ kind }) => kind === name);
  const storage = judgeLocations(ofKind('BackupStorageLocation'));
  if (storage.state !== 'healthy') return storage;
  const failed = newestBackups(ofKind('Backup')).filter(({ status }) =>
    /Failed/.test(asText(status?.phase) ?? ''),
  );
  const [first] = failed;
  return first
    ? degraded(
        `the last backup ${first.metadata.name} is ${asText(
          first.status?.phase,
        )}`,
      )
    : storage;
}

function judgeLocations(objects: KubernetesObject[]): Judgement {
  const locations = objects.map(object => ({
    name: object.metadata.name,
    phase: asText(object.status?.phase),
    message: asText(object.status?.message),
  }));
  if (locations.length === 0)
    return down('has no BackupStorageLocation, so nothing can be backed up');
  const away = locations.filter(
    ({ phase }) => phase !== undefined && phase !== 'Available',
  );
  const silent = locations.filter(({ phase }) => phase === undefined);
  if (away.length > 0) {
    const [first] = away;
    const because = `backup storage ${first.name} is ${first.phase}${
      first.message ? `: ${first.message}` : ''
    }`;
    return away.length === locations.length ? down(because) : degraded(because);
  }
  return silent.length > 0
    ? unknown(`backup storage ${silent[0].name} has not been checked yet`)
    : healthy(
        `backup storage ${locations
          .map(({ name }) => name)
          .join(', ')} is Available`,
      );
}

/** Velero. It has no health address: whether it can reach its storage is written into its custom resources. */
export const velero: Profile = {
  id: 'velero',
  title: 'Velero',
  description: 'Backs up and restores resources and volumes.',
  kind: 'Component',
  type: 'service',
  system: 'storage',
  recognise: [named(/^velero$/), image(/(^|\/)velero$/), chart(/^velero$/)],
  oneInstallationPer: 'namespace',
  optional: /node-agent|restic/,
  runs: [
    'Backup',
    'Restore',
    'BackupRepository',
    'DataUpload',
    'DataDownload',
    'PodVolumeBackup',
    'PodVolumeRestore',
    'Schedule',
  ],
  probe: {
    protocol: 'custom-resource',
    kinds: ['BackupStorageLocation', 'Backup'],
    group: /^velero\.io$/,
    good: 'every BackupStorageLocation is Available and the last Backup of each schedule succeeded',
    judge: judgeBackups,
  },
  dependsOn: ['minio'],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 8085,
    path: '/metrics',
    series: [
      'velero_backup_last_successful_timestamp',
      'velero_backup_failure_total',
      'velero_backup_partial_failure_total',
    ],
  },
  docsUrl: 'https://velero.io/docs/',
};
