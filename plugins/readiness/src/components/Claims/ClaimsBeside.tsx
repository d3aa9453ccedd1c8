import { ComparedDocument } from '@254carbon/backstage-plugin-platform-common';
import {
  DataTable,
  EmptyState,
  StateIcon,
} from '@254carbon/backstage-plugin-platform-react';
import { amountInWords, gapInWords, spanOfAmounts } from '../../measure';
import { CLAIM_STATES, ClaimRow, rowsOf } from './claimQuestions';

/** What documents said of the platform's whole score, the newest first, beside what is computed now. */
export function ClaimsBeside(props: {
  documents: readonly ComparedDocument[];
}) {
  const rows = rowsOf(props.documents)
    .filter(({ claim }) => claim.corresponds === 'score')
    .sort(
      (a, b) =>
        Date.parse(b.document.statedOn) - Date.parse(a.document.statedOn),
    );
  return (
    <DataTable
      label="Claims about the whole score"
      rows={rows}
      rowKey={({ key }: ClaimRow) => key}
      columns={[
        {
          title: 'Stated on',
          width: 130,
          cell: ({ document }) => document.statedOn.slice(0, 10),
          explain: ({ document }) => document.title,
        },
        {
          title: 'Claimed',
          width: 80,
          cell: ({ claim }) =>
            claim.words ?? amountInWords(claim.value, claim.unit),
        },
        {
          title: 'Computed now',
          width: 110,
          cell: ({ claim: { computed } }) =>
            computed
              ? spanOfAmounts(computed.low, computed.high, computed.unit)
              : 'not known',
          explain: ({ claim }) => claim.computed?.title ?? '',
        },
        {
          title: 'Gap',
          width: 120,
          cell: ({ claim: { gap, unit, state } }) => {
            const found = CLAIM_STATES.find(({ value }) => value === state);
            return (
              <>
                {found ? <StateIcon state={found.state} /> : null}{' '}
                {gap ? gapInWords(gap.low, gap.high, unit) : found?.label}
              </>
            );
          },
        },
      ]}
      empty={
        <EmptyState title="No document claims a whole score">
          Documents are Resources of the catalog of type status-document.
        </EmptyState>
      }
    />
  );
}
