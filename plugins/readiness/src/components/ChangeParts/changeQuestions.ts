import {
  ChangeReason,
  ScoreChange,
} from '@254carbon/backstage-plugin-platform-common';
import {
  defineList,
  instantsInWords,
} from '@254carbon/backstage-plugin-platform-react';

/** What the kinds of reasons are called. */
export const CHANGE_WORDS: Readonly<Record<ChangeReason['kind'], string>> = {
  verdict: 'a verdict changed',
  'service-added': 'a service came',
  'service-removed': 'a service went',
  'rule-added': 'a rule came',
  'rule-removed': 'a rule went',
  weight: 'a weight changed',
  exemption: 'an exemption began or ended',
  evidence: 'manual evidence began or ended',
  'expected-down': 'expected down began or ended',
  cap: 'a cap took or gave back',
};

/** What tells reasons apart. */
export function keyOfReason(part: ChangeReason): string {
  const { kind, serviceId, ruleId, category } = part;
  return [kind, serviceId, ruleId, category].join(' ');
}

/** One sentence: what happened, to whom. */
export function reasonInWords(part: ChangeReason): string {
  const { kind, serviceTitle, serviceId, ruleTitle, ruleId, summary } = part;
  if (summary) return instantsInWords(summary);
  const about = [serviceTitle ?? serviceId, ruleTitle ?? ruleId].filter(
    Boolean,
  );
  return about.length > 0
    ? `${about.join(', ')}: ${CHANGE_WORDS[kind]}`
    : CHANGE_WORDS[kind];
}

/** A part of the change in percent of the score: `-3.2`; two digits below a tenth, so that small parts show. */
export function partInWords(
  share: number,
  shareOf: Pick<ScoreChange, 'shareOf'>['shareOf'],
): string {
  if (share === 0 || shareOf === 0) return '0';
  const percent = (share * 100) / shareOf;
  const size = Math.abs(percent);
  const digits = size < 0.1 ? 2 : 1;
  return `${percent < 0 ? '-' : '+'}${size.toFixed(digits)}`;
}

/** Reasons and what can be asked of them; the biggest effect comes first. */
export const REASONS = defineList({
  words: (part: ChangeReason) => [
    reasonInWords(part),
    part.serviceTitle ?? '',
    part.ruleTitle ?? '',
    CHANGE_WORDS[part.kind],
  ],
  filters: {
    kind: ({ kind }) => kind,
    direction: ({ share }) => {
      if (share === 0) return 'none';
      return share < 0 ? 'down' : 'up';
    },
  },
  orders: {
    effect: ({ share }) => Math.abs(share),
    service: ({ serviceTitle, serviceId }) => serviceTitle ?? serviceId,
    kind: ({ kind }) => CHANGE_WORDS[kind],
  },
  initial: { sort: 'effect', descending: true },
  tieBreak: keyOfReason,
});

/** An order of the reasons. */
export type ReasonOrder = keyof typeof REASONS.orders;
