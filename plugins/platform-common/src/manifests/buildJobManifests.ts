import type { BuiltDocument, Size } from './buildHardened';
import {
  buildKustomization,
  buildNetworkPolicy,
  buildServiceAccount,
  containerSecurity,
  egressToDns,
  egressToInternet,
  labelsOf,
  metadataOf,
  podSecurity,
  resourcesOf,
} from './buildHardened';
import { isPinned } from './containerRules';
import { isCron } from './cron';
import type { DocumentObject } from './document';

/** A job that runs on a schedule and calls the outside. */
export interface JobSpec {
  readonly name: string;
  readonly namespace: string;
  readonly image: string;
  /** Five fields, UTC. */
  readonly schedule: string;
  /** True when another scheduler starts the job and this one is only for runs by hand. */
  readonly suspended: boolean;
  readonly size: Size;
  /** Where the key comes from: the variable, and the Secret of the same cluster. */
  readonly secret: {
    readonly variable: string;
    readonly name: string;
    readonly key: string;
  };
  /** Hours after the last success when somebody is told. */
  readonly freshnessHours: number;
  /** Entity of the owner, for the alert. */
  readonly owner: string;
}

const DATA = '/data';

function buildPod(spec: JobSpec): DocumentObject {
  return {
    serviceAccountName: spec.name,
    automountServiceAccountToken: false,
    restartPolicy: 'Never',
    securityContext: podSecurity(),
    containers: [
      {
        name: spec.name,
        image: spec.image,
        imagePullPolicy: 'IfNotPresent',
        args: ['run'],
        env: [
          { name: 'CONNECTOR_DATA', value: DATA },
          {
            name: spec.secret.variable,
            valueFrom: {
              secretKeyRef: { name: spec.secret.name, key: spec.secret.key },
            },
          },
        ],
        resources: resourcesOf(spec.size),
        securityContext: containerSecurity(),
        volumeMounts: [
          { name: 'data', mountPath: DATA },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
    volumes: [
      { name: 'data', persistentVolumeClaim: { claimName: spec.name } },
      { name: 'tmp', emptyDir: { sizeLimit: '256Mi' } },
    ],
  };
}

function buildCronJob(spec: JobSpec): BuiltDocument {
  return {
    file: 'deploy/cronjob.yaml',
    content: {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: metadataOf(spec.name, spec.namespace),
      spec: {
        schedule: spec.schedule,
        timeZone: 'Etc/UTC',
        suspend: spec.suspended,
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 3600,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          metadata: { labels: labelsOf(spec.name) },
          spec: {
            backoffLimit: 2,
            activeDeadlineSeconds: 3600,
            ttlSecondsAfterFinished: 172800,
            template: {
              metadata: {
                labels: labelsOf(spec.name),
                annotations: { 'sidecar.istio.io/inject': 'false' },
              },
              spec: buildPod(spec),
            },
          },
        },
      },
    },
  };
}

function buildClaim({ name, namespace }: JobSpec): BuiltDocument {
  return {
    file: 'deploy/persistentvolumeclaim.yaml',
    content: {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: metadataOf(name, namespace),
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '5Gi' } },
      },
    },
  };
}

function alert(
  spec: JobSpec,
  rule: {
    alert: string;
    expr: string;
    for: string;
    severity: string;
    summary: string;
  },
): DocumentObject {
  return {
    alert: rule.alert,
    expr: rule.expr,
    for: rule.for,
    labels: { severity: rule.severity, pipeline: spec.name, owner: spec.owner },
    annotations: { summary: rule.summary, runbook: 'docs/runbook.md' },
  };
}

function buildAlerts(spec: JobSpec): BuiltDocument {
  const { name, namespace, freshnessHours } = spec;
  const selector = `{namespace="${namespace}",cronjob="${name}"}`;
  const lastSuccess = `kube_cronjob_status_last_successful_time${selector}`;
  const stale = alert(spec, {
    alert: 'ConnectorStale',
    expr: `time() - ${lastSuccess} > ${freshnessHours * 3600}`,
    for: '15m',
    severity: 'warning',
    summary: `${name} has not succeeded for more than ${freshnessHours} hours.`,
  });
  const silent = alert(spec, {
    alert: 'ConnectorNeverSucceeded',
    expr: `absent(${lastSuccess})`,
    for: `${freshnessHours}h`,
    severity: 'warning',
    summary: `${name} has not succeeded once, or its metrics are gone.`,
  });
  const failing = alert(spec, {
    alert: 'ConnectorFailing',
    expr: `sum(kube_job_status_failed{namespace="${namespace}",job_name=~"${name}-.+"}) > 0`,
    for: '5m',
    severity: 'warning',
    summary: `A run of ${name} has failed.`,
  });
  return {
    file: 'deploy/prometheusrule.yaml',
    content: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: metadataOf(name, namespace),
      spec: { groups: [{ name, rules: [stale, silent, failing] }] },
    },
  };
}

/**
 * The manifests of a scheduled job, hardened: CronJob, account, claim, network policy, alerts, kustomization.
 *
 * @throws RangeError when the schedule or the image cannot be used.
 */
export function buildJobManifests(spec: JobSpec): BuiltDocument[] {
  if (!isCron(spec.schedule)) {
    throw new RangeError(
      `'${spec.schedule}' is no schedule; write five fields such as "30 6 * * *".`,
    );
  }
  if (!isPinned(spec.image)) {
    throw new RangeError(
      `The image '${spec.image}' is not pinned; name a version or a digest, never "latest".`,
    );
  }
  const documents = [
    buildServiceAccount(spec.name, spec.namespace),
    buildCronJob(spec),
    buildClaim(spec),
    buildAlerts(spec),
    buildNetworkPolicy({
      name: spec.name,
      namespace: spec.namespace,
      ingress: [],
      egress: [egressToDns(), egressToInternet()],
    }),
  ];
  return [...documents, buildKustomization(documents)];
}
