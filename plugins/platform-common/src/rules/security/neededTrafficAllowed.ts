import { bad, examineRule, good } from '../examine';

/** What is denied by default is allowed where it is needed. */
export const neededTrafficAllowed = examineRule({
  id: 'needed-traffic-allowed',
  version: 2,
  category: 'security',
  title: 'What it needs on the network is allowed',
  why: 'A default that denies without an allowance cuts a service off, some of it only at the next connection.',
  weight: 4,
  level: 'silver',
  appliesTo: { sentence: 'Services in a namespace that denies by default' },
  facts: ['traffic'],
  expected: 'a policy that allows what the default denies',
  good: 'What it needs is allowed.',
  none: 'Its namespace denies nothing.',
  remedy: {
    text: 'Allow ingress on the ports that others call, and egress to DNS and to what it calls.',
  },
  look: ({ traffic }) =>
    traffic.flatMap(({ object, policies, hostNetwork, ...one }) => {
      const { denies, allows, resolves, calls, called } = one;
      if (hostNetwork || (!denies.ingress && !denies.egress)) return [];
      const mayNotCall = denies.egress && calls;
      const lacks = [
        ...(denies.ingress && called && !allows.ingress ? ['in'] : []),
        ...(mayNotCall && !allows.egress ? ['out, not even DNS'] : []),
        ...(mayNotCall && allows.egress && !resolves
          ? ['to DNS, by which it finds what it calls']
          : []),
      ];
      return [
        lacks.length > 0
          ? bad(
              [object, ...policies],
              `nothing lets ${object} be reached or reach: nothing ${lacks.join(
                ', nothing ',
              )}`,
            )
          : good(object, 'allowed'),
      ];
    }),
});
