import type { RuleSubject } from '../types';

/** Whether the rules of pod security are about a service: the network, storage and nodes of the cluster need their rights. */
export function isGuarded({ system, type }: RuleSubject): boolean {
  return system !== 'substrate' && type !== 'node-agent';
}
