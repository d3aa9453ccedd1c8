/** What a workload is described by, and the pod template that follows from it. */
import { BuildContext } from './context';
import { PodState } from './condition';
import {
  ContainerSpec,
  makeContainer,
  podVolumes,
  sidecarContainer,
} from './container';
import { NodeName } from './pod';

/** A workload as the areas describe it; what is left out takes the platform's usual value. */
export interface WorkloadSpec extends ContainerSpec {
  namespace: string;
  name: string;
  /** As meant; the condition of the day may say otherwise. Default 1. Ignored for a DaemonSet: one per node. */
  replicas?: number;
  /** Default: `{ app: name }`. */
  selector?: Record<string, string>;
  /** Beside the selector, on the workload and its pods. */
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  podAnnotations?: Record<string, string>;
  /** True: the mesh adds its proxy. */
  sidecar?: boolean;
  /** Containers beside the first one, by name. */
  beside?: Record<string, ContainerSpec>;
  serviceAccount?: string;
  /** Nodes in turn. Default: by chance of the name. */
  nodes?: NodeName[];
  /** Milliseconds. */
  age?: number;
  /** Claims of each replica of a StatefulSet: name to size. */
  claims?: Record<string, string>;
  /** The Service of a StatefulSet. Default: its name. */
  serviceName?: string;
  hostNetwork?: boolean;
  priorityClassName?: string;
}

/** The nodes of the platform, the control plane first. */
export const BOTH_NODES: NodeName[] = ['cpu1', 'k8s-worker'];

/** The pod template of a workload, as its controller's `spec.template`. */
export function templateOf(
  spec: WorkloadSpec,
  extraLabels: Record<string, string> = {},
) {
  const labels = { ...labelsOf(spec), ...extraLabels };
  const claims = Object.keys(spec.claims ?? {});
  const main = makeContainer(spec.name, spec) as {
    volumeMounts?: { name: string; mountPath: string }[];
  };
  const volumeMounts = [
    ...(main.volumeMounts ?? []),
    ...claims.map(name => ({
      name,
      mountPath: `/var/lib/${spec.name}/${name}`,
    })),
  ];
  return {
    metadata: {
      labels: {
        ...labels,
        ...(spec.sidecar ? { 'sidecar.istio.io/inject': 'true' } : {}),
      },
      ...(spec.podAnnotations ? { annotations: spec.podAnnotations } : {}),
    },
    spec: {
      containers: [
        { ...main, ...(volumeMounts.length ? { volumeMounts } : {}) },
        ...Object.entries(spec.beside ?? {}).map(([name, container]) =>
          makeContainer(name, container),
        ),
        ...(spec.sidecar ? [sidecarContainer()] : []),
      ],
      volumes: podVolumes(spec.volumes),
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      serviceAccountName: spec.serviceAccount ?? 'default',
      securityContext: spec.hardened
        ? { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000 }
        : {},
      ...(spec.hostNetwork ? { hostNetwork: true } : {}),
      ...(spec.priorityClassName
        ? { priorityClassName: spec.priorityClassName }
        : {}),
    },
  };
}

/** How many replicas the workload has on this day. */
export function replicasOf(
  context: BuildContext,
  spec: WorkloadSpec,
  usual: number,
): number {
  const key = `${spec.namespace}/${spec.name}`;
  return context.condition.replicas[key] ?? spec.replicas ?? usual;
}

/** How each of `count` replicas fares on this day. */
export function statesOf(
  context: BuildContext,
  spec: WorkloadSpec,
  count: number,
): PodState[] {
  const told = context.condition.pods[`${spec.namespace}/${spec.name}`] ?? [];
  return Array.from(
    { length: count },
    (_, index) => told[index] ?? { state: 'running' },
  );
}

/** True for a pod that serves. */
export function isReady(state: PodState): boolean {
  return state.state === 'running';
}

/** The node of the replica with this index. */
export function nodeOf(
  context: BuildContext,
  spec: WorkloadSpec,
  index: number,
): NodeName {
  const first =
    context.fraction('node', spec.namespace, spec.name) < 0.5 ? 0 : 1;
  const nodes = spec.nodes ?? [BOTH_NODES[first], BOTH_NODES[1 - first]];
  return nodes[index % nodes.length];
}

/** The labels by which a workload and its Services find its pods. */
export function selectorOf(spec: WorkloadSpec): Record<string, string> {
  return spec.selector ?? { app: spec.name };
}

/** The labels of a workload. */
export function labelsOf(spec: WorkloadSpec): Record<string, string> {
  return { ...selectorOf(spec), ...spec.labels };
}
