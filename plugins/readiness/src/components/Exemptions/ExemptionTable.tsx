import { ExemptionView } from '@254carbon/backstage-plugin-platform-common';
import {
  CellNote,
  Column,
  FilteredTable,
  Freshness,
  Person,
  StateIcon,
  useEntityTitles,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { AboutCell } from '../AboutCell';
import { ExemptionActions } from './ExemptionActions';
import {
  ExemptionOrder,
  EXEMPTIONS,
  phaseOf,
  PHASES,
} from './exemptionQuestions';

/** Where an exemption stands, with who decided and why. */
export function ExemptionPhase(props: { exemption: ExemptionView }) {
  const { exemption } = props;
  const { decidedBy, decidedAt, decisionNote } = exemption;
  const phase = PHASES.find(({ value }) => value === phaseOf(exemption));
  const endedBy = exemption.revokedBy ?? decidedBy;
  const note = exemption.revokeNote ?? decisionNote;
  return (
    <>
      {phase ? <StateIcon state={phase.state} /> : null} {phase?.label}
      {endedBy ? (
        <CellNote>
          <Person entityRef={endedBy} />{' '}
          <Freshness at={exemption.revokedAt ?? decidedAt} />
          {note ? `: ${note}` : ''}
        </CellNote>
      ) : null}
    </>
  );
}

function WhoCell(props: { exemption: ExemptionView }) {
  const { owner, requestedBy, requestedAt } = props.exemption;
  return (
    <>
      <Person entityRef={owner} />
      <CellNote>
        asked by <Person entityRef={requestedBy} />{' '}
        <Freshness at={requestedAt} />
      </CellNote>
    </>
  );
}

function columnsOf(
  onChanged: (said: string) => void,
): readonly Column<ExemptionView, ExemptionOrder>[] {
  return [
    {
      title: 'Rule and service',
      width: 190,
      sort: 'rule',
      cell: exemption => <AboutCell about={exemption} />,
    },
    {
      title: 'Standing',
      width: 125,
      sort: 'urgency',
      cell: exemption => <ExemptionPhase exemption={exemption} />,
    },
    {
      title: 'Reason, and what protects meanwhile',
      width: 260,
      cell: ({ reason, compensatingControl }) => (
        <>
          {reason}
          <CellNote>Meanwhile: {compensatingControl}</CellNote>
        </>
      ),
    },
    {
      title: 'Who',
      width: 145,
      cell: exemption => <WhoCell exemption={exemption} />,
    },
    {
      title: 'Until',
      width: 90,
      sort: 'until',
      cell: ({ until }) => <Freshness at={until} />,
    },
    {
      title: 'Decide',
      width: 150,
      cell: exemption => (
        <ExemptionActions exemption={exemption} onChanged={onChanged} />
      ),
    },
  ];
}

function distinct(values: Iterable<[string, string]>) {
  return [...new Map(values)]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** Exemptions, what waits for a decision first; filters and order are kept in the address. */
export function ExemptionTable(props: {
  exemptions: readonly ExemptionView[];
  onChanged: (said: string) => void;
}) {
  const { exemptions, onChanged } = props;
  const list = useUrlFilters(EXEMPTIONS, exemptions);
  const ownerInWords = useEntityTitles(exemptions.map(({ owner }) => owner));
  return (
    <FilteredTable
      list={list}
      what="exemptions"
      label="Exemptions"
      columns={columnsOf(onChanged)}
      rowKey={({ id }) => id}
      placeholder="Rule, service or reason"
      choices={[
        { filter: 'phase', label: 'Standing', options: PHASES },
        {
          filter: 'service',
          label: 'Service',
          options: distinct(
            exemptions.map(item => [item.serviceId, item.serviceTitle]),
          ),
        },
        {
          filter: 'owner',
          label: 'Answers for it',
          options: distinct(
            exemptions.map(({ owner }) => [owner, ownerInWords(owner)]),
          ),
        },
      ]}
      noMatch="No exemption matches"
      advice="Change the search or the filters."
    />
  );
}
