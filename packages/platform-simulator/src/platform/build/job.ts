/** Jobs and CronJobs, with the runs that are kept. */
import { KubernetesObject } from '../../kubernetes/types';
import {
  BuildContext,
  HOUR,
  MINUTE,
  SECOND,
  USUAL_AGE,
  makeObject,
} from './context';
import { JobRun, PodState } from './condition';
import {
  ContainerSpec,
  makeContainer,
  podVolumes,
  sidecarContainer,
} from './container';
import { NodeName, makePod } from './pod';

/** A Job as the areas describe it. */
export interface JobSpec extends ContainerSpec {
  namespace: string;
  name: string;
  labels?: Record<string, string>;
  podAnnotations?: Record<string, string>;
  serviceAccount?: string;
  sidecar?: boolean;
  node?: NodeName;
  backoffLimit?: number;
}

/** A CronJob as the areas describe it. */
export interface CronJobSpec extends JobSpec {
  schedule: string;
  suspend?: boolean;
  /** Milliseconds since the last run that succeeded; the usual run fits it. Default: 3 hours. */
  lastSuccess?: number;
  concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
}

/** A Job and its pods. */
export function job(
  context: BuildContext,
  spec: JobSpec,
  run: JobRun,
  owner?: KubernetesObject,
): KubernetesObject[] {
  const uid = context.uid('Job', spec.namespace, run.name);
  const labels = {
    ...spec.labels,
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': run.name,
    'job-name': run.name,
  };
  const template = jobTemplate(spec, labels);
  const made = makeObject(context, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    name: run.name,
    namespace: spec.namespace,
    labels: spec.labels,
    owner,
    age: run.age,
    body: {
      spec: {
        backoffLimit: spec.backoffLimit ?? 6,
        completions: 1,
        parallelism: 1,
        completionMode: 'NonIndexed',
        suspend: false,
        selector: {
          matchLabels: { 'batch.kubernetes.io/controller-uid': uid },
        },
        template,
      },
      status: jobStatus(context, run),
    },
  });
  const pods = run.pods.map((state, index) =>
    makePod(context, {
      name: `${run.name}-${context.suffix(5, 'pod', run.name, String(index))}`,
      namespace: spec.namespace,
      owner: made,
      labels,
      annotations: spec.podAnnotations,
      spec: template.spec,
      node: spec.node ?? 'k8s-worker',
      state,
      age: run.age - index * 4 * MINUTE,
    }),
  );
  return [made, ...pods];
}

/** A CronJob, its kept runs and their pods. */
export function cronJob(
  context: BuildContext,
  spec: CronJobSpec,
): KubernetesObject[] {
  const key = `${spec.namespace}/${spec.name}`;
  const lastSuccess = spec.lastSuccess ?? 3 * HOUR;
  const runs = context.condition.runs[key] ?? [
    { name: 'last', age: lastSuccess, pods: [{ state: 'completed' }] },
  ];
  const owner = makeObject(context, {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    name: spec.name,
    namespace: spec.namespace,
    labels: spec.labels,
    age: USUAL_AGE,
    body: {
      spec: {
        schedule: spec.schedule,
        suspend: spec.suspend ?? false,
        concurrencyPolicy: spec.concurrencyPolicy ?? 'Forbid',
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 1,
        jobTemplate: {
          spec: {
            backoffLimit: spec.backoffLimit ?? 6,
            template: jobTemplate(spec, spec.labels ?? {}),
          },
        },
      },
      status: cronJobStatus(context, spec, runs, lastSuccess),
    },
  });
  return [
    owner,
    ...runs.flatMap(run =>
      job(context, spec, { ...run, name: runName(context, spec, run) }, owner),
    ),
  ];
}

function cronJobStatus(
  context: BuildContext,
  spec: CronJobSpec,
  runs: JobRun[],
  lastSuccess: number,
) {
  const active = runs.filter(run => run.pods.some(isUnfinished));
  const succeeded = runs.find(run => run.pods.some(isCompleted));
  const ages = runs.map(run => run.age);
  const lastGood =
    succeeded?.age ?? Math.max(lastSuccess, ...ages.map(age => age + 4 * HOUR));
  return {
    lastScheduleTime: context.ago(Math.min(...ages)),
    lastSuccessfulTime: context.ago(lastGood - 2 * MINUTE),
    ...(active.length
      ? {
          active: active.map(run => ({
            apiVersion: 'batch/v1',
            kind: 'Job',
            namespace: spec.namespace,
            name: runName(context, spec, run),
            uid: context.uid(
              'Job',
              spec.namespace,
              runName(context, spec, run),
            ),
          })),
        }
      : {}),
  };
}

/** The CronJob controller names a run after its scheduled minute. */
function runName(context: BuildContext, spec: CronJobSpec, run: JobRun) {
  return `${spec.name}-${Math.floor((context.now - run.age) / MINUTE)}`;
}

function jobTemplate(spec: JobSpec, labels: Record<string, string>) {
  return {
    metadata: {
      labels: {
        ...labels,
        'sidecar.istio.io/inject': spec.sidecar ? 'true' : 'false',
      },
      ...(spec.podAnnotations ? { annotations: spec.podAnnotations } : {}),
    },
    spec: {
      containers: [
        makeContainer(spec.name, spec),
        ...(spec.sidecar ? [sidecarContainer()] : []),
      ],
      volumes: podVolumes(spec.volumes),
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      serviceAccountName: spec.serviceAccount ?? 'default',
      securityContext: {},
    },
  };
}

function jobStatus(context: BuildContext, run: JobRun) {
  const started = context.ago(run.age);
  const failed = run.pods.filter(pod => pod.state === 'failed').length;
  if (run.pods.some(isUnfinished)) {
    return { active: 1, startTime: started, ready: 0 };
  }
  const ended = context.ago(run.age - 2 * MINUTE - 5 * SECOND);
  const condition = (type: string, more: Record<string, string>) => ({
    type,
    status: 'True',
    lastProbeTime: ended,
    lastTransitionTime: ended,
    ...more,
  });
  return failed === run.pods.length
    ? {
        startTime: started,
        failed,
        conditions: [
          condition('Failed', {
            reason: 'BackoffLimitExceeded',
            message: 'Job has reached the specified backoff limit',
          }),
        ],
      }
    : {
        startTime: started,
        completionTime: ended,
        succeeded: 1,
        conditions: [condition('Complete', {})],
      };
}

function isCompleted(state: PodState): boolean {
  return state.state === 'completed';
}

function isUnfinished(state: PodState): boolean {
  return state.state !== 'completed' && state.state !== 'failed';
}
