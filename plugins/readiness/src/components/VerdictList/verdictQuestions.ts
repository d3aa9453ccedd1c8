import { ReactNode } from 'react';
import {
  CATEGORY_TITLES,
  RuleCategory,
  Verdict,
} from '@254carbon/backstage-plugin-platform-common';
import { defineList } from '@254carbon/backstage-plugin-platform-react';

/** A verdict with its name, its sentence, and on demand its evidence and its remedy. */
export interface NamedVerdict {
  key: string;
  /** The rule or the service that it is about. */
  name: string;
  category?: RuleCategory;
  /** A link or a few words beside the evidence. */
  more?: ReactNode;
  /** What can be done about it here. */
  actions?: ReactNode;
  verdict: Verdict;
}

/** How a verdict counts, and what a person must look at first. */
export const STANDINGS = [
  { value: 'fail', label: 'Fails' },
  { value: 'unknown', label: 'Unknown' },
  { value: 'stale', label: 'Stale' },
  { value: 'exempt', label: 'Exempt' },
  { value: 'manual', label: 'Proved by people' },
  { value: 'pass', label: 'Passes' },
  { value: 'not-applicable', label: 'Not applicable' },
] as const;

/** How a verdict counts. */
export type Standing = (typeof STANDINGS)[number]['value'];

/** How a verdict counts: set aside before all else, then whether it is known, then what it says. */
export function standingOf(verdict: Verdict): Standing {
  const { outcome, stale, exemption, manual } = verdict;
  if (outcome === 'not-applicable') return outcome;
  if (exemption) return 'exempt';
  if (stale) return 'stale';
  return outcome === 'pass' && manual ? 'manual' : outcome;
}

function urgencyOf({ verdict }: NamedVerdict): number {
  const standing = standingOf(verdict);
  return STANDINGS.findIndex(({ value }) => value === standing);
}

/** Verdicts and what can be asked of them; what needs a person comes first. */
export const VERDICTS = defineList({
  words: ({ name, verdict, category }: NamedVerdict) => [
    name,
    verdict.summary,
    category ? CATEGORY_TITLES[category].title : '',
    ...verdict.evidence.flatMap(({ objects }) => objects),
  ],
  filters: {
    state: ({ verdict }) => standingOf(verdict),
    category: ({ category }) => category,
  },
  orders: { urgency: urgencyOf },
  initial: { sort: 'urgency', descending: false },
  tieBreak: ({ name }) => name,
});
