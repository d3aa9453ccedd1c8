/**
 * Every fact: what it is made from, and how far that reaches. This is the table of dependencies: when something changes, the rules
 * that have to judge again, and the services of which, follow from it alone (`dependencies.ts`).
 */
import { BEARERS, MONITORS, PODS, SECRET_MAKERS } from './kindGroups';
import { extractAlerts } from './alerts';
import { extractBackupLocations } from './backupPlaces';
import { extractBackupSchedules, extractDataVolumes } from './backups';
import { extractDashboards } from './boards';
import {
  extractConfigCredentials,
  extractManifestCredentials,
  extractSecretSources,
} from './credentials';
import { extractDatasources } from './datasources';
import {
  extractApplications,
  extractApplicationSources,
  extractDrift,
} from './delivery';
import { extractPaper, extractRunbookIds, extractRunbooks } from './documents';
import { extractGitops } from './gitops';
import { extractPipelines } from './pipes';
import {
  extractPolicies,
  extractPolicyExceptions,
  extractPolicyResults,
} from './policies';
import { extractRestores } from './restores';
import { extractAdmins } from './rights';
import { extractScrapeRequests } from './scrapes';
import { extractEnforcers, extractTraffic } from './traffic';
import { FactName } from './types';
import {
  extractLogs,
  extractReceivers,
  extractScrapeTargets,
} from './watching';
import { extractWorkflows } from './workflows';
import { FactTable } from './definitions';
import { RUNNING_FACTS } from './runningFacts';

/** Every fact by name. */
export const FACTS: FactTable<FactName> = {
  ...RUNNING_FACTS,
  scrapeRequests: {
    extract: extractScrapeRequests,
    kinds: {
      ...MONITORS,
      ...BEARERS,
      ...PODS,
      Service: 'cluster',
      Pod: 'cluster',
    },
  },
  scrapeTargets: {
    extract: extractScrapeTargets,
    inputs: ['metrics', 'service'],
  },
  dashboards: {
    extract: extractDashboards,
    kinds: { Deployment: 'cluster', StatefulSet: 'cluster' },
    inputs: ['grafana', 'metrics', 'logs', 'declared', 'service', 'services'],
  },
  datasources: {
    extract: extractDatasources,
    kinds: { Service: 'cluster', EndpointSlice: 'cluster' },
    inputs: ['grafana'],
  },
  alerts: {
    extract: extractAlerts,
    inputs: ['metrics', 'declared', 'service'],
  },
  receivers: { extract: extractReceivers, inputs: ['alertmanager'] },
  logs: { extract: extractLogs, inputs: ['logs', 'service'] },
  policies: {
    extract: extractPolicies,
    kinds: { ClusterPolicy: 'cluster', Policy: 'near', Namespace: 'cluster' },
  },
  policyResults: {
    extract: extractPolicyResults,
    kinds: { PolicyReport: 'near' },
  },
  policyExceptions: {
    extract: extractPolicyExceptions,
    kinds: { PolicyException: 'near' },
  },
  traffic: {
    extract: extractTraffic,
    kinds: { ...PODS, NetworkPolicy: 'near', Service: 'near' },
    inputs: ['service'],
  },
  enforcers: {
    extract: extractEnforcers,
    kinds: { DaemonSet: 'cluster', NetworkPolicy: 'cluster' },
  },
  admins: {
    extract: extractAdmins,
    kinds: { ClusterRoleBinding: 'cluster', ClusterRole: 'cluster' },
    inputs: ['declared'],
  },
  configCredentials: {
    extract: extractConfigCredentials,
    kinds: { ConfigMap: 'near', PersistentVolumeClaim: 'near' },
  },
  manifestCredentials: {
    extract: extractManifestCredentials,
    kinds: { ConfigMap: 'near', PersistentVolumeClaim: 'near', Secret: 'near' },
    inputs: ['declared'],
  },
  secretSources: {
    extract: extractSecretSources,
    kinds: {
      ConfigMap: 'near',
      PersistentVolumeClaim: 'near',
      ...SECRET_MAKERS,
    },
    inputs: ['declared'],
  },
  dataVolumes: {
    extract: extractDataVolumes,
    kinds: { ...PODS, PersistentVolumeClaim: 'near', StorageClass: 'cluster' },
  },
  backupSchedules: {
    extract: extractBackupSchedules,
    kinds: { Schedule: 'cluster', Backup: 'cluster', Deployment: 'cluster' },
  },
  backupLocations: {
    extract: extractBackupLocations,
    kinds: { BackupStorageLocation: 'cluster', Service: 'cluster' },
  },
  restores: { extract: extractRestores, kinds: { Restore: 'cluster' } },
  applications: {
    extract: extractApplications,
    kinds: { Application: 'cluster', ConfigMap: 'cluster' },
    inputs: ['declared'],
  },
  applicationSources: {
    extract: extractApplicationSources,
    kinds: { Application: 'cluster', ConfigMap: 'cluster' },
    inputs: ['declared'],
  },
  drift: { extract: extractDrift, inputs: ['comparison'] },
  gitops: {
    extract: extractGitops,
    kinds: { Application: 'cluster', ConfigMap: 'cluster' },
    inputs: ['declared'],
  },
  pipelines: {
    extract: extractPipelines,
    kinds: {
      ConfigMap: 'near',
      KafkaTopic: 'cluster',
      Tenant: 'cluster',
      Bucket: 'cluster',
      ObjectBucketClaim: 'cluster',
      StorageBucket: 'cluster',
    },
    inputs: [
      'pipelines',
      'scheduler',
      'declared',
      'cluster',
      'lakeTables',
      'metrics',
    ],
  },
  workflows: { extract: extractWorkflows, inputs: ['scheduler'] },
  paper: {
    extract: extractPaper,
    kinds: { Namespace: 'cluster' },
    inputs: ['service'],
  },
  runbooks: {
    extract: extractRunbooks,
    inputs: ['declared', 'runbooks', 'metrics', 'grafana', 'services'],
  },
  runbookIds: { extract: extractRunbookIds, inputs: ['declared', 'runbooks'] },
};
