import { bad, examineRule, good } from '../examine';

/** Software that rules whole clusters by its nature. */
const RULERS: ReadonlySet<string | undefined> = new Set([
  'velero',
  'argocd',
  'kyverno',
  'kubernetes-control-plane',
  'keda',
  'rook-ceph',
]);

/** No service account of it may do everything. */
export const noClusterAdmin = examineRule({
  id: 'no-cluster-admin',
  version: 2,
  category: 'security',
  title: 'It does not rule the cluster',
  why: 'Whoever takes over a pod with these rights has taken over the cluster, its Secrets included.',
  weight: 5,
  level: 'silver',
  acceptsEvidence: true,
  appliesTo: {
    sentence: 'Services that need no right over the whole cluster',
    matches: ({ profileId, system }) =>
      !RULERS.has(profileId) && system !== 'substrate',
  },
  facts: ['admins'],
  expected: 'no binding to cluster-admin, or to a role that is as wide',
  good: 'None of its accounts may do everything.',
  none: 'It has no service account with a token.',
  remedy: {
    text: 'Replace the binding by a Role with the verbs and resources that it really uses.',
  },
  look: ({ admins }) =>
    admins.map(({ account, bindings }) =>
      bindings.length > 0
        ? bad(
            [account, ...bindings],
            `${account} may do everything, by ${bindings.join(', ')}`,
          )
        : good(account, 'is bound to no cluster-admin'),
    ),
});
