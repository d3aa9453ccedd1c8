import {
  InventoryObject,
  KubernetesIndex,
  objectKey,
  ROUTE_KINDS,
} from '../kubernetes';
import { ObjectExplanation, ServiceGroup } from './types';

/** What is said of a follower that follows nobody, by kind. */
const LOOSE: Record<string, string> = {
  Service:
    'left out, because it selects no pods that are known; compare its selector with the labels of the pods',
  HorizontalPodAutoscaler:
    'left out, because the workload that it scales is not known; compare its scaleTargetRef with the names of the workloads',
  PodDisruptionBudget:
    'left out, because it protects no pods that are known; compare its selector with the labels of the pods',
  PersistentVolumeClaim:
    'left out, because no known workload mounts it; remove it, or mount it',
  Application:
    'left out, because no known workload is marked as installed by it (annotation argocd.argoproj.io/tracking-id) and its status lists none',
};

const LOOSE_ROUTE =
  'left out, because none of its backends is a Service with known pods; correct the names of its backends';

const FOLLOWER_KINDS = [...Object.keys(LOOSE), ...ROUTE_KINDS.keys()];

/** Kinds that share their name with one of ours but mean something else. */
const COUNTED =
  /^(v1|autoscaling\/.*|policy\/.*|argoproj\.io\/.*|networking\.k8s\.io\/.*|extensions\/.*)$/;

function isFollower({ object }: InventoryObject): boolean {
  const route = ROUTE_KINDS.get(object.kind);
  return route
    ? route.test(object.apiVersion)
    : COUNTED.test(object.apiVersion);
}

/** Which service each object that follows workloads belongs to, with the words for it. */
function placeFollowers(groups: readonly ServiceGroup[]) {
  const taken = new Map<InventoryObject, { id: string; because: string }>();
  for (const group of groups) {
    const { id } = group;
    const take = (entries: readonly InventoryObject[], because: string) => {
      for (const entry of entries) taken.set(entry, { id, because });
    };
    take(group.services, `leads to workloads of ${id}`);
    take(group.ingresses, `leads to workloads of ${id}`);
    take(group.autoscalers, `scales a workload of ${id}`);
    take(group.disruptionBudgets, `protects the pods of ${id}`);
    take(group.claims, `is mounted by a workload of ${id}`);
    take(group.applications, `installs ${id}`);
    take(group.customResources, `tells how ${id} is, or stands for it`);
  }
  return taken;
}

/** What became of everything that follows the workloads: Services, routes, autoscalers, budgets, volumes. */
export function explainFollowers(
  index: KubernetesIndex,
  groups: readonly ServiceGroup[],
): ObjectExplanation[] {
  const taken = placeFollowers(groups);
  return FOLLOWER_KINDS.flatMap(kind => index.byKind(kind))
    .filter(isFollower)
    .map(entry => {
      const place = taken.get(entry);
      return {
        cluster: entry.cluster,
        key: objectKey(entry.object),
        ...(place ? { serviceId: place.id } : {}),
        because: place?.because ?? LOOSE[entry.object.kind] ?? LOOSE_ROUTE,
      };
    });
}
