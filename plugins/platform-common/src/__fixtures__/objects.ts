/** Small builders of Kubernetes objects for tests; nothing here is part of the package. */
import { InventoryObject, JsonObject, KubernetesObject } from '../kubernetes';

/** The moment at which the tests' world is looked at. */
export const NOW = Date.parse('2026-01-15T12:00:00Z');

/** An ISO 8601 time some minutes before {@link NOW}. */
export function minutesAgo(minutes: number): string {
  return new Date(NOW - minutes * 60_000).toISOString();
}

/** Puts an object into the inventory of a cluster. */
export function seen(
  object: KubernetesObject,
  cluster = 'demo',
): InventoryObject {
  return {
    cluster,
    object,
    source: { kind: 'cluster', name: cluster, detail: `GET ${object.kind}` },
    observedAt: minutesAgo(0),
  };
}

interface Options {
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  image?: string;
  replicas?: number;
  ready?: number;
  container?: JsonObject;
  owner?: { apiVersion: string; kind: string; name: string; uid: string };
}

function uidOf(kind: string, namespace: string, name: string): string {
  return `uid-${kind}-${namespace}-${name}`;
}

/** A pod, ready unless told otherwise. */
export function pod(
  name: string,
  options: Options & {
    waiting?: string;
    oom?: boolean;
    phase?: string;
    since?: string;
  } = {},
): KubernetesObject {
  const { namespace = 'data', labels = {}, owner, waiting, oom } = options;
  const isReady = waiting === undefined;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels,
      uid: uidOf('Pod', namespace, name),
      ...(owner ? { ownerReferences: [{ ...owner, controller: true }] } : {}),
    },
    spec: {
      nodeName: 'node-1',
      containers: [{ name: 'main', image: options.image ?? 'app:1' }],
    },
    status: {
      phase: options.phase ?? 'Running',
      startTime: minutesAgo(60),
      conditions: [
        {
          type: 'Ready',
          status: isReady ? 'True' : 'False',
          lastTransitionTime: options.since ?? minutesAgo(14),
        },
      ],
      containerStatuses: [
        {
          name: 'main',
          ready: isReady,
          restartCount: isReady ? 0 : 7,
          state: waiting ? { waiting: { reason: waiting } } : { running: {} },
          ...(oom
            ? {
                lastState: {
                  terminated: { reason: 'OOMKilled', exitCode: 137 },
                },
              }
            : {}),
        },
      ],
    },
  };
}

/** A Deployment with its ReplicaSet and pods, as a cluster has them. */
export function deployment(
  name: string,
  options: Options & { waiting?: string; oom?: boolean } = {},
): KubernetesObject[] {
  const { namespace = 'data', replicas = 1, image = `${name}:1` } = options;
  const ready = options.ready ?? replicas;
  const selector = { app: name };
  const labels = { ...selector, ...options.labels };
  const uid = uidOf('Deployment', namespace, name);
  const setName = `${name}-7f9c6d5b4`;
  const setUid = uidOf('ReplicaSet', namespace, setName);
  const owner = (kind: string, ownerName: string, ownerUid: string) => ({
    apiVersion: 'apps/v1',
    kind,
    name: ownerName,
    uid: ownerUid,
  });
  const template: JsonObject = {
    metadata: { labels },
    spec: { containers: [{ name: 'main', image, ...options.container }] },
  };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name,
        namespace,
        uid,
        labels,
        annotations: options.annotations,
      },
      spec: { replicas, selector: { matchLabels: selector }, template },
      status: { readyReplicas: ready },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: setName,
        namespace,
        uid: setUid,
        labels,
        ownerReferences: [
          { ...owner('Deployment', name, uid), controller: true },
        ],
      },
      spec: { replicas, selector: { matchLabels: selector }, template },
    },
    ...Array.from({ length: replicas }, (_, index) =>
      pod(`${setName}-x${index}`, {
        namespace,
        labels,
        image,
        owner: owner('ReplicaSet', setName, setUid),
        ...(index < ready
          ? {}
          : {
              waiting: options.waiting ?? 'CrashLoopBackOff',
              oom: options.oom,
            }),
      }),
    ),
  ];
}

/** A Kubernetes Service that selects `app=<target>`. */
export function service(
  name: string,
  target: string,
  ports: Record<string, number>,
  namespace = 'data',
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, uid: uidOf('Service', namespace, name) },
    spec: {
      selector: { app: target },
      ports: Object.entries(ports).map(([portName, port]) => ({
        name: portName,
        port,
      })),
    },
  };
}

/** An Ingress for one host to one Service. */
export function ingress(
  name: string,
  host: string,
  backend: string,
  annotations: Record<string, string> = {},
  namespace = 'data',
): KubernetesObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace, annotations },
    spec: {
      tls: [{ hosts: [host] }],
      rules: [
        {
          host,
          http: {
            paths: [{ path: '/', backend: { service: { name: backend } } }],
          },
        },
      ],
    },
  };
}

/** A Job; `state` is how it ended, if it did. */
export function job(
  name: string,
  options: Options & { state?: 'Complete' | 'Failed' } = {},
): KubernetesObject {
  const { namespace = 'data', owner, state } = options;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace,
      labels: options.labels,
      annotations: options.annotations,
      uid: uidOf('Job', namespace, name),
      creationTimestamp: minutesAgo(30),
      ...(owner ? { ownerReferences: [{ ...owner, controller: true }] } : {}),
    },
    spec: {
      template: {
        spec: {
          containers: [{ name: 'main', image: options.image ?? 'tool:1' }],
        },
      },
    },
    status: {
      startTime: minutesAgo(30),
      ...(state
        ? {
            conditions: [
              { type: state, status: 'True', message: 'BackoffLimitExceeded' },
            ],
          }
        : {}),
    },
  };
}

/** A CronJob. */
export function cronJob(
  name: string,
  options: Options & { suspend?: boolean } = {},
): KubernetesObject {
  const { namespace = 'data', suspend = false } = options;
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: {
      name,
      namespace,
      labels: options.labels,
      annotations: options.annotations,
      uid: uidOf('CronJob', namespace, name),
    },
    spec: {
      suspend,
      jobTemplate: {
        spec: {
          template: {
            spec: {
              containers: [{ name: 'main', image: options.image ?? 'tool:1' }],
            },
          },
        },
      },
    },
    status: {},
  };
}

/** A custom resource. */
export function custom(
  apiVersion: string,
  kind: string,
  name: string,
  rest: { namespace?: string; spec?: JsonObject; status?: JsonObject } = {},
): KubernetesObject {
  const { namespace = 'data', spec, status } = rest;
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, uid: uidOf(kind, namespace, name) },
    ...(spec ? { spec } : {}),
    ...(status ? { status } : {}),
  };
}
