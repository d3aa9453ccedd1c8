import { httpProbe, judgeText } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** VictoriaMetrics: stores the metrics of the platform. */
export const victoriaMetrics: Profile = {
  id: 'victoria-metrics',
  title: 'VictoriaMetrics',
  description: 'Stores the metrics of the platform.',
  kind: 'Resource',
  type: 'database',
  system: 'observability',
  recognise: [
    { kinds: ['VMSingle', 'VMCluster'] },
    named(
      /^(victoria-metrics(-single(-server)?|-cluster)?|vmsingle|vmcluster|vmstorage|vmselect|vminsert)$/,
    ),
    image(/(^|\/)(victoria-metrics|vmstorage|vmselect|vminsert)$/),
    chart(/^victoria-metrics-(single|cluster)$/),
  ],
  roles: [
    'vmstorage',
    'vmselect',
    'vminsert',
    'server',
    'single',
    'storage',
    'select',
    'insert',
  ],
  probe: httpProbe({
    port: 8428,
    path: '/health',
    good: '200 with the text OK',
    judge: judgeText(/^OK\s*$/i),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 8428,
    path: '/metrics',
    series: [
      'vm_rows_inserted_total',
      'vm_free_disk_space_bytes',
      'vm_slow_queries_total',
    ],
  },
  docsUrl: 'https://docs.victoriametrics.com/',
};
