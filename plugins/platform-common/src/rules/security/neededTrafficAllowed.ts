import { bad, examineRule, good } from '../examine';

/** What is denied by default is allowed where it is needed. */
export const neededTrafficAllowed = examineRule({
  id: 'needed-traffic-allowed',
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
    traffic.flatMap(
      ({ object, denies, allows, calls, called, hostNetwork, policies }) => {
        if (hostNetwork || (!denies.ingress && !denies.egress)) return [];
        const lacks = [
          ...(denies.ingress && called && !allows.ingress ? ['in'] : []),
          ...(denies.egress && calls && !allows.egress
            ? ['out, not even DNS']
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
      },
    ),
});
