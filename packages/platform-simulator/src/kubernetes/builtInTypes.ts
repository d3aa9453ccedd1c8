/** The types that a Kubernetes 1.32 API server brings along, as far as the platform uses them (API reference 1.32). */
import { accessTypes } from './accessTypes';
import { defineTypes } from './defineTypes';
import type { ResourceType } from './types';

const all = ['all'];

const core = defineTypes('v1', [
  {
    kind: 'Namespace',
    plural: 'namespaces',
    cluster: true,
    shortNames: ['ns'],
    subresources: ['status'],
  },
  {
    kind: 'Node',
    plural: 'nodes',
    cluster: true,
    shortNames: ['no'],
    subresources: ['status'],
  },
  {
    kind: 'Pod',
    plural: 'pods',
    shortNames: ['po'],
    categories: all,
    subresources: ['status', 'log'],
  },
  {
    kind: 'Service',
    plural: 'services',
    shortNames: ['svc'],
    categories: all,
    subresources: ['status', 'proxy'],
  },
  { kind: 'Endpoints', plural: 'endpoints', shortNames: ['ep'] },
  { kind: 'ConfigMap', plural: 'configmaps', shortNames: ['cm'] },
  { kind: 'Secret', plural: 'secrets' },
  { kind: 'ServiceAccount', plural: 'serviceaccounts', shortNames: ['sa'] },
  {
    kind: 'PersistentVolume',
    plural: 'persistentvolumes',
    cluster: true,
    shortNames: ['pv'],
    subresources: ['status'],
  },
  {
    kind: 'PersistentVolumeClaim',
    plural: 'persistentvolumeclaims',
    shortNames: ['pvc'],
    subresources: ['status'],
  },
  { kind: 'Event', plural: 'events', shortNames: ['ev'] },
  {
    kind: 'ResourceQuota',
    plural: 'resourcequotas',
    shortNames: ['quota'],
    subresources: ['status'],
  },
  { kind: 'LimitRange', plural: 'limitranges', shortNames: ['limits'] },
  {
    kind: 'ReplicationController',
    plural: 'replicationcontrollers',
    shortNames: ['rc'],
    categories: all,
    subresources: ['status', 'scale'],
  },
]);

const apps = defineTypes('apps/v1', [
  {
    kind: 'Deployment',
    plural: 'deployments',
    shortNames: ['deploy'],
    categories: all,
    subresources: ['status', 'scale'],
  },
  {
    kind: 'ReplicaSet',
    plural: 'replicasets',
    shortNames: ['rs'],
    categories: all,
    subresources: ['status', 'scale'],
  },
  {
    kind: 'StatefulSet',
    plural: 'statefulsets',
    shortNames: ['sts'],
    categories: all,
    subresources: ['status', 'scale'],
  },
  {
    kind: 'DaemonSet',
    plural: 'daemonsets',
    shortNames: ['ds'],
    categories: all,
    subresources: ['status'],
  },
]);

const batch = defineTypes('batch/v1', [
  {
    kind: 'Job',
    plural: 'jobs',
    categories: all,
    subresources: ['status'],
  },
  {
    kind: 'CronJob',
    plural: 'cronjobs',
    shortNames: ['cj'],
    categories: all,
    subresources: ['status'],
  },
]);

const horizontalPodAutoscaler = {
  kind: 'HorizontalPodAutoscaler',
  plural: 'horizontalpodautoscalers',
  shortNames: ['hpa'],
  categories: all,
  subresources: ['status' as const],
};

const autoscaling = [
  ...defineTypes('autoscaling/v2', [horizontalPodAutoscaler]),
  ...defineTypes('autoscaling/v1', [horizontalPodAutoscaler]),
];

const networking = [
  ...defineTypes('networking.k8s.io/v1', [
    {
      kind: 'Ingress',
      plural: 'ingresses',
      shortNames: ['ing'],
      subresources: ['status'],
    },
    { kind: 'IngressClass', plural: 'ingressclasses', cluster: true },
    {
      kind: 'NetworkPolicy',
      plural: 'networkpolicies',
      shortNames: ['netpol'],
    },
  ]),
  ...defineTypes('discovery.k8s.io/v1', [
    { kind: 'EndpointSlice', plural: 'endpointslices' },
  ]),
];

const policy = defineTypes('policy/v1', [
  {
    kind: 'PodDisruptionBudget',
    plural: 'poddisruptionbudgets',
    shortNames: ['pdb'],
    subresources: ['status'],
  },
]);

const machinery = [
  ...defineTypes('storage.k8s.io/v1', [
    {
      kind: 'StorageClass',
      plural: 'storageclasses',
      cluster: true,
      shortNames: ['sc'],
    },
  ]),
  ...defineTypes('apiextensions.k8s.io/v1', [
    {
      kind: 'CustomResourceDefinition',
      plural: 'customresourcedefinitions',
      cluster: true,
      shortNames: ['crd', 'crds'],
      subresources: ['status'],
    },
  ]),
  ...defineTypes('apiregistration.k8s.io/v1', [
    {
      kind: 'APIService',
      plural: 'apiservices',
      cluster: true,
      subresources: ['status'],
    },
  ]),
  ...defineTypes('coordination.k8s.io/v1', [
    { kind: 'Lease', plural: 'leases' },
  ]),
];

const readOnly = ['get', 'list'];
const metrics = defineTypes('metrics.k8s.io/v1beta1', [
  {
    kind: 'NodeMetrics',
    plural: 'nodes',
    singular: '',
    cluster: true,
    verbs: readOnly,
  },
  { kind: 'PodMetrics', plural: 'pods', singular: '', verbs: readOnly },
]);

/** Every built-in type; for a type with several versions the preferred one comes first. */
export const builtInTypes: readonly ResourceType[] = [
  ...core,
  ...apps,
  ...batch,
  ...autoscaling,
  ...networking,
  ...policy,
  ...machinery,
  ...metrics,
  ...accessTypes,
];
