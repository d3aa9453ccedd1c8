import { bad, examineRule, good, open } from '../examine';
import { isGuarded } from './isGuarded';

/** Its namespace denies what nothing allows. */
export const defaultDeny = examineRule({
  id: 'default-deny',
  version: 2,
  category: 'security',
  title: 'Its namespace denies by default',
  why: 'Without a default, one pod that is taken over reaches every other.',
  weight: 4,
  level: 'gold',
  appliesTo: {
    sentence:
      'Services with pods in the pod network that the cluster does not bring with it',
    matches: isGuarded,
  },
  facts: ['traffic'],
  expected: 'a NetworkPolicy that selects every pod, for ingress and egress',
  good: 'Its namespace denies by default.',
  none: 'Policies do not reach it: its pods are in the network of their nodes.',
  remedy: {
    text: 'Add a NetworkPolicy with an empty podSelector and both policyTypes, and beside it what is needed: DNS, callers, what it calls.',
  },
  look: ({ traffic }) => {
    const reached = traffic.filter(({ hostNetwork }) => !hostNetwork);
    // Another repository that declares the namespace decides; a default of ours would cut off whoever else is in it.
    const leftOpen = reached.filter(
      ({ elsewhere, isolated }) => elsewhere && !isolated,
    );
    const spaces = new Map(
      [...reached, ...leftOpen].map(fact => [fact.namespace, fact]),
    );
    return [...spaces].map(([namespace, { denies, elsewhere, isolated }]) => {
      const { ingress, egress } = denies;
      if (elsewhere && isolated && !(ingress && egress))
        return open(
          `Namespace ${namespace}`,
          `whether ${namespace} denies by default is decided where it is declared, and not here; policies of its own deny for these pods`,
        );
      const open_ = [
        ...(ingress ? [] : ['ingress']),
        ...(egress ? [] : ['egress']),
      ];
      return open_.length > 0
        ? bad(
            `Namespace ${namespace}`,
            `${namespace} does not deny ${open_.join(' and ')} by default`,
          )
        : good(`Namespace ${namespace}`, 'denies both');
    });
  },
});
