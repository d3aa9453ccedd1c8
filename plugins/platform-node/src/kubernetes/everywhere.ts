import { ServedKind } from './types';

type Names = readonly (readonly [resource: string, kind: string])[];

function serve(apiVersion: string, names: Names): ServedKind[] {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return names.map(([resource, kind]) => ({
    group,
    version,
    resource,
    kind,
    apiVersion,
    ephemeral: false,
  }));
}

/**
 * Kinds that every supported release of Kubernetes serves in this version, and of which there are many: what services are
 * made of. Only discovery says what a cluster serves; these may be asked for while its answers are on their way.
 */
export const EVERYWHERE: readonly ServedKind[] = [
  ...serve('apps/v1', [
    ['deployments', 'Deployment'],
    ['statefulsets', 'StatefulSet'],
    ['daemonsets', 'DaemonSet'],
    ['replicasets', 'ReplicaSet'],
  ]),
  ...serve('batch/v1', [
    ['cronjobs', 'CronJob'],
    ['jobs', 'Job'],
  ]),
  ...serve('v1', [
    ['pods', 'Pod'],
    ['services', 'Service'],
  ]),
];
