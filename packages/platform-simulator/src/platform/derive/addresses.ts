/** Addresses of pods and Services, and the Endpoints and EndpointSlices that follow from them. */
import { KubernetesObject } from '../../kubernetes/types';
import { BuildContext, NODE_ADDRESS, NodeName, makeObject } from '../build';
import { isPodReady, matches, ofKind, podSpec, podStatus } from './read';

interface ServicePort {
  name: string;
  port: number;
  targetPort: number;
}

interface ServiceBody {
  clusterIP?: string;
  clusterIPs?: string[];
  selector?: Record<string, string>;
  ports: ServicePort[];
  type?: string;
}

/** Gives every placed pod and every Service its address; equal names get equal addresses in every scenario. */
export function assignAddresses(
  context: BuildContext,
  objects: readonly KubernetesObject[],
): void {
  const taken = new Set<string>();
  const address = (prefix: string, ...words: string[]) => {
    let attempt = 0;
    for (;;) {
      const low = context.fraction('address', ...words, String(attempt));
      const found = `${prefix}${2 + Math.floor(low * 250)}`;
      if (!taken.has(found)) {
        taken.add(found);
        return found;
      }
      attempt += 1;
    }
  };
  for (const pod of ofKind(objects, 'Pod')) {
    const { nodeName, hostNetwork } = podSpec(pod);
    const { namespace = '', name } = pod.metadata;
    if (nodeName) {
      const subnet = nodeName === 'cpu1' ? '10.244.0.' : '10.244.1.';
      const ip = hostNetwork
        ? NODE_ADDRESS[nodeName as NodeName]
        : address(subnet, namespace, name);
      pod.status = { ...podStatus(pod), podIP: ip, podIPs: [{ ip }] };
    }
  }
  for (const service of ofKind(objects, 'Service')) {
    const spec = service.spec as ServiceBody;
    const { namespace = '', name } = service.metadata;
    if (spec.clusterIP !== 'None') {
      const third = Math.floor(
        context.fraction('subnet', namespace, name) * 16,
      );
      const ip = address(`10.${96 + third}.7.`, namespace, name);
      service.spec = { ...spec, clusterIP: ip, clusterIPs: [ip] };
    }
  }
}

/** Endpoints and one EndpointSlice for each Service, as the endpoint controllers would keep them. */
export function deriveEndpoints(
  context: BuildContext,
  objects: readonly KubernetesObject[],
): KubernetesObject[] {
  const pods = ofKind(objects, 'Pod').filter(
    pod =>
      podStatus(pod).podIP &&
      !['Succeeded', 'Failed'].includes(podStatus(pod).phase ?? ''),
  );
  return ofKind(objects, 'Service').flatMap(service => {
    const { selector, ports } = service.spec as ServiceBody;
    const behind = pods.filter(
      pod =>
        selector &&
        pod.metadata.namespace === service.metadata.namespace &&
        matches(selector, pod),
    );
    return [
      endpoints(context, service, behind, ports),
      endpointSlice(context, service, behind, ports),
    ];
  });
}

function addressOf(pod: KubernetesObject) {
  return {
    ip: podStatus(pod).podIP,
    nodeName: podSpec(pod).nodeName,
    targetRef: targetRef(pod),
  };
}

function targetRef(pod: KubernetesObject) {
  const { name, namespace, uid } = pod.metadata;
  return { kind: 'Pod', name, namespace, uid };
}

function endpoints(
  context: BuildContext,
  service: KubernetesObject,
  pods: KubernetesObject[],
  ports: ServicePort[],
): KubernetesObject {
  const ready = pods.filter(isPodReady);
  const waiting = pods.filter(pod => !isPodReady(pod));
  const subset = {
    ...(ready.length ? { addresses: ready.map(addressOf) } : {}),
    ...(waiting.length ? { notReadyAddresses: waiting.map(addressOf) } : {}),
    ports: ports.map(({ name, targetPort }) => ({
      name,
      port: targetPort,
      protocol: 'TCP',
    })),
  };
  return makeObject(context, {
    apiVersion: 'v1',
    kind: 'Endpoints',
    name: service.metadata.name,
    namespace: service.metadata.namespace,
    labels: service.metadata.labels,
    body: pods.length ? { subsets: [subset] } : {},
  });
}

function endpointSlice(
  context: BuildContext,
  service: KubernetesObject,
  pods: KubernetesObject[],
  ports: ServicePort[],
): KubernetesObject {
  const { name, namespace = '' } = service.metadata;
  return makeObject(context, {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    name: `${name}-${context.suffix(5, 'slice', namespace, name)}`,
    namespace,
    labels: {
      ...service.metadata.labels,
      'kubernetes.io/service-name': name,
      'endpointslice.kubernetes.io/managed-by':
        'endpointslice-controller.k8s.io',
    },
    owner: service,
    body: {
      addressType: 'IPv4',
      endpoints: pods.map(pod => ({
        addresses: [podStatus(pod).podIP],
        conditions: {
          ready: isPodReady(pod),
          serving: isPodReady(pod),
          terminating: false,
        },
        nodeName: podSpec(pod).nodeName,
        targetRef: targetRef(pod),
      })),
      ports: ports.map(({ name: portName, targetPort }) => ({
        name: portName,
        port: targetPort,
        protocol: 'TCP',
      })),
    },
  });
}
