/** The cluster itself: network, storage, devices, and the namespaces of everything else. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  NodeName,
  clusterRole,
  clusterRoleBinding,
  configMap,
  custom,
  daemonSet,
  deployment,
  makeObject,
  namespace,
  service,
  serviceAccount,
} from './build';
import { controlPlane, nodes } from './nodes';

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
    ...metricsServer(context),
  ];
}

function metricsServer(context: BuildContext): KubernetesObject[] {
  return [
    ...deployment(context, {
      namespace: 'kube-system',
      priorityClassName: CRITICAL,
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
