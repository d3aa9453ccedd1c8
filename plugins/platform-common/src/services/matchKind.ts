import { ClusterState, KindState } from '../model';

/** Whether a resource of a cluster's state (`apps/v1/deployments`) holds objects of a kind (`Deployment`). */
export function matchesKind(resource: string, kind: string): boolean {
  const plural = (resource.split('/').pop() ?? '').toLowerCase();
  const single = kind.toLowerCase();
  return [
    single,
    `${single}s`,
    `${single}es`,
    single.replace(/y$/, 'ies'),
  ].includes(plural);
}

/** How well a cluster reads a kind; empty when it does not read it at all. */
export function kindStates(state: ClusterState, kind: string): KindState[] {
  return state.kinds.filter(({ resource }) => matchesKind(resource, kind));
}
