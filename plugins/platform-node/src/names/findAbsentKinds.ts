import {
  ClusterState,
  DeclaredTree,
  groupOf,
  stateOfKind,
} from '@254carbon/backstage-plugin-platform-common';

/** A kind that is declared for a cluster and that the portal does not hold objects of. */
export interface AbsentKind {
  group: string;
  version: string;
  kind: string;
}

/** The kinds that trees declare for a cluster and that its reader does not hold, sorted. */
export function findAbsentKinds(
  trees: readonly DeclaredTree[],
  cluster: ClusterState,
): AbsentKind[] {
  const found = new Map<string, AbsentKind>();
  const held = new Set<string>();
  for (const tree of trees) {
    if (tree.cluster !== undefined && tree.cluster !== cluster.name) continue;
    for (const { object } of tree.objects) {
      const { apiVersion, kind } = object;
      const group = groupOf(apiVersion);
      const key = `${group} ${kind}`;
      if (found.has(key) || held.has(key)) continue;
      if (stateOfKind(cluster, apiVersion, kind)) held.add(key);
      else
        found.set(key, {
          group,
          version: apiVersion.split('/').at(-1) ?? apiVersion,
          kind,
        });
    }
  }
  return [...found.keys()].sort().flatMap(key => found.get(key) ?? []);
}
