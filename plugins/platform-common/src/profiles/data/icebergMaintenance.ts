import { Profile } from '../types';

/** Iceberg maintenance: the scheduled runs that keep tables small and fast. It never answers; its last run says how it is. */
export const icebergMaintenance: Profile = {
  id: 'iceberg-maintenance',
  title: 'Iceberg maintenance',
  description:
    'Compacts Iceberg tables and removes old snapshots and metadata on a schedule.',
  kind: 'Component',
  type: 'scheduled-job',
  system: 'data',
  recognise: [
    {
      name: /^iceberg-(compaction|maintenance|metadata|snapshots?|expire|orphan|rewrite)/,
    },
    {
      labels: { 'app.kubernetes.io/name': /^iceberg-maintenance$/ },
    },
  ],
  oneInstallationPer: 'namespace',
  scheduled: true,
  probe: {
    protocol: 'workload-only',
    reason: 'It runs on a schedule and ends; its last run says how it is.',
  },
  dependsOn: ['iceberg-rest-catalog', 'trino'],
  owner: 'group:default/data-engineering',
  docsUrl: 'https://iceberg.apache.org/docs/latest/maintenance/',
};
