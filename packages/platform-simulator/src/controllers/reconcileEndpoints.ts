/** Endpoints and EndpointSlices: which pods answer for a Service. Only services whose pods changed are touched. */
import { at, recordsAt, textAt } from '../kubernetes/printers/read';
import { readLabelSelector } from '../kubernetes/selectors';
import type { JsonObject, KubernetesObject } from '../kubernetes/types';
import {
  isReady,
  ownerReference,
  recordAt,
  types,
  type ControllerContext,
} from './context';

function portsOf(service: KubernetesObject): JsonObject[] {
  return recordsAt(service, 'spec', 'ports').map(port => ({
    name: port.name ?? '',
    port: typeof port.targetPort === 'number' ? port.targetPort : port.port,
    protocol: port.protocol ?? 'TCP',
  }));
}

function endpointOf(pod: KubernetesObject): JsonObject {
  const { name, namespace, uid } = pod.metadata;
  return {
    addresses: [textAt(pod, ['status', 'podIP'], '')],
    conditions: {
      ready: isReady(pod),
      serving: isReady(pod),
      terminating: false,
    },
    nodeName: textAt(pod, ['spec', 'nodeName'], ''),
    targetRef: { kind: 'Pod', name, namespace, uid },
  };
}

function writeSlice(
  service: KubernetesObject,
  pods: KubernetesObject[],
  { store }: ControllerContext,
): void {
  const { name, namespace } = service.metadata;
  const [existing] = store.list(types.endpointSlice, {
    namespace,
    labelSelector: `kubernetes.io/service-name=${name}`,
  });
  const endpoints = pods.map(endpointOf);
  if (existing) {
    const draft = structuredClone(existing);
    draft.endpoints = endpoints;
    store.update(types.endpointSlice, draft);
    return;
  }
  store.create(types.endpointSlice, {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: '',
      generateName: `${name}-`,
      namespace,
      labels: { 'kubernetes.io/service-name': name },
      ownerReferences: [ownerReference(service)],
    },
    addressType: 'IPv4',
    endpoints,
    ports: portsOf(service),
  });
}

function writeEndpoints(
  service: KubernetesObject,
  pods: KubernetesObject[],
  { store }: ControllerContext,
): void {
  const existing = store.get(types.endpoints, service.metadata);
  if (!existing) return;
  const [subset] = recordsAt(existing, 'subsets');
  const ready = pods.filter(isReady);
  const draft = structuredClone(existing);
  draft.subsets =
    ready.length > 0
      ? [
          {
            addresses: ready.map(pod => ({
              ip: textAt(pod, ['status', 'podIP'], ''),
            })),
            ports: subset?.ports ?? portsOf(service),
          },
        ]
      : [];
  store.update(types.endpoints, draft);
}

/** Brings the endpoints of every Service up to date that selects one of these pods. */
export function reconcileEndpoints(
  changed: readonly KubernetesObject[],
  context: ControllerContext,
): void {
  const namespaces = new Set(changed.map(pod => pod.metadata.namespace ?? ''));
  for (const namespace of namespaces) {
    for (const service of context.store.list(types.service, { namespace })) {
      const selector = recordAt(service, 'spec', 'selector');
      if (Object.keys(selector).length === 0) continue;
      const matches = readLabelSelector({
        matchLabels: Object.fromEntries(
          Object.entries(selector).map(([key, value]) => [key, String(value)]),
        ),
      });
      const selects = (pod: KubernetesObject) =>
        pod.metadata.namespace === namespace &&
        matches(pod.metadata.labels ?? {});
      if (!changed.some(selects)) continue;
      const pods = context.store
        .list(types.pod, { namespace })
        .filter(pod => selects(pod) && at(pod, 'status', 'podIP'));
      writeSlice(service, pods, context);
      writeEndpoints(service, pods, context);
    }
  }
}
