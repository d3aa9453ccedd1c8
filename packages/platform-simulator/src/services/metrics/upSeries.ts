import type { ServiceCall } from '../types';
import type { Series } from './types';

/** What vmagent scrapes: namespace, Service, port. */
const SCRAPED: readonly (readonly [string, string, number])[] = [
  ['data-platform', 'dolphinscheduler-api', 12345],
  ['data-platform', 'trino', 8080],
  ['data-platform', 'minio-service', 9000],
  ['data-platform', 'iceberg-rest-catalog', 8181],
  ['data-platform', 'superset', 8088],
  ['data-platform', 'spark-history-server', 18080],
  ['data-platform', 'datahub-gms', 8080],
  ['data-platform', 'portal-services', 8080],
  ['kong', 'kong-admin', 8001],
  ['cloudflare-tunnel', 'cloudflared-metrics', 2000],
  ['monitoring', 'grafana', 3000],
  ['victoria-metrics', 'loki', 3100],
  ['velero', 'velero-metrics', 8085],
  ['monitoring', 'kube-state-metrics', 8080],
  ['monitoring', 'node-exporter', 9100],
  ['monitoring', 'alertmanager', 9093],
];

/** A place that is scraped and whether its pods answer. */
export interface Scraped {
  job: string;
  namespace: string;
  instance: string;
  path: string;
  up: boolean;
}

/** What is scraped: every Service of the list that the world has. */
export function listScraped(call: Pick<ServiceCall, 'state'>): Scraped[] {
  return SCRAPED.flatMap(([namespace, job, port]) => {
    const pods = call.state.readyPods(namespace, job);
    const path =
      job === 'minio-service' ? '/minio/v2/metrics/cluster' : '/metrics';
    return pods.exists
      ? [
          {
            job,
            namespace,
            instance: `${job}.${namespace}.svc:${port}`,
            path,
            up: pods.ready > 0,
          },
        ]
      : [];
  });
}

/** `up` of everything that is scraped. */
export function upSeries(call: Pick<ServiceCall, 'state'>): Series[] {
  return listScraped(call).map(({ job, namespace, instance, up }) => ({
    labels: { __name__: 'up', job, kubernetes_namespace: namespace, instance },
    value: up ? 1 : 0,
  }));
}
