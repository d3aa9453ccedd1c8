/**
 * What the platform's documents promise in figures, beside what is measured of it. What is not measured says why, and
 * is never shown as met; where documents name different targets, each is judged by itself.
 */
import { KpiReading } from '@254carbon/backstage-plugin-platform-common';
import {
  CellNote,
  Column,
  FilteredTable,
  Freshness,
  instantsInWords,
  sourceInWords,
  Sparkline,
  StateIcon,
  StatusPill,
  useEntityTitles,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { amountInWords, spanOfAmounts, targetInWords } from '../../measure';
import { KPI_STATES, KpiOrder, KPIS } from './kpiQuestions';

function Standing(props: { state: KpiReading['state'] }) {
  const found = KPI_STATES.find(({ value }) => value === props.state);
  return found ? (
    <>
      <StateIcon state={found.state} /> {found.label}
    </>
  ) : null;
}

function valueInWords({ value, range, unit }: KpiReading): string {
  if (value !== undefined) return amountInWords(value, unit);
  return range ? spanOfAmounts(range.low, range.high, unit) : 'not measured';
}

function Measured(props: { kpi: KpiReading }) {
  const { detail, source, measuredAt, reason, wouldNeed, stale } = props.kpi;
  return (
    <>
      {valueInWords(props.kpi)} {stale ? <StatusPill state="stale" /> : null}
      {detail ? <CellNote>{instantsInWords(detail)}</CellNote> : null}
      {reason ? <CellNote>{instantsInWords(reason)}</CellNote> : null}
      {wouldNeed && !reason?.includes(wouldNeed) ? (
        <CellNote>It would need: {wouldNeed}</CellNote>
      ) : null}
      {source && measuredAt ? (
        <CellNote>
          {sourceInWords(source)}, <Freshness at={measuredAt} />
        </CellNote>
      ) : null}
    </>
  );
}

/** The entity that stands for a document; its title is what people call it. */
function refOfDocument(document: string): string {
  return `resource:default/${document}`;
}

function Targets(props: { kpi: KpiReading }) {
  const { sources, comparison, unit, conflict } = props.kpi;
  return (
    <>
      {sources.map(source => (
        <div key={`${source.document} ${source.line} ${source.target}`}>
          {targetInWords(source.target, source.comparison ?? comparison, unit)}
          {conflict ? (
            <>
              {': '}
              <Standing state={source.state} />
            </>
          ) : null}
          <CellNote>
            <EntityRefLink
              entityRef={refOfDocument(source.document)}
              hideIcon
              underline="always"
            />
            {source.line ? `, line ${source.line}` : ''}
            {source.said ? `; it says "${source.said}"` : ''}
          </CellNote>
        </div>
      ))}
    </>
  );
}

function Trend(props: { kpi: KpiReading }) {
  const { trend, title } = props.kpi;
  if (trend.length < 2) return <CellNote>none yet</CellNote>;
  return (
    <Sparkline
      label={title}
      values={trend.map(({ value }) => value)}
      width={110}
    />
  );
}

const COLUMNS: readonly Column<KpiReading, KpiOrder>[] = [
  {
    title: 'KPI',
    width: 210,
    sort: 'title',
    cell: ({ title, description }) => (
      <>
        {title}
        <CellNote>{description}</CellNote>
      </>
    ),
  },
  {
    title: 'Standing',
    width: 130,
    sort: 'state',
    cell: ({ state, conflict }) => (
      <>
        <Standing state={state} />
        {conflict ? <CellNote>documents disagree</CellNote> : null}
      </>
    ),
  },
  {
    title: 'Measured',
    width: 260,
    sort: 'measured',
    cell: kpi => <Measured kpi={kpi} />,
  },
  {
    title: 'Target, and where it is written',
    width: 230,
    cell: kpi => <Targets kpi={kpi} />,
  },
  { title: '30 days', width: 130, cell: kpi => <Trend kpi={kpi} /> },
];

function choicesOf(
  kpis: readonly KpiReading[],
  titleOf: (document: string) => string,
) {
  const documents = new Set(
    kpis.flatMap(({ sources }) => sources.map(({ document }) => document)),
  );
  return [
    { filter: 'state', label: 'Standing', options: KPI_STATES },
    {
      filter: 'conflict',
      label: 'Documents',
      options: [
        { value: 'yes', label: 'disagree' },
        { value: 'no', label: 'agree, or there is one' },
      ],
    },
    {
      filter: 'document',
      label: 'Document',
      options: [...documents]
        .map(value => ({ value, label: titleOf(value) }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    },
  ] as const;
}

/** The KPIs, what is missed first; filters and order are kept in the address. */
export function KpiTable(props: { kpis: readonly KpiReading[] }) {
  const { kpis } = props;
  const list = useUrlFilters(KPIS, kpis);
  const titleOf = useEntityTitles(
    kpis.flatMap(({ sources }) =>
      sources.map(({ document }) => refOfDocument(document)),
    ),
  );
  return (
    <FilteredTable
      list={list}
      what="KPIs"
      label="KPIs"
      columns={COLUMNS}
      rowKey={({ id }) => id}
      placeholder="KPI or document"
      choices={choicesOf(kpis, document => titleOf(refOfDocument(document)))}
      noMatch="No KPI matches"
      advice="Change the search or the filters."
    />
  );
}
