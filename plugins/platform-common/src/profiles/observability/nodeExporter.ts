import { httpProbe, judgePage } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Node exporter: reports metrics of the nodes. */
export const nodeExporter: Profile = {
  id: 'node-exporter',
  title: 'Node exporter',
  description: 'Reports metrics of the nodes.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^(prometheus-)?node-exporter$/),
    image(/(^|\/)node-exporter$/),
    chart(/^prometheus-node-exporter$/),
  ],
  probe: httpProbe({ port: 9100, path: '/', good: '200', judge: judgePage }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 9100,
    path: '/metrics',
    series: [
      'node_cpu_seconds_total',
      'node_filesystem_avail_bytes',
      'node_memory_MemAvailable_bytes',
    ],
  },
  docsUrl: 'https://prometheus.io/docs/guides/node-exporter/',
};
