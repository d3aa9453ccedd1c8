/** The two machines and the control plane that runs on the first. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  ContainerSpec,
  DAY,
  MINUTE,
  NODE_ADDRESS,
  makeContainer,
  makeObject,
  makePod,
} from './build';
import { nodeImages } from './nodeImages';

const VERSION = 'v1.34.1';

/** The two nodes. */
export function nodes(context: BuildContext): KubernetesObject[] {
  return (['cpu1', 'k8s-worker'] as const).map(name => {
    const control = name === 'cpu1';
    const size = {
      cpu: control ? '52' : '40',
      memory: control ? '792Gi' : '256Gi',
      pods: '110',
      'ephemeral-storage': '914Gi',
      'nvidia.com/gpu': control ? '0' : '16',
    };
    return makeObject(context, {
      apiVersion: 'v1',
      kind: 'Node',
      name,
      age: 26 * DAY,
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/os': 'linux',
        'kubernetes.io/hostname': name,
        ...(control ? { 'node-role.kubernetes.io/control-plane': '' } : {}),
        ...(control ? {} : { 'nvidia.com/gpu.present': 'true' }),
      },
      annotations: {
        'flannel.alpha.coreos.com/backend-type': 'vxlan',
        'flannel.alpha.coreos.com/public-ip': NODE_ADDRESS[name],
      },
      body: {
        spec: {
          podCIDR: `10.244.${control ? 0 : 1}.0/24`,
          podCIDRs: [`10.244.${control ? 0 : 1}.0/24`],
        },
        status: {
          addresses: [
            { type: 'InternalIP', address: NODE_ADDRESS[name] },
            { type: 'Hostname', address: name },
          ],
          capacity: size,
          allocatable: size,
          conditions: nodeConditions(context),
          nodeInfo: {
            architecture: 'amd64',
            operatingSystem: 'linux',
            osImage: 'Ubuntu 22.04.5 LTS',
            kernelVersion: '5.15.0-157-generic',
            containerRuntimeVersion: 'containerd://1.7.28',
            kubeletVersion: VERSION,
            kubeProxyVersion: VERSION,
            machineID: context.uid('machine', name).replaceAll('-', ''),
            systemUUID: context.uid('system', name),
            bootID: context.uid('boot', name),
          },
          images: nodeImages(name),
          daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
        },
      },
    });
  });
}

function nodeConditions(context: BuildContext) {
  const good: [string, string, string, string][] = [
    ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'memory'],
    ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'disk'],
    ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'PID'],
    ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
  ];
  return good.map(([type, status, reason, message]) => ({
    type,
    status,
    reason,
    message:
      type === 'Ready'
        ? message
        : `kubelet has sufficient ${message} available`,
    lastHeartbeatTime: context.ago(MINUTE),
    lastTransitionTime: context.ago(26 * DAY),
  }));
}

/** The static pods of the control plane. */
export function controlPlane(context: BuildContext): KubernetesObject[] {
  const parts: Record<string, ContainerSpec> = {
    etcd: { image: 'registry.k8s.io/etcd:3.6.4-0', ports: { client: 2379 } },
    'kube-apiserver': {
      image: `registry.k8s.io/kube-apiserver:${VERSION}`,
      ports: { https: 6443 },
    },
    'kube-controller-manager': {
      image: `registry.k8s.io/kube-controller-manager:${VERSION}`,
    },
    'kube-scheduler': { image: `registry.k8s.io/kube-scheduler:${VERSION}` },
  };
  const owner = makeObject(context, {
    apiVersion: 'v1',
    kind: 'Node',
    name: 'cpu1',
  });
  return Object.entries(parts).map(([component, container]) =>
    makePod(context, {
      name: `${component}-cpu1`,
      namespace: 'kube-system',
      owner,
      labels: { component, tier: 'control-plane' },
      annotations: { 'kubernetes.io/config.source': 'file' },
      spec: {
        hostNetwork: true,
        priorityClassName: 'system-node-critical',
        containers: [
          makeContainer(component, {
            ...container,
            size: { cpu: '100m', memory: '100Mi' },
          }),
        ],
      },
      node: 'cpu1',
      state: { state: 'running' },
      age: 26 * DAY,
    }),
  );
}
