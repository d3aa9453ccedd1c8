import { useSearchParams } from 'react-router-dom';
import {
  findRows,
  readQuestion,
  writeQuestion,
  type List,
  type Question,
  type Sorting,
} from '../table';

/** A list as the address asks for it, and the ways to ask for something else. */
export interface UrlFilters<Row, Filter extends string, Sort extends string>
  extends Question<Filter, Sort> {
  /** The rows that the address asks for, in its order. */
  found: Row[];
  /** How many rows there are in all. */
  total: number;
  setSearch: (search: string) => void;
  /** An empty value asks for everything. */
  setFilter: (filter: Filter, value: string) => void;
  setSorting: (sorting: Sorting<Sort>) => void;
  /** Takes back search and filters; the order stays. */
  showAll: () => void;
}

/**
 * Search, filters and order of a list, kept in the address: what is seen can be sent to somebody as a link. The
 * address is replaced, so that the way back leads to the page before and not through every letter
 * that was typed. What else the address says is kept.
 */
export function useUrlFilters<Row, Filter extends string, Sort extends string>(
  list: List<Row, Filter, Sort>,
  rows: readonly Row[],
): UrlFilters<Row, Filter, Sort> {
  const [query, setQuery] = useSearchParams();
  const question = readQuestion(list, query);
  const ask = (change: Partial<Question<Filter, Sort>>) =>
    setQuery(
      before =>
        writeQuestion(
          list,
          { ...readQuestion(list, before), ...change },
          before,
        ),
      { replace: true },
    );
  return {
    ...question,
    found: findRows(list, rows, question),
    total: rows.length,
    setSearch: search => ask({ search }),
    setFilter: (filter, value) =>
      ask({ filters: { ...question.filters, [filter]: value } }),
    setSorting: ({ sort, descending }) => ask({ sort, descending }),
    showAll: () =>
      ask({
        search: '',
        filters: readQuestion(list, new URLSearchParams()).filters,
      }),
  };
}
