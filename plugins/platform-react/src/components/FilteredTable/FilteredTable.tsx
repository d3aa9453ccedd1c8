import { ReactNode } from 'react';
import type { UrlFilters } from '../../hooks/useUrlFilters';
import { Column, DataTable } from '../DataTable';
import { Choice, FilterBar, NoMatch } from '../FilterBar';

/**
 * A whole list: what can be asked of it, how much is left, and the rows, or one button that takes the
 * question back when it leaves none. Whether there is anything to ask about is the page's business.
 */
export function FilteredTable<
  Row,
  Filter extends string,
  Sort extends string,
>(props: {
  /** What the address asks for, from `useUrlFilters`. */
  list: UrlFilters<Row, Filter, Sort>;
  /** What the rows are, many of them, in the reader's words: `sources`. */
  what: string;
  /** Names the table. */
  label: string;
  columns: readonly Column<Row, Sort>[];
  rowKey: (row: Row) => string;
  /** What the search looks at. */
  placeholder: string;
  choices: readonly Choice<Filter>[];
  /** How much is shown; `3 of 7 sources shown` unless given. */
  status?: string;
  /** Said when nothing is left: `No source fits the search and the filters`. */
  noMatch: string;
  /** What else to do then. */
  advice?: ReactNode;
}) {
  const { list, what, label, columns, rowKey, placeholder, choices } = props;
  const status =
    props.status ?? `${list.found.length} of ${list.total} ${what} shown`;
  return (
    <>
      <FilterBar
        label={`Filter the ${what}`}
        placeholder={placeholder}
        filtering={list}
        choices={choices}
        status={status}
      />
      <DataTable
        label={label}
        columns={columns}
        rows={list.found}
        rowKey={rowKey}
        sorting={list}
        onSort={list.setSorting}
        empty={
          <NoMatch
            title={props.noMatch}
            showAll={`Show all ${what}`}
            onShowAll={list.showAll}
          >
            {props.advice}
          </NoMatch>
        }
      />
    </>
  );
}
