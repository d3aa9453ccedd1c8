/** Builders of healthy objects; what a case plants is written over them. */
import { JsonObject, KubernetesObject } from '../../../kubernetes';
import { NOW } from '../../testing/observeNow';

/** ISO 8601 time some hours before the benchmark's now. */
export function hoursAgo(hours: number): string {
  return new Date(NOW - hours * 3_600_000).toISOString();
}

/** ISO 8601 time some days after the benchmark's now. */
export function inDays(days: number): string {
  return new Date(NOW + days * 86_400_000).toISOString();
}

/** Any object. `place` is `namespace/name`, or the name alone. */
export function make(
  apiVersion: string,
  kind: string,
  place: string,
  rest: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    owner?: KubernetesObject;
    created?: string;
    [key: string]: unknown;
  } = {},
): KubernetesObject {
  const { labels, annotations, owner, created, ...other } = rest;
  const [name, namespace] = place.split('/').reverse();
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      uid: `${kind}-${place}`,
      creationTimestamp: created ?? hoursAgo(24 * 30),
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
      ...(owner
        ? {
            ownerReferences: [
              {
                apiVersion: owner.apiVersion,
                kind: owner.kind,
                name: owner.metadata.name,
                uid: owner.metadata.uid!,
                controller: true,
              },
            ],
          }
        : {}),
    },
    ...other,
  } as KubernetesObject;
}

/** A container with nothing wrong with it. */
export function container(name: string, rest: JsonObject = {}): JsonObject {
  return {
    name,
    image: `example/${name}:1.4.2`,
    resources: {
      requests: { cpu: '100m', memory: '256Mi' },
      limits: { cpu: '1', memory: '512Mi' },
    },
    securityContext: {
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...rest,
  };
}

/** Probes and a port, as a container that serves has them. */
export function serving(port: number): JsonObject {
  return {
    ports: [{ name: 'http', containerPort: port }],
    readinessProbe: { httpGet: { path: '/ready', port } },
    livenessProbe: { httpGet: { path: '/live', port } },
  };
}

/** A pod that runs and is ready. */
export function pod(options: {
  place: string;
  owner: KubernetesObject;
  labels: Record<string, string>;
  spec: JsonObject;
  node: string;
}): KubernetesObject {
  const { place, owner, labels, spec, node } = options;
  const containers = (spec.containers as JsonObject[]) ?? [];
  return make('v1', 'Pod', place, {
    owner,
    labels,
    spec: { ...structuredClone(spec), nodeName: node },
    status: {
      phase: 'Running',
      startTime: hoursAgo(48),
      conditions: [
        { type: 'PodScheduled', status: 'True' },
        { type: 'Ready', status: 'True' },
      ],
      containerStatuses: containers.map(({ name, image }) => ({
        name,
        image,
        ready: true,
        restartCount: 0,
        state: { running: { startedAt: hoursAgo(48) } },
      })),
    },
  });
}

/** What an app consists of. */
export interface AppOptions {
  name: string;
  namespace?: string;
  kind?: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  replicas?: number;
  port?: number;
  spec?: JsonObject;
  container?: JsonObject;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/** A workload with its pods, Service, addresses and budget: everything that it should have. */
export function app(options: AppOptions): KubernetesObject[] {
  const {
    name,
    namespace = 'data',
    kind = 'Deployment',
    port = 8080,
  } = options;
  const { replicas = 2 } = options;
  const place = `${namespace}/${name}`;
  const selector = { 'app.kubernetes.io/name': name };
  const labels = { ...selector, ...options.labels };
  const spec: JsonObject = {
    containers: [container(name, { ...serving(port), ...options.container })],
    ...options.spec,
  };
  const counts =
    kind === 'DaemonSet'
      ? { desiredNumberScheduled: replicas, numberReady: replicas }
      : { replicas, readyReplicas: replicas, updatedReplicas: replicas };
  const workload = make('apps/v1', kind, place, {
    labels,
    annotations: options.annotations,
    spec: {
      ...(kind === 'DaemonSet' ? {} : { replicas }),
      selector: { matchLabels: selector },
      template: { metadata: { labels }, spec },
    },
    status: {
      ...counts,
      conditions: [
        {
          type: 'Progressing',
          status: 'True',
          reason: 'NewReplicaSetAvailable',
        },
      ],
    },
  });
  const set = make('apps/v1', 'ReplicaSet', `${place}-5d8f`, {
    owner: workload,
    labels,
    spec: {
      replicas,
      selector: { matchLabels: selector },
      template: { metadata: { labels }, spec },
    },
    status: { replicas, readyReplicas: replicas },
  });
  const owner = kind === 'Deployment' ? set : workload;
  const pods = Array.from({ length: replicas }, (_, i) =>
    pod({
      place: `${owner === set ? `${place}-5d8f` : place}-${i}`,
      owner,
      labels,
      spec,
      node: `node-${(i % 3) + 1}`,
    }),
  );
  const service = make('v1', 'Service', place, {
    labels,
    spec: { selector, ports: [{ name: 'http', port, targetPort: 'http' }] },
  });
  const slice = make('discovery.k8s.io/v1', 'EndpointSlice', `${place}-abc`, {
    owner: service,
    labels: { 'kubernetes.io/service-name': name },
    endpoints: pods.map(({ metadata }) => ({
      addresses: ['10.0.0.1'],
      conditions: { ready: true },
      targetRef: { kind: 'Pod', name: metadata.name },
    })),
  });
  const budget = make('policy/v1', 'PodDisruptionBudget', place, {
    spec: { maxUnavailable: 1, selector: { matchLabels: selector } },
    status: { expectedPods: replicas },
  });
  return [
    workload,
    ...(kind === 'Deployment' ? [set] : []),
    ...pods,
    service,
    slice,
    ...(replicas > 1 && kind !== 'DaemonSet' ? [budget] : []),
  ];
}

/** A CronJob whose last run ended well. */
export function cronJob(
  name: string,
  rest: { container?: JsonObject; spec?: JsonObject; namespace?: string } = {},
): KubernetesObject[] {
  const place = `${rest.namespace ?? 'data'}/${name}`;
  const labels = { 'app.kubernetes.io/name': name };
  const spec: JsonObject = {
    restartPolicy: 'OnFailure',
    containers: [
      container(name, {
        command: ['python', '-m', 'ingest'],
        ...rest.container,
      }),
    ],
  };
  const template: JsonObject = {
    metadata: { labels, annotations: { 'sidecar.istio.io/inject': 'false' } },
    spec,
  };
  const cron = make('batch/v1', 'CronJob', place, {
    labels,
    spec: {
      schedule: '30 6 * * *',
      concurrencyPolicy: 'Forbid',
      jobTemplate: { spec: { backoffLimit: 3, template } },
      ...rest.spec,
    },
    status: {
      lastScheduleTime: hoursAgo(11),
      lastSuccessfulTime: hoursAgo(10.9),
    },
  });
  const job = make('batch/v1', 'Job', `${place}-2901`, {
    owner: cron,
    labels,
    created: hoursAgo(11),
    spec: { backoffLimit: 3, template },
    status: {
      succeeded: 1,
      startTime: hoursAgo(11),
      completionTime: hoursAgo(10.9),
      conditions: [{ type: 'Complete', status: 'True' }],
    },
  });
  const ended = pod({
    place: `${place}-2901-x`,
    owner: job,
    labels,
    spec,
    node: 'node-1',
  });
  ended.status = {
    phase: 'Succeeded',
    startTime: hoursAgo(11),
    containerStatuses: [
      {
        name,
        image: `example/${name}:1.4.2`,
        ready: false,
        restartCount: 0,
        state: {
          terminated: {
            reason: 'Completed',
            exitCode: 0,
            finishedAt: hoursAgo(10.9),
          },
        },
      },
    ],
  };
  return [cron, job, ended];
}
