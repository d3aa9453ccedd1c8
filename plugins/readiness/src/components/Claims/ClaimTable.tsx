/**
 * What documents said of the platform and when, beside the value that is computed now and the gap between. Where
 * nothing that is computed corresponds, that is said. A claim is never changed and never counts.
 */
import { ComparedDocument } from '@254carbon/backstage-plugin-platform-common';
import {
  absoluteTime,
  CellNote,
  Column,
  FilteredTable,
  Freshness,
  sourceInWords,
  StateIcon,
  StatusPill,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { amountInWords, gapInWords, spanOfAmounts } from '../../measure';
import {
  CLAIM_STATES,
  ClaimOrder,
  ClaimRow,
  CLAIMS,
  rowsOf,
} from './claimQuestions';

function Computed(props: { row: ClaimRow }) {
  const { computed, reason } = props.row.claim;
  if (!computed) return <CellNote>{reason ?? 'nothing'}</CellNote>;
  const { title, low, high, unit, at, source, stale } = computed;
  return (
    <>
      {spanOfAmounts(low, high, unit)}{' '}
      {stale ? <StatusPill state="stale" /> : null}
      <CellNote>
        {title}. {sourceInWords(source)}, <Freshness at={at} />
      </CellNote>
      {reason ? <CellNote>{reason}</CellNote> : null}
    </>
  );
}

function StatedOn(props: { row: ClaimRow }) {
  const { document, claim } = props.row;
  const day = document.statedOn.slice(0, 10);
  return (
    <>
      <EntityRefLink
        entityRef={document.entityRef}
        title={document.title}
        hideIcon
      />
      <CellNote>
        <time
          dateTime={document.statedOn}
          title={absoluteTime(document.statedOn)}
        >
          {day}
        </time>
        {claim.line ? `, line ${claim.line}` : ''}
      </CellNote>
    </>
  );
}

const COLUMNS: readonly Column<ClaimRow, ClaimOrder>[] = [
  {
    title: 'What is claimed',
    width: 200,
    sort: 'subject',
    cell: ({ claim }) => (
      <>
        {claim.subject}
        {claim.note ? <CellNote>{claim.note}</CellNote> : null}
      </>
    ),
  },
  {
    title: 'Claimed',
    width: 100,
    cell: ({ claim }) => claim.words ?? amountInWords(claim.value, claim.unit),
  },
  {
    title: 'Computed now',
    width: 260,
    cell: row => <Computed row={row} />,
  },
  {
    title: 'Gap',
    width: 110,
    sort: 'gap',
    cell: ({ claim: { gap, unit } }) =>
      gap ? gapInWords(gap.low, gap.high, unit) : '',
    explain: () => 'Computed minus claimed',
  },
  {
    title: 'Standing',
    width: 130,
    sort: 'state',
    cell: ({ claim }) => {
      const found = CLAIM_STATES.find(({ value }) => value === claim.state);
      return found ? (
        <>
          <StateIcon state={found.state} /> {found.label}
        </>
      ) : null;
    },
  },
  {
    title: 'Document',
    width: 170,
    sort: 'stated',
    cell: row => <StatedOn row={row} />,
  },
];

/** Every claim, the newest document first; filters and order are kept in the address. */
export function ClaimTable(props: { documents: readonly ComparedDocument[] }) {
  const { documents } = props;
  const list = useUrlFilters(CLAIMS, rowsOf(documents));
  return (
    <FilteredTable
      list={list}
      what="claims"
      label="Claims"
      columns={COLUMNS}
      rowKey={({ key }) => key}
      placeholder="Subject or document"
      choices={[
        { filter: 'state', label: 'Standing', options: CLAIM_STATES },
        {
          filter: 'document',
          label: 'Document',
          options: documents.map(({ id, title, statedOn }) => ({
            value: id,
            label: `${title} (${statedOn.slice(0, 10)})`,
          })),
        },
      ]}
      noMatch="No claim matches"
      advice="Change the search or the filters."
    />
  );
}
