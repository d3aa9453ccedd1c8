import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Longhorn: provides replicated block storage. */
export const longhorn: Profile = {
  id: 'longhorn',
  title: 'Longhorn',
  description: 'Provides replicated block storage.',
  kind: 'Component',
  type: 'service',
  system: 'storage',
  recognise: [
    {
      labels: {
        app: /^(longhorn|csi-(attacher|provisioner|resizer|snapshotter)|longhorn-.*)$/,
      },
      image: /longhorn/,
    },
    named(/^longhorn$/),
    image(/longhornio\//),
    chart(/^longhorn$/),
  ],
  oneInstallationPer: 'namespace',
  probe: {
    protocol: 'workload-only',
    reason: 'Its pods and volumes speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 9500,
    path: '/metrics',
    series: ['longhorn_volume_robustness', 'longhorn_node_storage_usage_bytes'],
  },
  docsUrl: 'https://longhorn.io/docs/',
};
