import { WANTED_KINDS } from './wantedKinds';

/** A rule of a ClusterRole. */
export interface PolicyRule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

/**
 * The rights that the portal uses, no more: to read the wanted kinds, and to ask services for their health
 * through the service proxy. `rbac.yaml` carries exactly these rules.
 */
export function requiredRules(): PolicyRule[] {
  const groups = new Map<string, string[]>();
  for (const { group, resource } of WANTED_KINDS) {
    groups.set(group, [...(groups.get(group) ?? []), resource]);
  }
  return [
    ...[...groups].map(([group, resources]) => ({
      apiGroups: [group],
      resources,
      verbs: ['get', 'list', 'watch'],
    })),
    { apiGroups: [''], resources: ['services/proxy'], verbs: ['get'] },
  ];
}
