import { ServedKind } from './types';

type Names = readonly (readonly [resource: string, kind: string])[];

const EPHEMERAL: ReadonlySet<string> = new Set(['events']);

function serve(apiVersion: string, names: Names): ServedKind[] {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return names.map(([resource, kind]) => {
    const ephemeral = EPHEMERAL.has(resource);
    return { group, version, resource, kind, apiVersion, ephemeral };
  });
}

/**
 * Kinds that every supported release of Kubernetes serves in this version, those first that services are made of. Only
 * discovery says what a cluster serves; this is what may be asked for while its answers are on their way.
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
    ['configmaps', 'ConfigMap'],
    ['namespaces', 'Namespace'],
    ['nodes', 'Node'],
    ['endpoints', 'Endpoints'],
    ['serviceaccounts', 'ServiceAccount'],
    ['persistentvolumeclaims', 'PersistentVolumeClaim'],
    ['persistentvolumes', 'PersistentVolume'],
    ['events', 'Event'],
  ]),
];
