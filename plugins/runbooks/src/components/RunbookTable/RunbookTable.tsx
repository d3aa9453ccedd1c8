import {
  CellNote,
  FilteredTable,
  useEntityTitles,
  type Column,
  type UrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { RunbookFilter, RunbookOrder } from '../../model/runbookList';
import type { RunbookRow } from '../../model/toRunbookRow';
import { RiskLabel } from '../RiskLabel';
import { VerifiedState } from '../VerifiedState';
import { choicesOf } from './choicesOf';
import styles from './RunbookTable.module.css';

function TitleCell(props: { row: RunbookRow }) {
  const { href, title, summary, estimatedMinutes } = props.row;
  return (
    <>
      <Link to={href} underline="always">
        {title}
      </Link>
      <CellNote>
        {summary}
        {estimatedMinutes ? ` About ${estimatedMinutes} min.` : ''}
      </CellNote>
    </>
  );
}

function ServicesCell(props: { services: string[] }) {
  const { services } = props;
  if (services.length === 0) return <CellNote>none named</CellNote>;
  return (
    <ul className={styles.services}>
      {services.map(service => (
        <li key={service}>
          <EntityRefLink entityRef={service} hideIcon />
        </li>
      ))}
    </ul>
  );
}

const COLUMNS: readonly Column<RunbookRow, RunbookOrder>[] = [
  {
    title: 'Runbook',
    width: 230,
    sort: 'title',
    cell: row => <TitleCell row={row} />,
  },
  {
    title: 'Services',
    width: 145,
    sort: 'services',
    cell: ({ services }) => <ServicesCell services={services} />,
  },
  {
    title: 'Risk',
    width: 105,
    sort: 'risk',
    cell: ({ risk }) => <RiskLabel risk={risk} />,
  },
  {
    title: 'Last verified',
    width: 130,
    sort: 'verified',
    cell: row => <VerifiedState row={row} />,
  },
  {
    title: 'Owner',
    width: 135,
    sort: 'owner',
    cell: ({ owner }) =>
      owner ? (
        <EntityRefLink entityRef={owner} hideIcon />
      ) : (
        <CellNote>nobody</CellNote>
      ),
  },
];

/** The runbooks as a table that sorts by any column; the services and owners of all of them can be chosen. */
export function RunbookTable(props: {
  list: UrlFilters<RunbookRow, RunbookFilter, RunbookOrder>;
  /** Every runbook, whatever is asked for. */
  all: readonly RunbookRow[];
}) {
  const { list, all } = props;
  const titleOf = useEntityTitles(
    all.flatMap(({ services, owner }) => [
      ...services,
      ...(owner ? [owner] : []),
    ]),
  );
  return (
    <FilteredTable
      list={list}
      what="runbooks"
      label="Runbooks"
      columns={COLUMNS}
      rowKey={row => row.ref}
      placeholder="title, summary or service"
      choices={choicesOf(all, titleOf)}
      noMatch="No runbook fits the search and the filters"
    />
  );
}
