import type { AlertReader } from './buildAlerts';
import type { BuiltDocument } from './buildHardened';
import { metadataOf, selectorOf, withLabels } from './buildHardened';

/** A workload that is asked for its numbers. */
export interface PodMonitorSpec {
  readonly name: string;
  readonly namespace: string;
  /** Name of the port that serves `/metrics`. */
  readonly port: string;
  /** Who asks: the operator of Prometheus (unless said) or the one of VictoriaMetrics. */
  readonly alerts?: AlertReader;
  /** Labels by which the operator selects its monitors. */
  readonly labels?: Readonly<Record<string, string>>;
}

const READERS = {
  prometheus: {
    file: 'deploy/podmonitor.yaml',
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
  },
  victoriametrics: {
    file: 'deploy/vmpodscrape.yaml',
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMPodScrape',
  },
} as const;

/** Has the pods of a workload asked for their numbers. */
export function buildPodMonitor(spec: PodMonitorSpec): BuiltDocument {
  const { name, namespace, port, labels } = spec;
  const { file, apiVersion, kind } = READERS[spec.alerts ?? 'prometheus'];
  return {
    file,
    content: {
      apiVersion,
      kind,
      metadata: withLabels(metadataOf(name, namespace), labels),
      spec: {
        selector: { matchLabels: selectorOf(name) },
        podMetricsEndpoints: [{ port, path: '/metrics', interval: '30s' }],
      },
    },
  };
}
