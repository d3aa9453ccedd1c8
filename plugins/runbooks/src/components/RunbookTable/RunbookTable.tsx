import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiExpandUpDownLine,
} from '@remixicon/react';
import type { RunbookFilter, SortKey } from '../../model/filterRunbooks';
import type { RunbookRow } from '../../model/toRunbookRow';
import { RiskLabel } from '../RiskLabel';
import { VerifiedState } from '../VerifiedState';
import styles from './RunbookTable.module.css';

const COLUMNS: ReadonlyArray<{
  key: SortKey;
  title: string;
  className: string;
}> = [
  { key: 'title', title: 'Runbook', className: styles.wide },
  { key: 'services', title: 'Services', className: styles.services },
  { key: 'risk', title: 'Risk', className: styles.narrow },
  { key: 'verified', title: 'Last verified', className: styles.verified },
  { key: 'owner', title: 'Owner', className: styles.owner },
];

type Sorting = Pick<RunbookFilter, 'sort' | 'descending'>;

function ColumnHead(props: {
  column: (typeof COLUMNS)[number];
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
}) {
  const { column, sorting, onSort } = props;
  const isSorted = sorting.sort === column.key;
  const direction = sorting.descending ? 'descending' : 'ascending';
  const SortedIcon = sorting.descending ? RiArrowDownSLine : RiArrowUpSLine;
  const Icon = isSorted ? SortedIcon : RiExpandUpDownLine;
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

function Row(props: { row: RunbookRow }) {
  const { row } = props;
  return (
    <tr>
      <th scope="row" className={styles.name}>
        <Link to={row.href}>{row.title}</Link>
        <div className={styles.muted}>
          {row.summary}
          {row.estimatedMinutes ? ` About ${row.estimatedMinutes} min.` : ''}
        </div>
      </th>
      <td>
        <ul className={styles.serviceList}>
          {row.services.map(service => (
            <li key={service}>
              <EntityRefLink entityRef={service} hideIcon />
            </li>
          ))}
        </ul>
        {row.services.length === 0 ? (
          <span className={styles.muted}>none named</span>
        ) : null}
      </td>
      <td>
        <RiskLabel risk={row.risk} />
      </td>
      <td>
        <VerifiedState row={row} />
      </td>
      <td>
        {row.owner ? (
          <EntityRefLink entityRef={row.owner} hideIcon />
        ) : (
          <span className={styles.muted}>nobody</span>
        )}
      </td>
    </tr>
  );
}

/** The runbooks as a table that sorts by any column. Order and filters are the page's business. */
export function RunbookTable(props: {
  rows: RunbookRow[];
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
}) {
  return (
    <div
      className={styles.scroll}
      role="region"
      aria-label="Runbooks"
      tabIndex={0}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            {COLUMNS.map(column => (
              <ColumnHead
                key={column.key}
                column={column}
                sorting={props.sorting}
                onSort={props.onSort}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map(row => (
            <Row key={row.ref} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
