/**
 * Kinds that people declare, that no service is made of, and that the portal therefore asks for by name only. `rbac-names.yaml`
 * grants exactly these, apart from Secrets: Kubernetes knows no right to see that a Secret is there without the right to read
 * it, so that is for whoever runs the cluster to decide. Kinds that are declared and not on this list are asked for as well.
 */
import { PolicyRule } from '../kubernetes/requiredRules';
import { ServedKind } from '../kubernetes/types';

const KINDS: readonly (readonly [group: string, resources: string[]])[] = [
  ['rbac.authorization.k8s.io', ['roles', 'rolebindings', 'clusterroles']],
  ['scheduling.k8s.io', ['priorityclasses']],
  ['apiextensions.k8s.io', ['customresourcedefinitions']],
  [
    'admissionregistration.k8s.io',
    ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'],
  ],
];

/** The rules of `rbac-names.yaml`: to list, and nothing else. */
export function nameRules(): PolicyRule[] {
  return KINDS.map(([group, resources]) => ({
    apiGroups: [group],
    resources: [...resources],
    verbs: ['list'],
  }));
}

type Named = Pick<ServedKind, 'group' | 'resource'>;

/** Every kind whose names the portal would like to know although no service is made of it, Secrets included. */
export function listNameKinds(): Named[] {
  return [
    ...KINDS.flatMap(([group, resources]) =>
      resources.map(resource => ({ group, resource })),
    ),
    { group: '', resource: 'secrets' },
  ];
}

/** What to grant so that names of a kind can be read, as a sentence part. */
export function nameListGrant({ group, resource }: Named): string {
  if (group === '' && resource === 'secrets')
    return 'granting list on "secrets" would let the account of the portal read their values too, although the portal asks for names only, so that is for you to decide (plugins/platform-node/rbac-names.yaml)';
  return `grant list on "${resource}" in API group "${group}" (plugins/platform-node/rbac-names.yaml)`;
}
