/**
 * Why a score changed, in parts that add up. The list shows the biggest parts where there is little room; the
 * table shows them all, with what they add to each end in points, and their sum beside the difference.
 */
import {
  ChangeReason,
  ScoreChange,
} from '@254carbon/backstage-plugin-platform-common';
import {
  CellNote,
  Column,
  EmptyState,
  FilteredTable,
  StatusPill,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { useFirst } from '../../hooks/useFirst';
import { queryOf } from '../../scope';
import { ReadinessLink } from '../ReadinessLink';
import { RuleLink } from '../RuleLink';
import {
  CHANGE_WORDS,
  keyOfReason,
  partInWords,
  ReasonOrder,
  reasonInWords,
  REASONS,
} from './changeQuestions';
import { mostTelling } from './mostTelling';
import styles from './ChangeParts.module.css';

/** How many parts are shown before the reader asks for all; a page of a thousand rows is slow to read and to make. */
const FIRST = 100;

function signed(value: number): string {
  return value > 0 ? `+${value}` : `${value}`;
}

function About(props: { part: ChangeReason }) {
  const { kind, before, after, ruleId, ruleTitle } = props.part;
  return (
    <CellNote>
      {before ? (
        <>
          <StatusPill state={before} />
          {' to '}
        </>
      ) : null}
      {after ? <StatusPill state={after} /> : null}{' '}
      {kind === 'verdict' ? null : `${CHANGE_WORDS[kind]}. `}
      {ruleId ? <RuleLink ruleId={ruleId} title={ruleTitle ?? ruleId} /> : null}
    </CellNote>
  );
}

/** What a part adds, in points. */
const POINTS: readonly Column<ChangeReason, ReasonOrder>[] = [
  {
    title: 'Low end',
    width: 80,
    numeric: true,
    cell: ({ dLow }) => signed(dLow),
    explain: () => 'Points that it adds to the low end',
  },
  {
    title: 'High end',
    width: 80,
    numeric: true,
    cell: ({ dHigh }) => signed(dHigh),
    explain: () => 'Points that it adds to the high end',
  },
  {
    title: 'Points in all',
    width: 85,
    numeric: true,
    cell: ({ dOf }) => signed(dOf),
    explain: () => 'Points that it adds to what the score is of',
  },
];

function columnsOf(
  shareOf: number,
  moments: { from: string; to: string },
): readonly Column<ChangeReason, ReasonOrder>[] {
  return [
    {
      title: 'What happened',
      width: 380,
      sort: 'kind',
      cell: part => (
        <>
          {reasonInWords(part)}
          <About part={part} />
        </>
      ),
    },
    {
      title: 'Service',
      width: 140,
      sort: 'service',
      cell: ({ serviceTitle, serviceId }) =>
        serviceId ? (
          <ReadinessLink
            to={`/changes${queryOf(
              { scope: 'service', id: serviceId },
              moments,
            )}`}
          >
            {serviceTitle ?? serviceId}
          </ReadinessLink>
        ) : null,
    },
    {
      title: 'Effect',
      width: 80,
      sort: 'effect',
      numeric: true,
      cell: ({ share }) => partInWords(share, shareOf),
      explain: ({ share }) =>
        `${share} of ${shareOf}: exact, so that the parts add up to the change of the percentage`,
    },
    ...POINTS,
  ];
}

function choicesOf(parts: readonly ChangeReason[]) {
  const kinds = [...new Set(parts.map(({ kind }) => kind))];
  return [
    {
      filter: 'direction',
      label: 'Direction',
      options: [
        { value: 'down', label: 'Lowers the score' },
        { value: 'up', label: 'Raises the score' },
        { value: 'none', label: 'Leaves the low end' },
      ],
    },
    {
      filter: 'kind',
      label: 'Kind',
      options: kinds.map(value => ({ value, label: CHANGE_WORDS[value] })),
    },
  ] as const;
}

/** All parts as a table; filters and order are kept in the address. */
export function ChangeTable(props: { change: ScoreChange }) {
  const { parts, shareOf, from, to } = props.change;
  const list = useUrlFilters(REASONS, parts);
  const { shown, more } = useFirst(list.found, FIRST, 'parts');
  return (
    <>
      <FilteredTable
        list={{ ...list, found: shown }}
        status={`${list.found.length} of ${list.total} parts, the first ${shown.length} shown`}
        what="parts"
        label="Parts of the change"
        columns={columnsOf(shareOf, { from, to })}
        rowKey={keyOfReason}
        placeholder="Service, rule or reason"
        choices={choicesOf(parts)}
        noMatch="No part matches"
      />
      {more}
    </>
  );
}

/** The parts that moved the score most, falls before gains. */
export function ChangeParts(props: { change: ScoreChange; most: number }) {
  const { change, most } = props;
  const { parts, shareOf, scope } = change;
  if (parts.length === 0) {
    return (
      <EmptyState title="Nothing moved it">
        Every verdict, weight, exemption and cap is what it was.
      </EmptyState>
    );
  }
  const { shown, rests } = mostTelling(parts, most);
  return (
    <ul className={styles.list}>
      {shown.map(part => (
        <li key={keyOfReason(part)} className={styles.part}>
          <span className={styles.figure}>
            {partInWords(part.share, shareOf)}
          </span>
          <div className={styles.body}>
            {part.serviceTitle && scope !== 'service' ? (
              <strong>{part.serviceTitle}: </strong>
            ) : null}
            {reasonInWords(part)}
            <About part={part} />
          </div>
        </li>
      ))}
      {rests.map(({ what, share }) => (
        <li key={what} className={styles.part}>
          <span className={styles.figure}>{partInWords(share, shareOf)}</span>
          <span className={styles.body}>{what} together</span>
        </li>
      ))}
    </ul>
  );
}
