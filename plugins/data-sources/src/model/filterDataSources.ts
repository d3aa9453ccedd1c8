/** Searching, filtering and sorting data sources; what the address bar holds and what it means. Pure. */
import type { DataSourceRow } from './toDataSourceRow';

/** The columns that can be sorted by. */
export const SORT_KEYS = [
  'title',
  'quota',
  'licence',
  'authentication',
  'series',
  'consumers',
] as const;
/** A column that can be sorted by. */
export type SortKey = (typeof SORT_KEYS)[number];

/** What is asked of the list. */
export interface DataSourceFilter {
  search: string;
  /** Kind of authentication, or empty for all. */
  authentication: string;
  /** What the licence allows, or empty for all. */
  redistribution: string;
  sort: SortKey;
  descending: boolean;
}

/** Reads the filter from the query of an address; unknown values ask for nothing. */
export function readFilter(query: URLSearchParams): DataSourceFilter {
  const sort = query.get('sort') ?? '';
  return {
    search: query.get('q') ?? '',
    authentication: query.get('authentication') ?? '',
    redistribution: query.get('redistribution') ?? '',
    sort: SORT_KEYS.find(key => key === sort.replace(/^-/, '')) ?? 'title',
    descending: sort.startsWith('-'),
  };
}

/** Writes the filter as a query, without what is at its default. */
export function writeFilter(filter: DataSourceFilter): URLSearchParams {
  const query = new URLSearchParams();
  const values = {
    q: filter.search,
    authentication: filter.authentication,
    redistribution: filter.redistribution,
  };
  for (const [key, value] of Object.entries(values)) {
    if (value) {
      query.set(key, value);
    }
  }
  if (filter.sort !== 'title' || filter.descending) {
    query.set('sort', `${filter.descending ? '-' : ''}${filter.sort}`);
  }
  return query;
}

const SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/** Requests a day that the tightest limit allows; infinite where none is published. */
function dailyRequests(row: DataSourceRow): number {
  const quota = row.declared?.quota ?? [];
  return Math.min(
    Infinity,
    ...quota.map(({ limit, per }) => (limit * SECONDS.day) / SECONDS[per]),
  );
}

const SORT_VALUES: Record<SortKey, (row: DataSourceRow) => string | number> = {
  title: row => row.title,
  quota: dailyRequests,
  licence: row => row.declared?.licence.redistribution ?? '',
  authentication: row => row.declared?.authentication.kind ?? '',
  series: row => row.declared?.series.length ?? 0,
  consumers: row => row.consumers.length,
};

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return a === b ? 0 : a - b;
  }
  return String(a).localeCompare(String(b), 'en');
}

function matchesWords(row: DataSourceRow, search: string): boolean {
  const series =
    row.declared?.series.flatMap(({ id, title }) => [id, title]) ?? [];
  const text = [row.name, row.title, row.description, ...series]
    .join(' ')
    .toLocaleLowerCase('en-US');
  return search
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .every(word => text.includes(word));
}

/** The sources that a filter asks for, in its order. The search also looks at the series. */
export function filterDataSources(
  rows: readonly DataSourceRow[],
  filter: DataSourceFilter,
): DataSourceRow[] {
  const { search, authentication, redistribution, sort } = filter;
  const sign = filter.descending ? -1 : 1;
  return rows
    .filter(
      row =>
        matchesWords(row, search) &&
        (!authentication ||
          row.declared?.authentication.kind === authentication) &&
        (!redistribution ||
          row.declared?.licence.redistribution === redistribution),
    )
    .sort(
      (a, b) =>
        sign * compare(SORT_VALUES[sort](a), SORT_VALUES[sort](b)) ||
        a.title.localeCompare(b.title, 'en'),
    );
}
