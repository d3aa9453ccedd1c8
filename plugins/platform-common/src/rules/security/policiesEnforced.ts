import { bad, examineRule, good, open } from '../examine';
import { standsForCluster } from '../infrastructure/standsForCluster';

/** Something on the network enforces the policies that are written. */
export const policiesEnforced = examineRule({
  id: 'policies-enforced',
  category: 'security',
  title: 'The network enforces policies',
  why: 'On a network that ignores them, forty policies are forty files.',
  weight: 5,
  level: 'silver',
  acceptsEvidence: true,
  appliesTo: {
    sentence:
      'The service that stands for a cluster with network policies: its control plane, or its DNS',
    matches: standsForCluster,
  },
  facts: ['enforcers'],
  expected: 'a network plugin that enforces policies',
  good: 'The network enforces policies.',
  none: 'The cluster has no network policy.',
  remedy: {
    text: 'Run a plugin that enforces them: Calico, Cilium, or Canal beside Flannel.',
  },
  about: ({ policies }) => policies > 0,
  look: ({ enforcers: { enforcers, ignorers } }) => {
    if (enforcers.length > 0)
      return [good(enforcers, `enforced by ${enforcers.join(', ')}`)];
    return ignorers.length > 0
      ? [bad(ignorers, `${ignorers.join(', ')} ignores network policies`)]
      : [open([], 'which plugin the network has is not seen')];
  },
});
