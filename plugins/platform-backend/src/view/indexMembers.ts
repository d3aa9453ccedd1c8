import {
  InventoryObject,
  ServiceGroup,
} from '@254carbon/backstage-plugin-platform-common';

/** The service of each object. */
export type Members = ReadonlyMap<InventoryObject, string>;

const known = new WeakMap<readonly ServiceGroup[], Members>();

function collect(groups: readonly ServiceGroup[]): Members {
  const members = new Map<InventoryObject, string>();
  for (const group of groups) {
    const own = [
      ...group.workloads.flatMap(({ entry, pods }) => [entry, ...pods]),
      ...group.services,
      ...group.ingresses,
      ...group.customResources,
      ...group.autoscalers,
      ...group.disruptionBudgets,
      ...group.claims,
    ];
    for (const entry of own) {
      if (!members.has(entry)) members.set(entry, group.id);
    }
  }
  return members;
}

/** The service of each object of some groups; asked again about the same groups, it is the same map. */
export function indexMembers(groups: readonly ServiceGroup[]): Members {
  const last = known.get(groups);
  if (last) return last;
  const members = collect(groups);
  known.set(groups, members);
  return members;
}
