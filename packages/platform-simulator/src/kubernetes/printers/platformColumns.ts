/** The columns that the operators' CustomResourceDefinitions declare (`additionalPrinterColumns`), where they matter. */
import type { PrinterColumn } from '../types';
import { age, condition, count, since, text, wide } from './columns';

/** Columns by storage key. */
export const platformColumns: Record<string, PrinterColumn[]> = {
  'argoproj.io/applications': [
    text('Sync Status', 'status.sync.status', ''),
    text('Health Status', 'status.health.status', ''),
    wide(text('Revision', 'status.sync.revision', '')),
  ],
  'cert-manager.io/certificates': [
    condition('Ready', 'Ready'),
    text('Secret', 'spec.secretName', ''),
    age,
  ],
  'cert-manager.io/certificaterequests': [
    condition('Approved', 'Approved'),
    condition('Denied', 'Denied'),
    condition('Ready', 'Ready'),
    text('Issuer', 'spec.issuerRef.name', ''),
    age,
  ],
  'cert-manager.io/issuers': [condition('Ready', 'Ready'), age],
  'cert-manager.io/clusterissuers': [condition('Ready', 'Ready'), age],
  'acme.cert-manager.io/challenges': [
    text('State', 'status.state', ''),
    text('Domain', 'spec.dnsName', ''),
    age,
  ],
  'acme.cert-manager.io/orders': [text('State', 'status.state', ''), age],
  'velero.io/schedules': [
    text('Status', 'status.phase', ''),
    text('Schedule', 'spec.schedule', ''),
    since('LastBackup', 'status.lastBackup'),
    age,
    text('Paused', 'spec.paused', ''),
  ],
  'velero.io/backupstoragelocations': [
    text('Phase', 'status.phase', ''),
    since('Last Validated', 'status.lastValidationTime'),
    age,
    text('Default', 'spec.default', ''),
  ],
  'velero.io/podvolumebackups': [
    text('Status', 'status.phase', ''),
    since('Created', 'status.startTimestamp'),
    text('Namespace', 'spec.pod.namespace', ''),
    text('Pod', 'spec.pod.name', ''),
    text('Volume', 'spec.volume', ''),
    age,
  ],
  'kyverno.io/clusterpolicies': [
    text('Admission', 'spec.admission', 'true'),
    text('Background', 'spec.background', 'true'),
    condition('Ready', 'Ready'),
    age,
  ],
  'wgpolicyk8s.io/policyreports': [
    text('Kind', 'scope.kind', ''),
    text('Name', 'scope.name', ''),
    count('Pass', 'summary.pass'),
    count('Fail', 'summary.fail'),
    count('Warn', 'summary.warn'),
    count('Error', 'summary.error'),
    count('Skip', 'summary.skip'),
    age,
  ],
  'kafka.strimzi.io/kafkas': [
    count('Desired Kafka replicas', 'spec.kafka.replicas'),
    count('Desired ZK replicas', 'spec.zookeeper.replicas'),
    condition('Ready', 'Ready'),
    text('Metadata State', 'status.kafkaMetadataState', ''),
  ],
  'kafka.strimzi.io/kafkatopics': [
    {
      name: 'Cluster',
      type: 'string',
      value: topic => topic.metadata.labels?.['strimzi.io/cluster'] ?? '',
    },
    count('Partitions', 'spec.partitions'),
    count('Replication factor', 'spec.replicas'),
    condition('Ready', 'Ready'),
  ],
  'ray.io/rayclusters': [
    count('Desired Workers', 'status.desiredWorkerReplicas'),
    count('Available Workers', 'status.availableWorkerReplicas'),
    text('Status', 'status.state', ''),
    age,
  ],
  'sparkoperator.k8s.io/sparkapplications': [
    text('Status', 'status.applicationState.state', ''),
    text('Attempts', 'status.executionAttempts', ''),
    text('Start', 'status.lastSubmissionAttemptTime', ''),
    text('Finish', 'status.terminationTime', '<no value>'),
    age,
  ],
  'configuration.konghq.com/kongplugins': [
    text('Plugin-Type', 'plugin', ''),
    age,
  ],
};
