import { httpProbe, judgeStatus } from '../httpProbe';
import { down } from '../judgements';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** MinIO: stores objects: the files of the lake, backups and event logs. */
export const minio: Profile = {
  id: 'minio',
  title: 'MinIO',
  description: 'Stores objects: the files of the lake, backups and event logs.',
  kind: 'Resource',
  type: 'object-store',
  system: 'storage',
  recognise: [
    { kinds: ['Tenant'], labels: { app: /minio/ } },
    named(/^minio(-|$)/),
    image(/(^|\/)minio$/),
  ],
  roles: ['console', 'server'],
  optional: /-console$/,
  probeService: /^(?!.*console)/,
  probe: httpProbe({
    port: 9000,
    path: '/minio/health/ready',
    good: '200',
    judge: judgeStatus,
    statuses: { 503: down('says that it is not ready (503)') },
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://min.io/docs/minio/kubernetes/upstream/',
};
