/**
 * What the reports plan and the platform does not have: Prometheus, Alertmanager, vmalert, and the exporters that tell of
 * objects and nodes. Part of no scenario; tests that need them ask for them.
 */
import { KubernetesObject } from '../kubernetes/types';
import { BuildContext, daemonSet, deployment, service } from './build';

const NAMESPACE = 'monitoring';

/** Everything as a Deployment and a Service of one name, but for the exporter that is on every node. */
const SOFTWARE: readonly [
  name: string,
  image: string,
  port: number,
  health: string,
][] = [
  ['prometheus', 'prom/prometheus:v2.54.1', 9090, '/-/ready'],
  ['alertmanager', 'prom/alertmanager:v0.27.0', 9093, '/-/ready'],
  ['vmalert', 'victoriametrics/vmalert:v1.95.1', 8880, '/health'],
  [
    'kube-state-metrics',
    'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.13.0',
    8080,
    '/healthz',
  ],
];

/** The objects of the planned monitoring. */
export function monitoringStack(context: BuildContext): KubernetesObject[] {
  return [
    ...SOFTWARE.flatMap(([name, image, port, health]) => [
      ...deployment(context, {
        namespace: NAMESPACE,
        name,
        image,
        ports: { http: port },
        probe: { http: health, port },
      }),
      service(context, { namespace: NAMESPACE, name, ports: { http: port } }),
    ]),
    ...daemonSet(context, {
      namespace: NAMESPACE,
      name: 'node-exporter',
      image: 'quay.io/prometheus/node-exporter:v1.8.2',
      ports: { metrics: 9100 },
      probe: { http: '/', port: 9100 },
    }),
    service(context, {
      namespace: NAMESPACE,
      name: 'node-exporter',
      ports: { metrics: 9100 },
    }),
  ];
}
