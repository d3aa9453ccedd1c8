import { asText, KubernetesObject } from '../../kubernetes';
import { degraded, down, healthy, unknown } from '../judgements';
import { image, named } from '../recognisers';
import { Judgement, Profile } from '../types';

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
  recognise: [named(/^velero$/), image(/(^|\/)velero$/)],
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
    kinds: ['BackupStorageLocation'],
    good: 'every BackupStorageLocation is Available',
    judge: judgeLocations,
  },
  dependsOn: ['minio'],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://velero.io/docs/',
};
