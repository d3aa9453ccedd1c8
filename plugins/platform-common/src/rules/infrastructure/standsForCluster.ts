import type { RuleSubject } from '../types';

const STEWARDS: ReadonlySet<string | undefined> = new Set([
  'kubernetes-control-plane',
  'coredns',
]);

/** Whether a service stands for its cluster: rules about the cluster itself are judged on it, and on nobody else. */
export function standsForCluster({ profileId }: RuleSubject): boolean {
  return STEWARDS.has(profileId);
}
