import { KubernetesObject, Workload } from './types';
import { labelsOf, podSpecOf, selectorOf } from './workloadObject';

const NODES = 40;

function ownedBy(apiVersion: string, kind: string, name: string) {
  // The store fills the uid in: it knows the owner by kind and name.
  return [{ apiVersion, kind, name, uid: '', controller: true }];
}

function replicaSetOf(workload: Workload): KubernetesObject {
  const { name, namespace, replicas } = workload;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-6d9f`,
      namespace,
      labels: labelsOf(workload),
      ownerReferences: ownedBy('apps/v1', 'Deployment', name),
    },
    spec: {
      replicas,
      selector: { matchLabels: selectorOf(workload) },
      template: {
        metadata: { labels: labelsOf(workload) },
        spec: podSpecOf(workload),
      },
    },
    status: { replicas, readyReplicas: replicas, observedGeneration: 1 },
  };
}

/** Pod number `index` of a workload, running and ready. */
export function podOf(workload: Workload, index: number): KubernetesObject {
  const { name, namespace, kind, image } = workload;
  const owner = kind === 'Deployment' ? `${name}-6d9f` : name;
  const ownerKind = kind === 'Deployment' ? 'ReplicaSet' : kind;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${owner}-${index}`,
      namespace,
      labels: labelsOf(workload),
      ownerReferences: ownedBy('apps/v1', ownerKind, owner),
      creationTimestamp: '2026-11-01T08:00:00Z',
    },
    spec: {
      ...podSpecOf(workload),
      nodeName: `node-${(name.length + index) % NODES}`,
    },
    status: {
      phase: 'Running',
      podIP: `10.${index % 250}.0.7`,
      startTime: '2026-11-01T08:00:00Z',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [
        {
          name: 'main',
          image,
          ready: true,
          started: true,
          restartCount: 0,
          state: { running: { startedAt: '2026-11-01T08:00:05Z' } },
        },
      ],
    },
  };
}

function serviceOf(workload: Workload): KubernetesObject {
  const { name, namespace, port } = workload;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: labelsOf(workload) },
    spec: {
      type: 'ClusterIP',
      selector: selectorOf(workload),
      ports: [{ name: 'http', port, targetPort: 'http', protocol: 'TCP' }],
    },
    status: { loadBalancer: {} },
  };
}

function configOf(workload: Workload): KubernetesObject {
  const { name, namespace } = workload;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${name}-config`, namespace, labels: labelsOf(workload) },
    data: { 'application.yaml': `name: ${name}\nthreads: 4\nlog: info\n` },
  };
}

/** What stands beside a workload: ReplicaSet, pods, Service and configuration, as a chart brings them. */
export function companionsOf(workload: Workload): KubernetesObject[] {
  const { kind, replicas } = workload;
  if (kind === 'CronJob') return [configOf(workload)];
  return [
    ...(kind === 'Deployment' ? [replicaSetOf(workload)] : []),
    ...Array.from({ length: replicas }, (_, index) => podOf(workload, index)),
    serviceOf(workload),
    configOf(workload),
  ];
}
