/**
 * The custom types of the operators that run on the platform, named as their own CustomResourceDefinitions name them.
 * They are always served, whether or not a CustomResourceDefinition object is in the store.
 */
import { defineTypes, type TypeEntry } from './defineTypes';
import { edgeTypes } from './edgeTypes';
import type { ResourceType } from './types';

const status: TypeEntry['subresources'] = ['status'];

function define(apiVersion: string, entries: TypeEntry[]): ResourceType[] {
  return defineTypes(apiVersion, entries, { custom: true });
}

const delivery = define('argoproj.io/v1alpha1', [
  {
    kind: 'Application',
    plural: 'applications',
    shortNames: ['app', 'apps'],
  },
  {
    kind: 'AppProject',
    plural: 'appprojects',
    shortNames: ['appproj', 'appprojs'],
  },
]);

const certificates = [
  ...define('cert-manager.io/v1', [
    {
      kind: 'Certificate',
      plural: 'certificates',
      shortNames: ['cert', 'certs'],
      categories: ['cert-manager'],
      subresources: status,
    },
    {
      kind: 'CertificateRequest',
      plural: 'certificaterequests',
      shortNames: ['cr', 'crs'],
      categories: ['cert-manager'],
      subresources: status,
    },
    { kind: 'Issuer', plural: 'issuers', subresources: status },
    {
      kind: 'ClusterIssuer',
      plural: 'clusterissuers',
      cluster: true,
      subresources: status,
    },
  ]),
  ...define('acme.cert-manager.io/v1', [
    { kind: 'Challenge', plural: 'challenges', subresources: status },
    { kind: 'Order', plural: 'orders', subresources: status },
  ]),
];

const backups = define('velero.io/v1', [
  { kind: 'Backup', plural: 'backups' },
  { kind: 'Restore', plural: 'restores' },
  { kind: 'Schedule', plural: 'schedules' },
  {
    kind: 'BackupStorageLocation',
    plural: 'backupstoragelocations',
    shortNames: ['bsl'],
  },
  { kind: 'PodVolumeBackup', plural: 'podvolumebackups' },
  {
    kind: 'VolumeSnapshotLocation',
    plural: 'volumesnapshotlocations',
    shortNames: ['vsl'],
  },
]);

const policies = [
  ...define('kyverno.io/v1', [
    {
      kind: 'ClusterPolicy',
      plural: 'clusterpolicies',
      cluster: true,
      shortNames: ['cpol'],
      subresources: status,
    },
    {
      kind: 'Policy',
      plural: 'policies',
      shortNames: ['pol'],
      subresources: status,
    },
  ]),
  ...define('kyverno.io/v2', [
    {
      kind: 'PolicyException',
      plural: 'policyexceptions',
      shortNames: ['polex'],
    },
  ]),
  ...define('wgpolicyk8s.io/v1alpha2', [
    { kind: 'PolicyReport', plural: 'policyreports', shortNames: ['polr'] },
    {
      kind: 'ClusterPolicyReport',
      plural: 'clusterpolicyreports',
      cluster: true,
      shortNames: ['cpolr'],
    },
  ]),
];

const podSets = define('core.strimzi.io/v1beta2', [
  {
    kind: 'StrimziPodSet',
    plural: 'strimzipodsets',
    shortNames: ['sps'],
    categories: ['strimzi'],
    subresources: status,
  },
]);

const streaming = define('kafka.strimzi.io/v1beta2', [
  {
    kind: 'Kafka',
    plural: 'kafkas',
    shortNames: ['k'],
    categories: ['strimzi'],
    subresources: status,
  },
  {
    kind: 'KafkaTopic',
    plural: 'kafkatopics',
    shortNames: ['kt'],
    categories: ['strimzi'],
    subresources: status,
  },
  {
    kind: 'KafkaUser',
    plural: 'kafkausers',
    shortNames: ['ku'],
    categories: ['strimzi'],
    subresources: status,
  },
  {
    kind: 'KafkaNodePool',
    plural: 'kafkanodepools',
    shortNames: ['knp'],
    categories: ['strimzi'],
    subresources: ['status', 'scale'],
  },
]);

const compute = [
  ...define('ray.io/v1', [
    { kind: 'RayCluster', plural: 'rayclusters', subresources: status },
    { kind: 'RayService', plural: 'rayservices', subresources: status },
    { kind: 'RayJob', plural: 'rayjobs', subresources: status },
  ]),
  ...define('sparkoperator.k8s.io/v1beta2', [
    {
      kind: 'SparkApplication',
      plural: 'sparkapplications',
      shortNames: ['sparkapp'],
      subresources: status,
    },
    {
      kind: 'ScheduledSparkApplication',
      plural: 'scheduledsparkapplications',
      shortNames: ['scheduledsparkapp'],
      subresources: status,
    },
  ]),
];

/** Every custom type that the platform's operators bring. */
export const platformTypes: readonly ResourceType[] = [
  ...delivery,
  ...certificates,
  ...backups,
  ...policies,
  ...podSets,
  ...streaming,
  ...compute,
  ...edgeTypes,
];
