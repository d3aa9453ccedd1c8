/**
 * What a list can be asked, declared once and without a page: which words of a row the search looks at,
 * which filters there are, by what it can be sorted. From the declaration follow what is shown
 * (`findRows`) and what the address says (`readQuestion`, `writeQuestion`), so that no page writes
 * searching, filtering, sorting or address handling of its own. Everything here is pure.
 */
import { compareKeys, type SortKey } from './compareKeys';

/** What a list is sorted by, and which way. */
export interface Sorting<Sort extends string = string> {
  sort: Sort;
  descending: boolean;
}

/** What is asked of a list. An empty search and an empty filter ask for everything. */
export interface Question<
  Filter extends string = string,
  Sort extends string = string,
> extends Sorting<Sort> {
  search: string;
  filters: Record<Filter, string>;
}

/** A list of rows and what can be asked of it. Names of filters are names of parameters in the address. */
export interface List<
  Row,
  Filter extends string = string,
  Sort extends string = string,
> {
  /** The texts of a row that the search looks at. */
  words: (row: Row) => readonly string[];
  /** For each filter the values that a row has; the row passes when one of them is the value asked for. */
  filters: Record<Filter, (row: Row) => string | readonly string[] | undefined>;
  /** For each order the key of a row; `undefined` is unknown and comes last, whichever way it is sorted. */
  orders: Record<Sort, (row: Row) => SortKey>;
  /** The order of a list that nobody has sorted. */
  initial: Sorting<Sort>;
  /** What settles ties, ascending whichever way the list is sorted. */
  tieBreak: (row: Row) => string;
}

/** Names in the address that belong to every list, so that no filter may have them. */
const SEARCH = 'q';
const SORT = 'sort';

/**
 * Declares a list.
 *
 * @throws Error when a filter has a name that means something else in the address.
 */
export function defineList<Row, Filter extends string, Sort extends string>(
  list: Omit<List<Row, Filter, Sort>, 'initial'> & {
    initial: Sorting<NoInfer<Sort>>;
  },
): List<Row, Filter, Sort> {
  for (const name of Object.keys(list.filters)) {
    if (name === SEARCH || name === SORT) {
      throw new Error(
        `A filter cannot be called '${name}', which the address uses for every list; give it another name.`,
      );
    }
  }
  return list;
}

function namesOf<Name extends string>(record: Record<Name, unknown>): Name[] {
  return Object.keys(record) as Name[];
}

function hasWords(texts: readonly string[], search: string): boolean {
  const text = texts.join('\n').toLocaleLowerCase('en-US');
  return search
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .every(word => text.includes(word));
}

/** Which rows a question asks for; each word of its search must occur somewhere in a row's words. */
export function filterRows<Row, Filter extends string, Sort extends string>(
  list: List<Row, Filter, Sort>,
  rows: readonly Row[],
  question: Pick<Question<Filter, Sort>, 'search' | 'filters'>,
): Row[] {
  const asked = namesOf(list.filters).filter(name => question.filters[name]);
  return rows.filter(
    row =>
      hasWords(list.words(row), question.search) &&
      asked.every(name =>
        [list.filters[name](row)].flat().includes(question.filters[name]),
      ),
  );
}

/** The same rows in the order asked for. Rows that nothing tells apart keep the order they came in. */
export function sortRows<Row, Filter extends string, Sort extends string>(
  list: List<Row, Filter, Sort>,
  rows: readonly Row[],
  { sort, descending }: Sorting<Sort>,
): Row[] {
  const keyOf = list.orders[sort];
  return rows
    .map(row => ({ row, key: keyOf(row), tie: list.tieBreak(row) }))
    .sort(
      (a, b) =>
        compareKeys(a.key, b.key, descending) ||
        compareKeys(a.tie, b.tie, false),
    )
    .map(({ row }) => row);
}

/** The rows that a question asks for, in its order. */
export function findRows<Row, Filter extends string, Sort extends string>(
  list: List<Row, Filter, Sort>,
  rows: readonly Row[],
  question: Question<Filter, Sort>,
): Row[] {
  return sortRows(list, filterRows(list, rows, question), question);
}

/** Reads a question from the query of an address. What the list does not know asks for nothing. */
export function readQuestion<Row, Filter extends string, Sort extends string>(
  list: List<Row, Filter, Sort>,
  query: URLSearchParams,
): Question<Filter, Sort> {
  const filters = Object.fromEntries(
    namesOf(list.filters).map(name => [name, query.get(name) ?? '']),
  ) as Record<Filter, string>;
  const asked = query.get(SORT) ?? '';
  const sort = namesOf(list.orders).find(
    name => name === asked.replace(/^-/, ''),
  );
  return {
    search: query.get(SEARCH) ?? '',
    filters,
    ...(sort ? { sort, descending: asked.startsWith('-') } : list.initial),
  };
}

/**
 * Writes a question into the query of an address, without what is at its default, so that addresses stay
 * short. What else the address says (a tab, another list) stays.
 */
export function writeQuestion<Row, Filter extends string, Sort extends string>(
  list: List<Row, Filter, Sort>,
  question: Question<Filter, Sort>,
  before: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const { search, sort, descending } = question;
  const isInitial =
    sort === list.initial.sort && descending === list.initial.descending;
  const values: Record<string, string> = {
    [SEARCH]: search,
    ...question.filters,
    [SORT]: isInitial ? '' : `${descending ? '-' : ''}${sort}`,
  };
  const query = new URLSearchParams(before);
  for (const [name, value] of Object.entries(values)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  return query;
}
