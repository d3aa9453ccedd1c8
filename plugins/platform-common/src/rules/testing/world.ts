import {
  indexObjects,
  InventoryObject,
  JsonObject,
  KubernetesObject,
  KubernetesIndex,
} from '../../kubernetes';
import { ClusterState, Service, Workload } from '../../model';
import { serviceOf } from '../../testUtils';
import { FactContext } from '../facts/context';
import { NOW, SOURCE } from './observeNow';

const AT = new Date(NOW).toISOString();

/** An object in namespace `data`, unless `metadata` says otherwise. */
export function object(
  kind: string,
  name: string,
  rest: {
    apiVersion?: string;
    metadata?: Partial<KubernetesObject['metadata']>;
    spec?: JsonObject;
    status?: JsonObject;
    [key: string]: unknown;
  } = {},
): KubernetesObject {
  const { apiVersion = 'v1', metadata, ...other } = rest;
  return {
    apiVersion,
    kind,
    metadata: { name, namespace: 'data', uid: `${kind}-${name}`, ...metadata },
    ...other,
  } as KubernetesObject;
}

/** An index of objects of cluster `demo`. */
export function indexOf(objects: KubernetesObject[]): KubernetesIndex {
  return indexObjects(
    objects.map(
      (item): InventoryObject => ({
        cluster: 'demo',
        object: item,
        source: SOURCE,
        observedAt: AT,
      }),
    ),
  );
}

const RESOURCES = [
  'v1/pods',
  'v1/services',
  'v1/endpoints',
  'v1/persistentvolumeclaims',
  'apps/v1/deployments',
  'apps/v1/statefulsets',
  'apps/v1/daemonsets',
  'apps/v1/replicasets',
  'batch/v1/jobs',
  'batch/v1/cronjobs',
  'policy/v1/poddisruptionbudgets',
  'networking.k8s.io/v1/ingresses',
  'cert-manager.io/v1/certificates',
  'velero.io/v1/schedules',
  'velero.io/v1/backups',
  'velero.io/v1/backupstoragelocations',
  'kafka.strimzi.io/v1beta2/kafkas',
];

/** A cluster of which everything can be read, but for `broken` (never) and `absent` (not served). */
export function clusterState(
  options: { broken?: string[]; stale?: string[]; absent?: string[] } = {},
): ClusterState {
  const { broken = [], stale = [], absent = [] } = options;
  return {
    name: 'demo',
    phase: broken.length || stale.length ? 'partly-failing' : 'reading',
    kinds: RESOURCES.filter(resource => !absent.includes(resource)).map(
      resource => {
        const ok = !broken.includes(resource) && !stale.includes(resource);
        return {
          resource,
          ok,
          count: 0,
          ...(broken.includes(resource) ? {} : { observedAt: AT }),
          ...(ok ? {} : { reason: 'answers 403', since: AT }),
        };
      },
    ),
  };
}

/** A workload in namespace `data`. */
export function workload(
  kind: string,
  name: string,
  rest: Partial<Workload> = {},
): Workload {
  return {
    kind,
    apiVersion: 'apps/v1',
    cluster: 'demo',
    namespace: 'data',
    name,
    images: [],
    pods: [],
    ...rest,
  };
}

/** A service of cluster `demo` whose state nobody knows. */
export function service(rest: Partial<Service> = {}): Service {
  return serviceOf(rest.id ?? 'trino', {
    health: { state: 'unknown', stale: false, summary: '', evidence: [] },
    ...rest,
  });
}

/** What extractors are given. */
export function factContext(options: {
  objects: KubernetesObject[];
  workloads: Workload[];
  cluster?: ClusterState;
}): FactContext {
  return {
    service: service({ workloads: options.workloads }),
    index: indexOf(options.objects),
    cluster: options.cluster ?? clusterState(),
    now: NOW,
  };
}
