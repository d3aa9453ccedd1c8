import { ExemptionView } from '@254carbon/backstage-plugin-platform-common';
import { defineList, State } from '@254carbon/backstage-plugin-platform-react';

/** Where an exemption stands, as people look for it: in force is told from ending soon. */
export const PHASES = [
  { value: 'requested', label: 'Waits for approval', state: 'unknown' },
  { value: 'ending', label: 'Ends soon', state: 'stale' },
  { value: 'in-force', label: 'In force', state: 'exempt' },
  { value: 'rejected', label: 'Rejected', state: 'bad' },
  { value: 'revoked', label: 'Ended early', state: 'not-applicable' },
  { value: 'expired', label: 'Over', state: 'not-applicable' },
] as const satisfies readonly { value: string; label: string; state: State }[];

/** Where an exemption stands. */
export type Phase = (typeof PHASES)[number]['value'];

/** Where an exemption stands now. */
export function phaseOf({ phase, expiresSoon }: ExemptionView): Phase {
  return phase === 'in-force' && expiresSoon ? 'ending' : phase;
}

function urgencyOf(exemption: ExemptionView): number {
  return PHASES.findIndex(({ value }) => value === phaseOf(exemption));
}

/** Exemptions and what can be asked of them; what waits for a decision comes first, then what ends soonest. */
export const EXEMPTIONS = defineList({
  words: (exemption: ExemptionView) => [
    exemption.ruleTitle,
    exemption.serviceTitle,
    exemption.reason,
    exemption.compensatingControl,
    exemption.owner,
  ],
  filters: {
    // Who asks for what is in force means also what ends soon.
    phase: exemption =>
      phaseOf(exemption) === 'ending'
        ? ['ending', 'in-force']
        : phaseOf(exemption),
    service: ({ serviceId }) => serviceId,
    owner: ({ owner }) => owner,
  },
  orders: {
    urgency: exemption => [urgencyOf(exemption), Date.parse(exemption.until)],
    rule: ({ ruleTitle }) => ruleTitle,
    service: ({ serviceTitle }) => serviceTitle,
    until: ({ until }) => Date.parse(until),
  },
  initial: { sort: 'urgency', descending: false },
  tieBreak: ({ id }) => id,
});

/** An order of exemptions. */
export type ExemptionOrder = keyof typeof EXEMPTIONS.orders;
