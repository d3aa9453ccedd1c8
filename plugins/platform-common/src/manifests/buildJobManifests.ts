import type { BuiltDocument, Size } from './buildHardened';
import {
  buildKustomization,
  buildNetworkPolicy,
  buildServiceAccount,
  containerSecurity,
  egressOf,
  labelsOf,
  metadataOf,
  podSecurity,
  resourcesOf,
} from './buildHardened';
import type { AlertReader } from './buildAlerts';
import { buildAlerts } from './buildAlerts';
import { isPinned } from './containerRules';
import { isCron } from './cron';
import type { DocumentObject } from './document';

/** A variable and the Secret that holds its value. */
export interface JobSecret {
  readonly variable: string;
  readonly name: string;
  readonly key: string;
}

/** A job that runs on a schedule and calls the outside. */
export interface JobSpec {
  readonly name: string;
  readonly namespace: string;
  readonly image: string;
  /** Five fields, in `timezone`. */
  readonly schedule: string;
  /** IANA zone, UTC unless said. */
  readonly timezone?: string;
  /** True when another scheduler starts the job and this one is only for runs by hand. */
  readonly suspended: boolean;
  readonly size: Size;
  /** Where keys come from: the variable, and the Secret of the same cluster. */
  readonly secrets: readonly JobSecret[];
  /** Settings that are no secrets. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Ports inside the cluster that the job calls. */
  readonly ports?: readonly number[];
  /** Ports outside of the cluster that the job calls; 443 unless said. */
  readonly outside?: readonly number[];
  /** Hours after the last success when somebody is told. */
  readonly freshnessHours: number;
  /** Entity of the owner, who is told by the alert. */
  readonly owner: string;
  /** What it is for, in one sentence. */
  readonly description?: string;
  /** Who reads the alerts; Prometheus unless said. */
  readonly alerts?: AlertReader;
  /** Labels by which whoever reads the alerts selects them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** File of the runbook in the repository, for the alerts. */
  readonly runbook?: string;
}

const DATA = '/data';

/** Settings and references to secrets as a container takes them. */
export function buildEnvironment(
  spec: Pick<JobSpec, 'environment' | 'secrets'>,
): DocumentObject[] {
  return [
    ...Object.entries(spec.environment ?? {}).map(([name, value]) => ({
      name,
      value,
    })),
    ...spec.secrets.map(({ variable, name, key }) => ({
      name: variable,
      valueFrom: { secretKeyRef: { name, key } },
    })),
  ];
}

/** Kubernetes knows the zone of the IANA list by its long name only. */
function zoneOf(timezone: string = 'UTC'): string {
  return timezone === 'UTC' ? 'Etc/UTC' : timezone;
}

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
        // Its repository builds every push under the same tag, and the next run is to be what was pushed.
        imagePullPolicy: 'Always',
        args: ['run'],
        env: [
          { name: 'CONNECTOR_DATA', value: DATA },
          ...buildEnvironment(spec),
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
      metadata: metadataOf(spec.name, spec.namespace, spec),
      spec: {
        schedule: spec.schedule,
        timeZone: zoneOf(spec.timezone),
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
      egress: egressOf({ outside: [443], ...spec }),
    }),
  ];
  return [...documents, buildKustomization(documents)];
}
