import { httpProbe, judgeStatus } from '../httpProbe';
import { down } from '../judgements';
import { chart, image, named } from '../recognisers';
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
    { kinds: ['Tenant'], group: /^minio\.min\.io$/ },
    named(/^minio(-|$)/),
    image(/(^|\/)minio$/),
    chart(/^(minio|tenant)$/),
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
  metrics: {
    port: 9000,
    path: '/minio/v2/metrics/cluster',
    series: [
      'minio_cluster_capacity_usable_free_bytes',
      'minio_cluster_health_status',
      'minio_s3_requests_errors_total',
    ],
  },
  docsUrl: 'https://min.io/docs/minio/kubernetes/upstream/',
};
