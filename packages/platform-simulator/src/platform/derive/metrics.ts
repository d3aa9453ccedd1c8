/** What metrics-server would say: use of cpu and memory by running pods and by nodes; and how full each claim is. */
import { KubernetesObject } from '../../kubernetes/types';
import { BuildContext, MINUTE, makeObject } from '../build';
import { isPodRunning, ofKind, parseQuantity, podSpec } from './read';

/** PodMetrics and NodeMetrics. Memory stays below the request's size, cpu is a small share of it. */
export function deriveMetrics(
  context: BuildContext,
  objects: readonly KubernetesObject[],
): KubernetesObject[] {
  const running = ofKind(objects, 'Pod').filter(isPodRunning);
  const window = { timestamp: context.ago(MINUTE / 3), window: '30s' };
  const pods = running.map(pod =>
    makeObject(context, {
      apiVersion: 'metrics.k8s.io/v1beta1',
      kind: 'PodMetrics',
      name: pod.metadata.name,
      namespace: pod.metadata.namespace,
      labels: pod.metadata.labels,
      age: MINUTE / 3,
      body: {
        ...window,
        containers: podSpec(pod).containers.map(container => {
          const chance = context.fraction(
            'use',
            pod.metadata.name,
            container.name,
          );
          const requests = container.resources?.requests ?? {};
          const cpu = parseQuantity(requests.cpu ?? '50m');
          const memory = parseQuantity(requests.memory ?? '128Mi');
          return {
            name: container.name,
            usage: {
              cpu: `${Math.max(
                1,
                Math.round(cpu * 1000 * (0.1 + chance * 0.5)),
              )}m`,
              memory: `${Math.round(
                (memory / 2 ** 10) * (0.4 + chance * 0.5),
              )}Ki`,
            },
          };
        }),
      },
    }),
  );
  const nodes = ofKind(objects, 'Node').map(node => {
    const { capacity } = node.status as { capacity: Record<string, string> };
    const share = node.metadata.name === 'cpu1' ? [0.34, 0.05] : [0.29, 0.22];
    return makeObject(context, {
      apiVersion: 'metrics.k8s.io/v1beta1',
      kind: 'NodeMetrics',
      name: node.metadata.name,
      labels: node.metadata.labels,
      age: MINUTE / 3,
      body: {
        ...window,
        usage: {
          cpu: `${Math.round(parseQuantity(capacity.cpu) * 1000 * share[0])}m`,
          memory: `${Math.round(
            (parseQuantity(capacity.memory) / 2 ** 10) * share[1],
          )}Ki`,
        },
      },
    });
  });
  return [...pods, ...nodes];
}

/** How full one claim is; what a kubelet reports as `kubelet_volume_stats_used_bytes` and `..._capacity_bytes`. */
export interface ClaimUse {
  namespace: string;
  name: string;
  node: string;
  usedBytes: number;
  capacityBytes: number;
}

/** How full every bound claim is, from the condition and otherwise from chance (5 to 60 %). */
export function readClaimUse(
  context: BuildContext,
  objects: readonly KubernetesObject[],
): ClaimUse[] {
  return ofKind(objects, 'PersistentVolumeClaim').map(claim => {
    const { namespace = '', name, annotations } = claim.metadata;
    const { capacity } = claim.status as { capacity: { storage: string } };
    const capacityBytes = parseQuantity(capacity.storage);
    const share =
      context.condition.fullClaims[`${namespace}/${name}`] ??
      0.05 + context.fraction('claim', namespace, name) * 0.55;
    return {
      namespace,
      name,
      node: annotations?.['volume.kubernetes.io/selected-node'] ?? '',
      usedBytes: Math.round(capacityBytes * share),
      capacityBytes,
    };
  });
}
