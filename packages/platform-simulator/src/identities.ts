/** Who may call the platform's Kubernetes API. Tokens are made at each start and are worth nothing after it. */
import { randomBytes } from 'node:crypto';
import { resourceTypes } from './kubernetes/resourceTypes';
import type { Identity, PolicyRule } from './kubernetes/types';

/** The identities, by what they are for. */
export type IdentityName = 'portal' | 'operator' | 'viewer' | 'limited';

const READ = ['get', 'list', 'watch'];

/** Reading everything but Secrets, and reaching services through the API server. */
function portalRules(): PolicyRule[] {
  const groups = new Map<string, Set<string>>();
  for (const { group, plural } of resourceTypes) {
    if (plural !== 'secrets') {
      groups.set(group, (groups.get(group) ?? new Set()).add(plural));
    }
  }
  return [
    ...[...groups].map(([group, plurals]) => ({
      verbs: READ,
      apiGroups: [group],
      resources: [...plurals],
    })),
    {
      verbs: ['get'],
      apiGroups: [''],
      resources: ['services/proxy', 'pods/log'],
      nonResourceURLs: ['*'],
    },
  ];
}

const RULES: Record<IdentityName, () => PolicyRule[]> = {
  portal: portalRules,
  operator: () => [
    {
      verbs: ['*'],
      apiGroups: ['*'],
      resources: ['*'],
      nonResourceURLs: ['*'],
    },
  ],
  viewer: () => [
    {
      verbs: ['get', 'list'],
      apiGroups: ['*'],
      resources: ['*'],
      namespaces: ['data-platform'],
    },
  ],
  limited: () => [
    {
      verbs: READ,
      apiGroups: [''],
      resources: ['pods'],
      namespaces: ['monitoring'],
    },
  ],
};

const NAMES: IdentityName[] = ['portal', 'operator', 'viewer', 'limited'];

/** Makes the identities with fresh random tokens. */
export function createIdentities(): Record<IdentityName, Identity> {
  const [portal, operator, viewer, limited] = NAMES.map(createIdentity);
  return { portal, operator, viewer, limited };
}

function createIdentity(name: IdentityName): Identity {
  return {
    token: randomBytes(24).toString('hex'),
    user: `demo:${name}`,
    groups: ['system:authenticated', `demo:${name}s`],
    rules: RULES[name](),
  };
}
