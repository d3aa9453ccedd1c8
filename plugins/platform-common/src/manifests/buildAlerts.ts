/*
 * When somebody is told about a pipeline. What Kubernetes starts is known to kube-state-metrics; what another scheduler starts is known only by the
 * numbers that the connector itself sends, since its CronJob is there for runs by hand and never succeeds. Those numbers come once a run: five minutes
 * later a plain question finds none, so each looks back, for longer than silence may last. A failure is over when a run after it ended well.
 */
import type { BuiltDocument } from './buildHardened';
import { metadataOf, withLabels } from './buildHardened';
import type { DocumentObject } from './document';
import { lookBack } from './lookBack';

/** Who reads the alerts: the Prometheus operator or the one of VictoriaMetrics. */
export type AlertReader = 'prometheus' | 'victoriametrics';

/** What alerts need to know of a pipeline. */
export interface AlertSpec {
  readonly name: string;
  readonly namespace: string;
  readonly owner: string;
  readonly freshnessHours: number;
  /** True when another scheduler starts the runs. */
  readonly suspended: boolean;
  /** True for a workload that never ends by itself: it fails by being started again. */
  readonly always?: boolean;
  readonly alerts?: AlertReader;
  /** Labels by which the reader selects its rules. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly runbook?: string;
}

const READERS = {
  prometheus: {
    file: 'deploy/prometheusrule.yaml',
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
  },
  victoriametrics: {
    file: 'deploy/vmrule.yaml',
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMRule',
  },
} as const;

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly summary: string;
}

function buildRule(spec: AlertSpec, rule: Alert): DocumentObject {
  return {
    alert: rule.alert,
    expr: rule.expr,
    for: rule.for,
    labels: { severity: 'warning', pipeline: spec.name, owner: spec.owner },
    annotations: {
      summary: rule.summary,
      runbook: spec.runbook ?? 'docs/runbook.md',
    },
  };
}

function lastSuccess(spec: AlertSpec): string {
  const { name, namespace, suspended, freshnessHours } = spec;
  const own = `connector_last_success_timestamp_seconds{connector="${name}"}`;
  return suspended
    ? `max(max_over_time(${own}${lookBack(freshnessHours)}))`
    : `kube_cronjob_status_last_successful_time{namespace="${namespace}",cronjob="${name}"}`;
}

function failing(spec: AlertSpec): string {
  const { name, namespace, suspended, always, freshnessHours } = spec;
  if (always) {
    return `sum(increase(kube_pod_container_status_restarts_total{namespace="${namespace}",container="${name}"}[1h])) > 1`;
  }
  if (suspended) {
    const up = `connector_up{connector="${name}"}`;
    return `max(last_over_time(${up}${lookBack(freshnessHours)})) == 0`;
  }
  const jobs = `{namespace="${namespace}",job_name=~"${name}-.+"}`;
  const failed = `max(kube_job_status_start_time${jobs} and on (job_name) kube_job_status_failed${jobs} > 0)`;
  return `${failed} > (max(${lastSuccess(spec)}) or vector(0))`;
}

/** The alerts of a pipeline on staleness, silence and failure. */
export function buildAlerts(spec: AlertSpec): BuiltDocument {
  const { name, namespace, freshnessHours } = spec;
  const success = lastSuccess(spec);
  const rules: Alert[] = [
    {
      alert: 'ConnectorStale',
      expr: `time() - ${success} > ${freshnessHours * 3600}`,
      for: '15m',
      summary: `${name} has not succeeded for more than ${freshnessHours} hours.`,
    },
    {
      alert: 'ConnectorNeverSucceeded',
      expr: `absent(${success})`,
      for: `${freshnessHours}h`,
      summary: `${name} has not succeeded once, or its metrics are gone.`,
    },
    {
      alert: 'ConnectorFailing',
      expr: failing(spec),
      for: '5m',
      summary: spec.always
        ? `${name} was started again more than once within an hour.`
        : `A run of ${name} has failed, and none has ended well since.`,
    },
  ];
  const { file, apiVersion, kind } = READERS[spec.alerts ?? 'prometheus'];
  return {
    file,
    content: {
      apiVersion,
      kind,
      metadata: withLabels(metadataOf(name, namespace), spec.labels),
      spec: {
        groups: [{ name, rules: rules.map(one => buildRule(spec, one)) }],
      },
    },
  };
}
