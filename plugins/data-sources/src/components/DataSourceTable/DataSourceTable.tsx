import {
  StatusPill,
  EntityTabLink,
} from '@254carbon/backstage-plugin-platform-react';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiExpandUpDownLine,
} from '@remixicon/react';
import type { DataSourceFilter, SortKey } from '../../model/filterDataSources';
import {
  authenticationInWords,
  quotaInWords,
  REDISTRIBUTION_IN_WORDS,
  type DataSourceRow,
} from '../../model/toDataSourceRow';
import styles from './DataSourceTable.module.css';

const COLUMNS: ReadonlyArray<{
  key: SortKey;
  title: string;
  className: string;
}> = [
  { key: 'quota', title: 'Quota', className: styles.middle },
  { key: 'licence', title: 'Licence', className: styles.middle },
  { key: 'authentication', title: 'Authentication', className: styles.middle },
  { key: 'series', title: 'Series', className: styles.narrow },
  { key: 'consumers', title: 'Consumers', className: styles.narrow },
];

type Sorting = Pick<DataSourceFilter, 'sort' | 'descending'>;

function ColumnHead(props: {
  column: { key: SortKey; title: string; className: string };
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
}) {
  const { column, sorting, onSort } = props;
  const isSorted = sorting.sort === column.key;
  const SortedIcon = sorting.descending ? RiArrowDownSLine : RiArrowUpSLine;
  const Icon = isSorted ? SortedIcon : RiExpandUpDownLine;
  const direction = sorting.descending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      className={column.className}
      aria-sort={isSorted ? direction : 'none'}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() =>
          onSort({
            sort: column.key,
            descending: isSorted && !sorting.descending,
          })
        }
      >
        {column.title}
        <Icon size={16} aria-hidden="true" />
      </button>
    </th>
  );
}

function DeclaredCells(props: { row: DataSourceRow }) {
  const { declared, source, problems, consumers } = props.row;
  if (!declared) {
    return (
      <td colSpan={5}>
        <StatusPill state="fail" /> The declaration is wrong:{' '}
        {problems.join(' ')}
      </td>
    );
  }
  return (
    <>
      <td
        title={`${source}; from ${
          declared.quota.map(quota => quota.source).join(', ') ||
          'nobody, the publisher names no limit'
        }`}
      >
        {quotaInWords(declared)}
      </td>
      <td title={source}>
        {REDISTRIBUTION_IN_WORDS[declared.licence.redistribution]}
      </td>
      <td title={source}>{authenticationInWords(declared)}</td>
      <td title={source} className={styles.number}>
        {declared.series.length}
      </td>
      <td
        title="counted from the relations of the catalog"
        className={styles.number}
      >
        {consumers.length}
      </td>
    </>
  );
}

/** One row a source. The state is unknown until something measures it, and the row says so. */
export function DataSourceTable(props: {
  rows: DataSourceRow[];
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
}) {
  const { rows, sorting, onSort } = props;
  return (
    <div
      className={styles.scroll}
      role="region"
      aria-label="Data sources"
      tabIndex={0}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <ColumnHead
              column={{ key: 'title', title: 'Source', className: styles.wide }}
              sorting={sorting}
              onSort={onSort}
            />
            <th scope="col" className={styles.middle}>
              State
            </th>
            {COLUMNS.map(column => (
              <ColumnHead
                key={column.key}
                column={column}
                sorting={sorting}
                onSort={onSort}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.ref}>
              <th scope="row" className={styles.name}>
                <EntityTabLink entityRef={row.ref} tab="source">
                  {row.title}
                </EntityTabLink>
                <div className={styles.muted}>{row.description}</div>
              </th>
              <td title="Nothing measures yet whether this source delivers.">
                <StatusPill state="unknown" />
                <div className={styles.muted}>not measured</div>
              </td>
              <DeclaredCells row={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
