/** What kubelets tell of containers and volumes, what the API server tells of itself, and a node exporter of nodes. */
import type { KubernetesObject, ServiceCall } from '../types';
import { counter, share, type Series } from './types';

const GIB = 1024 ** 3;

function containerSeries(pod: KubernetesObject, now: number): Series[] {
  const { namespace = '', name } = pod.metadata;
  const spec = (pod.spec ?? {}) as {
    nodeName?: string;
    containers?: { name: string }[];
  };
  const { phase } = (pod.status ?? {}) as { phase?: string };
  if (phase !== 'Running') return [];
  return (spec.containers ?? []).flatMap(({ name: container }) => {
    const labels = {
      job: 'kubernetes-nodes',
      node: spec.nodeName ?? '',
      namespace,
      pod: name,
      container,
    };
    const used = Math.floor((0.2 + share(namespace, name)) * GIB);
    return [
      {
        labels: { __name__: 'container_cpu_usage_seconds_total', ...labels },
        value: counter(now, 2, name, container),
      },
      {
        labels: { __name__: 'container_memory_usage_bytes', ...labels },
        value: used,
      },
      {
        labels: { __name__: 'container_memory_working_set_bytes', ...labels },
        value: Math.floor(used * 0.9),
      },
      {
        labels: { __name__: 'container_spec_memory_limit_bytes', ...labels },
        value: 2 * GIB,
      },
      {
        labels: {
          __name__: 'container_network_receive_bytes_total',
          ...labels,
        },
        value: counter(now, 40_000, name),
      },
    ];
  });
}

function volumeSeries({ state }: Pick<ServiceCall, 'state'>): Series[] {
  return (state.claims?.() ?? []).flatMap(
    ({ namespace, name, node, usedBytes, capacityBytes }) => {
      const labels = {
        job: 'kubernetes-nodes',
        node,
        namespace,
        persistentvolumeclaim: name,
      };
      return [
        {
          labels: { __name__: 'kubelet_volume_stats_used_bytes', ...labels },
          value: usedBytes,
        },
        {
          labels: {
            __name__: 'kubelet_volume_stats_capacity_bytes',
            ...labels,
          },
          value: capacityBytes,
        },
        {
          labels: {
            __name__: 'kubelet_volume_stats_available_bytes',
            ...labels,
          },
          value: capacityBytes - usedBytes,
        },
      ];
    },
  );
}

function exporterSeries(node: string, now: number): Series[] {
  const labels = { job: 'node-exporter', instance: `${node}:9100` };
  return [
    ...['idle', 'user', 'system', 'iowait'].map(mode => ({
      labels: { __name__: 'node_cpu_seconds_total', ...labels, cpu: '0', mode },
      value: counter(now, 15, node, mode),
    })),
    {
      labels: { __name__: 'node_memory_MemTotal_bytes', ...labels },
      value: 64 * GIB,
    },
    {
      labels: { __name__: 'node_memory_MemAvailable_bytes', ...labels },
      value: Math.floor(share(node) * 32 * GIB),
    },
    {
      labels: {
        __name__: 'node_filesystem_avail_bytes',
        ...labels,
        mountpoint: '/',
      },
      value: 80 * GIB,
    },
    {
      labels: {
        __name__: 'node_filesystem_size_bytes',
        ...labels,
        mountpoint: '/',
      },
      value: 200 * GIB,
    },
    {
      labels: { __name__: 'node_load1', ...labels },
      value: share(node, String(Math.floor(now / 60_000))) * 8,
    },
  ];
}

/** Series of nodes, their containers and their volumes. */
export function nodeSeries(call: Pick<ServiceCall, 'state' | 'now'>): Series[] {
  const { state, now } = call;
  const list = (kind: string) => state.list?.(kind) ?? [];
  const nodes = list('Node').map(({ metadata }) => metadata.name);
  const exporter = state.readyPods('monitoring', 'node-exporter');
  return [
    ...list('Pod').flatMap(pod => containerSeries(pod, now)),
    ...volumeSeries(call),
    ...nodes.flatMap(node => [
      {
        labels: {
          __name__: 'kubelet_running_pods',
          job: 'kubernetes-nodes',
          node,
        },
        value: 50,
      },
      {
        labels: {
          __name__: 'kubelet_node_name',
          job: 'kubernetes-nodes',
          node,
        },
        value: 1,
      },
    ]),
    ...['GET', 'LIST', 'WATCH', 'PATCH'].map(verb => ({
      labels: {
        __name__: 'apiserver_request_total',
        job: 'kubernetes-apiservers',
        verb,
        code: '200',
      },
      value: counter(now, 300, verb),
    })),
    ...(exporter.exists && exporter.ready > 0
      ? nodes.flatMap(node => exporterSeries(node, now))
      : []),
  ];
}
