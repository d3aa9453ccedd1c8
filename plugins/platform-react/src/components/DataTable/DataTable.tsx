/**
 * The one table of the portal. It is a plain HTML table, so that screen readers offer their table
 * commands and every link in it is a tab stop, inside a region that scrolls sideways when the columns
 * need more room than there is, and that the keyboard reaches. A column gives its width once: that is
 * the least it gets, and it takes its share of the room that is left, so that columns keep their
 * places whatever is in them, and nothing overlaps or is cut off. The table sorts nothing itself: it
 * shows the order it is given and says what the reader asks for.
 */
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiExpandUpDownLine,
} from '@remixicon/react';
import { ReactNode } from 'react';
import type { Sorting } from '../../table';
import { ScrollRegion } from './ScrollRegion';
import styles from './DataTable.module.css';

/** A column: its head, how wide it is, and what it shows of a row. */
export interface Column<Row, Sort extends string = never> {
  title: string;
  /** The least width in pixels, and the column's share of what is left. */
  width: number;
  /** The order that the head asks for; a column without one cannot be sorted by. */
  sort?: Sort;
  /** Figures stand to the right, so that their digits can be compared. */
  numeric?: boolean;
  cell: (row: Row) => ReactNode;
  /** From where a figure is and how it was computed; shown when the pointer rests on the cell. */
  explain?: (row: Row) => string;
}

function ColumnHead<Sort extends string>(props: {
  column: Column<never, Sort>;
  sort: Sort;
  sorting: Sorting<Sort>;
  onSort: (sorting: Sorting<Sort>) => void;
}) {
  const { column, sort, sorting, onSort } = props;
  const isSorted = sorting.sort === sort;
  const direction = sorting.descending ? 'descending' : 'ascending';
  const SortedIcon = sorting.descending ? RiArrowDownSLine : RiArrowUpSLine;
  const Icon = isSorted ? SortedIcon : RiExpandUpDownLine;
  return (
    <th
      scope="col"
      className={column.numeric ? styles.numeric : undefined}
      aria-sort={isSorted ? direction : 'none'}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() =>
          onSort({ sort, descending: isSorted && !sorting.descending })
        }
      >
        {column.title}
        <Icon size={16} aria-hidden="true" className={styles.icon} />
      </button>
    </th>
  );
}

type Order<Sort extends string> = {
  /** The order of the rows. Without it, and without `onSort`, no head is a button. */
  sorting?: Sorting<Sort>;
  onSort?: (sorting: Sorting<Sort>) => void;
};

function Heads<Sort extends string>(
  props: Order<Sort> & { columns: readonly Column<never, Sort>[] },
) {
  const { columns, sorting, onSort } = props;
  return (
    <thead>
      <tr>
        {columns.map(column =>
          column.sort !== undefined && sorting && onSort ? (
            <ColumnHead
              key={column.title}
              column={column}
              sort={column.sort}
              sorting={sorting}
              onSort={onSort}
            />
          ) : (
            <th
              key={column.title}
              scope="col"
              className={column.numeric ? styles.numeric : undefined}
            >
              {column.title}
            </th>
          ),
        )}
      </tr>
    </thead>
  );
}

function Cells<Row, Sort extends string>(props: {
  row: Row;
  columns: readonly Column<Row, Sort>[];
}) {
  const { row, columns } = props;
  return (
    <>
      {columns.map((column, index) => {
        const cell = {
          className: column.numeric ? styles.numeric : undefined,
          title: column.explain?.(row),
          children: column.cell(row),
        };
        return index === 0 ? (
          <th key={column.title} scope="row" {...cell} />
        ) : (
          <td key={column.title} {...cell} />
        );
      })}
    </>
  );
}

/**
 * Rows as a table. The first column names its row. Without rows it shows `empty`, which says why there
 * are none; heads above nothing would look like a table that failed.
 */
export function DataTable<Row, Sort extends string = never>(
  props: Order<Sort> & {
    /** Names the table, and the region that it scrolls in. */
    label: string;
    columns: readonly Column<Row, Sort>[];
    rows: readonly Row[];
    /** What tells rows apart; the same for the same thing whenever it is shown. */
    rowKey: (row: Row) => string;
    /** From where the whole table is, below it. */
    caption?: string;
    empty: ReactNode;
  },
) {
  const { label, columns, rows, rowKey, sorting, onSort, caption } = props;
  if (rows.length === 0) return <>{props.empty}</>;
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <ScrollRegion label={label}>
      <table
        className={styles.table}
        aria-label={label}
        style={{ minWidth: width }}
      >
        {caption ? <caption>{caption}</caption> : null}
        <colgroup>
          {columns.map(column => (
            <col
              key={column.title}
              style={{ width: `${(column.width * 100) / width}%` }}
            />
          ))}
        </colgroup>
        <Heads columns={columns} sorting={sorting} onSort={onSort} />
        <tbody>
          {rows.map(row => (
            <tr key={rowKey(row)}>
              <Cells row={row} columns={columns} />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** The second line of a cell: smaller and quieter than what it explains. */
export function CellNote(props: { children: ReactNode }) {
  return <div className={styles.note}>{props.children}</div>;
}
