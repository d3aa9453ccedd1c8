/**
 * What kube-state-metrics would tell. The platform of the documents runs none, so these series exist only in worlds
 * that have it; panels that ask for them stay empty elsewhere, as they do on the real platform.
 */
import type { KubernetesObject, ServiceCall } from '../types';
import type { Series } from './types';

interface ContainerStatus {
  name: string;
  restartCount?: number;
  state?: { waiting?: { reason?: string } };
}

interface Status {
  phase?: string;
  replicas?: number;
  availableReplicas?: number;
  readyReplicas?: number;
  conditions?: { type: string; status: string }[];
  containerStatuses?: ContainerStatus[];
}

const statusOf = (object: KubernetesObject) => (object.status ?? {}) as Status;

const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'];

function podSeries(pod: KubernetesObject): Series[] {
  const { namespace = '', name } = pod.metadata;
  const status = statusOf(pod);
  const { nodeName } = (pod.spec ?? {}) as { nodeName?: string };
  const own = { namespace, pod: name };
  return [
    {
      labels: { __name__: 'kube_pod_info', ...own, node: nodeName ?? '' },
      value: 1,
    },
    ...PHASES.map(phase => ({
      labels: { __name__: 'kube_pod_status_phase', ...own, phase },
      value: status.phase === phase ? 1 : 0,
    })),
    ...(status.containerStatuses ?? []).flatMap(
      ({ name: container, restartCount = 0, state }) => [
        {
          labels: {
            __name__: 'kube_pod_container_status_restarts_total',
            ...own,
            container,
          },
          value: restartCount,
        },
        ...(state?.waiting?.reason
          ? [
              {
                labels: {
                  __name__: 'kube_pod_container_status_waiting_reason',
                  ...own,
                  container,
                  reason: state.waiting.reason,
                },
                value: 1,
              },
            ]
          : []),
      ],
    ),
  ];
}

function workloadSeries(object: KubernetesObject, kind: string): Series[] {
  const { namespace = '', name } = object.metadata;
  const { replicas = 1 } = (object.spec ?? {}) as { replicas?: number };
  const status = statusOf(object);
  const labels = { namespace, [kind]: name };
  return [
    {
      labels: { __name__: `kube_${kind}_spec_replicas`, ...labels },
      value: replicas,
    },
    {
      labels: { __name__: `kube_${kind}_status_replicas_available`, ...labels },
      value: status.availableReplicas ?? status.readyReplicas ?? 0,
    },
  ];
}

function nodeSeries(node: KubernetesObject): Series[] {
  return (statusOf(node).conditions ?? []).flatMap(({ type, status }) =>
    ['true', 'false', 'unknown'].map(told => ({
      labels: {
        __name__: 'kube_node_status_condition',
        node: node.metadata.name,
        condition: type,
        status: told,
      },
      value: status.toLowerCase() === told ? 1 : 0,
    })),
  );
}

/** Series about objects, when somebody is there to tell them. */
export function kubeSeries({ state }: Pick<ServiceCall, 'state'>): Series[] {
  const teller = state.readyPods('monitoring', 'kube-state-metrics');
  if (!teller.exists || teller.ready === 0) return [];
  const list = (kind: string) => state.list?.(kind) ?? [];
  const told = [
    ...list('Pod').flatMap(podSeries),
    ...list('Deployment').flatMap(one => workloadSeries(one, 'deployment')),
    ...list('StatefulSet').flatMap(one => workloadSeries(one, 'statefulset')),
    ...list('Node').flatMap(nodeSeries),
  ];
  return told.map(({ labels, value }) => ({
    labels: { job: 'kube-state-metrics', ...labels },
    value,
  }));
}
