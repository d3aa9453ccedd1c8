import { bad, examineRule, good, open } from '../examine';

/** The cluster's own policies hold for its workloads. */
export const clusterPoliciesHold = examineRule({
  id: 'cluster-policies-hold',
  category: 'security',
  title: "The cluster's own policies hold",
  why: 'What violates a policy is refused at its next change, or has slipped in before the policy came.',
  weight: 5,
  level: 'silver',
  appliesTo: { sentence: 'Services that a policy of the cluster is about' },
  facts: ['policies'],
  expected: 'the shape that the policy asks for',
  good: 'Every policy holds.',
  none: 'No policy of the cluster is about it.',
  remedy: {
    text: 'Change the manifest to what the policy asks for; its message says what that is.',
  },
  look: ({ policies }) =>
    policies.map(({ policy, object, says, because }) => {
      const objects = [object, policy.split('/')[0]];
      if (says === 'unknown') return open(objects, `${policy}: ${because}`);
      return says === 'holds'
        ? good(objects, `${policy} holds`)
        : bad(objects, `${object} violates ${policy}: ${because}`);
    }),
});
