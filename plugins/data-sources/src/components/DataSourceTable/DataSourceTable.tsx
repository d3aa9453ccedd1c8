import {
  CellNote,
  EntityTabLink,
  FilteredTable,
  StatusPill,
  type Column,
  type UrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import type { ReactNode } from 'react';
import {
  AUTHENTICATION_KINDS,
  REDISTRIBUTION,
  type DataSource,
} from '@254carbon/backstage-plugin-platform-common';
import type {
  DataSourceFilter,
  DataSourceOrder,
} from '../../model/dataSourceList';
import {
  authenticationInWords,
  quotaInWords,
  REDISTRIBUTION_IN_WORDS,
  type DataSourceRow,
} from '../../model/toDataSourceRow';

/** Shows what is declared; a wrong declaration says nothing that could be relied on. */
function declared(show: (source: DataSource) => ReactNode) {
  return (row: DataSourceRow) =>
    row.declared ? show(row.declared) : <CellNote>not known</CellNote>;
}

function NameCell(props: { row: DataSourceRow }) {
  const { ref, title, description, problems } = props.row;
  return (
    <>
      <EntityTabLink entityRef={ref} tab="source">
        {title}
      </EntityTabLink>
      <CellNote>{description}</CellNote>
      {problems.length > 0 ? (
        <div>
          <StatusPill state="fail" /> The declaration is wrong:{' '}
          {problems.join(' ')}
        </div>
      ) : null}
    </>
  );
}

function quotaSource({ source, declared: declaration }: DataSourceRow): string {
  const publishers = declaration?.quota.map(quota => quota.source).join(', ');
  return `${source}; from ${
    publishers || 'nobody, the publisher names no limit'
  }`;
}

const COLUMNS: readonly Column<DataSourceRow, DataSourceOrder>[] = [
  {
    title: 'Source',
    width: 230,
    sort: 'title',
    cell: row => <NameCell row={row} />,
  },
  {
    title: 'State',
    width: 120,
    cell: () => (
      <>
        <StatusPill state="unknown" />
        <CellNote>not measured</CellNote>
      </>
    ),
    explain: () => 'Nothing measures yet whether this source delivers.',
  },
  {
    title: 'Quota',
    width: 130,
    sort: 'quota',
    cell: declared(quotaInWords),
    explain: quotaSource,
  },
  {
    title: 'Licence',
    width: 150,
    sort: 'licence',
    cell: declared(
      ({ licence }) => REDISTRIBUTION_IN_WORDS[licence.redistribution],
    ),
    explain: row => row.source,
  },
  {
    title: 'Authentication',
    width: 150,
    sort: 'authentication',
    cell: declared(authenticationInWords),
    explain: row => row.source,
  },
  {
    title: 'Series',
    width: 80,
    sort: 'series',
    numeric: true,
    cell: declared(({ series }) => series.length),
    explain: row => row.source,
  },
  {
    title: 'Consumers',
    width: 115,
    sort: 'consumers',
    numeric: true,
    cell: row => row.consumers.length,
    explain: () => 'counted from the relations of the catalog',
  },
];

const optionsOf = (values: readonly string[]) =>
  values.map(value => ({ value, label: value.replace(/-/g, ' ') }));

const CHOICES = [
  {
    filter: 'authentication',
    label: 'Authentication',
    options: optionsOf(AUTHENTICATION_KINDS),
  },
  {
    filter: 'redistribution',
    label: 'Licence',
    options: optionsOf(REDISTRIBUTION),
  },
] as const;

/** One row a source. The state is unknown until something measures it, and the row says so. */
export function DataSourceTable(props: {
  list: UrlFilters<DataSourceRow, DataSourceFilter, DataSourceOrder>;
}) {
  return (
    <FilteredTable
      list={props.list}
      what="sources"
      label="Data sources"
      columns={COLUMNS}
      rowKey={row => row.ref}
      placeholder="source or series"
      choices={CHOICES}
      noMatch="No source fits the search and the filters"
    />
  );
}
