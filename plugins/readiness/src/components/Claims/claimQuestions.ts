import {
  ClaimState,
  ComparedClaim,
  ComparedDocument,
} from '@254carbon/backstage-plugin-platform-common';
import { defineList, State } from '@254carbon/backstage-plugin-platform-react';

/** A claim with the document that makes it. */
export interface ClaimRow {
  key: string;
  claim: ComparedClaim;
  document: Pick<ComparedDocument, 'id' | 'title' | 'statedOn' | 'entityRef'>;
}

/** How a claim stands to what is computed, what is to be doubted first. */
export const CLAIM_STATES = [
  { value: 'differs', label: 'Differs', state: 'bad' },
  { value: 'possible', label: 'Possible', state: 'degraded' },
  { value: 'agrees', label: 'Agrees', state: 'good' },
  { value: 'not-known', label: 'Not known', state: 'unknown' },
  {
    value: 'nothing-corresponds',
    label: 'Nothing computed corresponds',
    state: 'not-applicable',
  },
] as const satisfies readonly {
  value: ClaimState;
  label: string;
  state: State;
}[];

/** The claims of documents as rows. */
export function rowsOf(documents: readonly ComparedDocument[]): ClaimRow[] {
  return documents.flatMap(({ claims, ...document }) =>
    claims.map((claim, i) => ({
      key: `${document.id} ${i}`,
      claim,
      document,
    })),
  );
}

/** Claims and what can be asked of them; the newest document comes first. */
export const CLAIMS = defineList({
  words: ({ claim, document }: ClaimRow) => [
    claim.subject,
    claim.words ?? '',
    claim.note ?? '',
    document.title,
  ],
  filters: {
    state: ({ claim }) => claim.state,
    document: ({ document }) => document.id,
  },
  orders: {
    stated: ({ document }) => Date.parse(document.statedOn),
    subject: ({ claim }) => claim.subject,
    state: ({ claim }) =>
      CLAIM_STATES.findIndex(({ value }) => value === claim.state),
    gap: ({ claim }) =>
      claim.gap && Math.max(Math.abs(claim.gap.low), Math.abs(claim.gap.high)),
  },
  initial: { sort: 'stated', descending: true },
  tieBreak: ({ claim, document }) =>
    `${document.id} ${String(claim.line ?? 0).padStart(6, '0')} ${
      claim.subject
    }`,
});

/** An order of claims. */
export type ClaimOrder = keyof typeof CLAIMS.orders;
