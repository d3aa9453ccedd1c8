import { resourceTypes } from '../kubernetes/resourceTypes';
import type { ListOptions } from '../kubernetes/ObjectStore';
import type { TypeKey } from '../kubernetes/types';
import type { KubernetesObject, PlatformState, PodCount } from './types';

/** The reading half of an ObjectStore. */
export interface ObjectReader {
  list(type: TypeKey, options?: ListOptions): KubernetesObject[];
}

const POD: TypeKey = { group: '', plural: 'pods' };
const SERVICE: TypeKey = { group: '', plural: 'services' };

function conditionIsTrue(pod: KubernetesObject, type: string): boolean {
  const status = (pod.status ?? {}) as {
    conditions?: { type: string; status: string }[];
  };
  return (status.conditions ?? []).some(
    condition => condition.type === type && condition.status === 'True',
  );
}

function selects(
  selector: Record<string, string>,
  pod: KubernetesObject,
): boolean {
  const labels = pod.metadata.labels ?? {};
  return Object.entries(selector).every(
    ([key, value]) => labels[key] === value,
  );
}

function countPods(
  pods: readonly KubernetesObject[],
  service: KubernetesObject | undefined,
): PodCount {
  if (!service) return { ready: 0, total: 0, exists: false };
  const { selector } = (service.spec ?? {}) as {
    selector?: Record<string, string>;
  };
  if (!selector || Object.keys(selector).length === 0) {
    return { ready: 0, total: 0, exists: true };
  }
  const chosen = pods.filter(pod => selects(selector, pod));
  const ready = chosen.filter(
    pod => !pod.metadata.deletionTimestamp && conditionIsTrue(pod, 'Ready'),
  );
  return { ready: ready.length, total: chosen.length, exists: true };
}

/**
 * Reads Services and Pods as the endpoints controller does: a Service's selector chooses pods, the condition `Ready`
 * decides which take traffic. Nothing is kept, so a scaled Deployment shows at the next request.
 */
export function readPlatformState(
  store: ObjectReader,
  more: Pick<PlatformState, 'claims' | 'lake' | 'tokens' | 'dolphin'> = {},
): PlatformState {
  const find: PlatformState['find'] = (kind, namespace, name) => {
    const type = resourceTypes.find(candidate => candidate.kind === kind);
    if (!type) return undefined;
    return store
      .list(type, { namespace })
      .find(object => object.metadata.name === name);
  };
  const list: PlatformState['list'] = (kind, namespace) => {
    const type = resourceTypes.find(candidate => candidate.kind === kind);
    return type ? store.list(type, { namespace }) : [];
  };
  return {
    ...more,
    find,
    list,
    readyPods: (namespace, serviceName) =>
      countPods(
        store.list(POD, { namespace }),
        store
          .list(SERVICE, { namespace })
          .find(object => object.metadata.name === serviceName),
      ),
  };
}
