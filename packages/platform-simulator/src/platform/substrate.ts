/** The cluster itself: nodes, control plane, network, storage, devices, and the namespaces of everything else. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  ContainerSpec,
  DAY,
  MINUTE,
  NODE_ADDRESS,
  NodeName,
  clusterRole,
  clusterRoleBinding,
  configMap,
  custom,
  daemonSet,
  deployment,
  makeContainer,
  makeObject,
  makePod,
  namespace,
  service,
  serviceAccount,
} from './build';
import { nodeImages } from './nodeImages';

const CRITICAL = 'system-cluster-critical';
const VERSION = 'v1.34.1';

/** Everything that was there before the first application. */
export function substrate(context: BuildContext): KubernetesObject[] {
  return [
    ...namespaces(context),
    ...nodes(context),
    ...controlPlane(context),
    ...clusterServices(context),
    ...storageAndDevices(context),
    ...rights(context),
  ];
}

function namespaces(context: BuildContext): KubernetesObject[] {
  const plain = [
    'default',
    'kube-system',
    'kube-public',
    'kube-node-lease',
    'kube-flannel',
    'local-path-storage',
    'ingress-nginx',
    'cloudflare-tunnel',
    'cert-manager',
    'istio-system',
    'kong',
    'monitoring',
    'victoria-metrics',
    'velero',
    'kyverno',
    'registry',
    'argocd',
    'vault',
    'kafka',
    'ray-system',
  ];
  return [
    ...plain.flatMap(name => namespace(context, name)),
    ...namespace(context, 'data-platform', {
      'pod-security.kubernetes.io/warn': 'baseline',
      '254carbon.com/tier': 'platform',
    }),
  ];
}

function nodes(context: BuildContext): KubernetesObject[] {
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

function controlPlane(context: BuildContext): KubernetesObject[] {
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

function clusterServices(context: BuildContext): KubernetesObject[] {
  const system = { namespace: 'kube-system', priorityClassName: CRITICAL };
  const bothHosts: NodeName[] = ['cpu1', 'k8s-worker'];
  return [
    ...deployment(context, {
      ...system,
      name: 'coredns',
      replicas: 2,
      nodes: bothHosts,
      selector: { 'k8s-app': 'kube-dns' },
      image: 'registry.k8s.io/coredns/coredns:v1.12.1',
      ports: { dns: 53, metrics: 9153 },
      probe: { http: '/health', port: 8080 },
      size: { cpu: '100m', memory: '70Mi', memoryLimit: '170Mi' },
      serviceAccount: 'coredns',
    }),
    serviceAccount(context, 'kube-system', 'coredns'),
    service(context, {
      namespace: 'kube-system',
      name: 'kube-dns',
      selector: { 'k8s-app': 'kube-dns' },
      ports: { dns: 53, metrics: 9153 },
    }),
    ...daemonSet(context, {
      ...system,
      name: 'kube-proxy',
      selector: { 'k8s-app': 'kube-proxy' },
      image: `registry.k8s.io/kube-proxy:${VERSION}`,
      size: 'none',
      hostNetwork: true,
    }),
    ...deployment(context, {
      ...system,
      name: 'metrics-server',
      nodes: ['cpu1'],
      selector: { 'k8s-app': 'metrics-server' },
      image: 'registry.k8s.io/metrics-server/metrics-server:v0.7.2',
      ports: { https: 10250 },
      probe: { http: '/readyz', port: 10250 },
      hardened: true,
      size: { cpu: '100m', memory: '200Mi' },
    }),
    service(context, {
      namespace: 'kube-system',
      name: 'metrics-server',
      selector: { 'k8s-app': 'metrics-server' },
      ports: { https: [443, 10250] },
    }),
    makeObject(context, {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      name: 'v1beta1.metrics.k8s.io',
      body: {
        spec: {
          group: 'metrics.k8s.io',
          version: 'v1beta1',
          service: { namespace: 'kube-system', name: 'metrics-server' },
        },
        status: { conditions: [{ type: 'Available', status: 'True' }] },
      },
    }),
  ];
}

function storageAndDevices(context: BuildContext): KubernetesObject[] {
  return [
    ...daemonSet(context, {
      namespace: 'kube-flannel',
      name: 'kube-flannel-ds',
      selector: { app: 'flannel' },
      labels: { tier: 'node', 'k8s-app': 'flannel' },
      image: 'ghcr.io/flannel-io/flannel:v0.26.1',
      size: { cpu: '100m', memory: '50Mi' },
      hostNetwork: true,
      volumes: {
        'flannel-cfg': {
          configMap: 'kube-flannel-cfg',
          path: '/etc/kube-flannel/',
        },
      },
    }),
    configMap(context, 'kube-flannel', 'kube-flannel-cfg', {
      'net-conf.json': '{"Network":"10.244.0.0/16","Backend":{"Type":"vxlan"}}',
    }),
    ...daemonSet(context, {
      namespace: 'kube-system',
      name: 'nvidia-device-plugin-daemonset',
      selector: { name: 'nvidia-device-plugin-ds' },
      image: 'nvcr.io/nvidia/k8s-device-plugin:v0.17.1',
      size: 'none',
    }),
    ...deployment(context, {
      namespace: 'local-path-storage',
      name: 'local-path-provisioner',
      image: 'rancher/local-path-provisioner:v0.0.30',
      size: 'none',
      nodes: ['cpu1'],
    }),
    makeObject(context, {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      name: 'local-path',
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      body: {
        provisioner: 'rancher.io/local-path',
        reclaimPolicy: 'Delete',
        volumeBindingMode: 'WaitForFirstConsumer',
      },
    }),
    custom(context, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      name: 'nginx',
      spec: { controller: 'k8s.io/ingress-nginx' },
    }),
  ];
}

function rights(context: BuildContext): KubernetesObject[] {
  return [
    clusterRole(context, 'cluster-admin', [[['*'], ['*'], ['*']]]),
    clusterRole(context, 'view', [
      [['', 'apps', 'batch'], ['*'], ['get', 'list', 'watch']],
    ]),
    clusterRoleBinding(context, 'metrics-server:view', 'view', {
      namespace: 'kube-system',
      name: 'default',
    }),
  ];
}
