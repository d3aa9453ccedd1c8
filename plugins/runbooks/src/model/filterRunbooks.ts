/** Searching, filtering and sorting the library; what the address bar holds and what it means. */
import type { RunbookRow } from './toRunbookRow';

/** The columns that can be sorted by. */
export const SORT_KEYS = [
  'title',
  'services',
  'risk',
  'verified',
  'owner',
] as const;
/** A column that can be sorted by. */
export type SortKey = (typeof SORT_KEYS)[number];

/** What is asked of the library; an empty string asks for everything. */
export interface RunbookFilter {
  search: string;
  service: string;
  risk: string;
  owner: string;
  sort: SortKey;
  descending: boolean;
}

/** Reads a filter from the query of an address. Unknown values ask for nothing. */
export function readFilter(query: URLSearchParams): RunbookFilter {
  const sort = query.get('sort') ?? '';
  return {
    search: query.get('q') ?? '',
    service: query.get('service') ?? '',
    risk: query.get('risk') ?? '',
    owner: query.get('owner') ?? '',
    sort: SORT_KEYS.find(key => key === sort.replace(/^-/, '')) ?? 'title',
    descending: sort.startsWith('-'),
  };
}

/** Writes a filter as a query; what is at its default is left out, so that addresses stay short. */
export function writeFilter(filter: RunbookFilter): URLSearchParams {
  const query = new URLSearchParams();
  const values = {
    q: filter.search,
    service: filter.service,
    risk: filter.risk,
    owner: filter.owner,
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

const RISK_ORDER = ['high', 'low', 'read-only', undefined];
const FRESHNESS_ORDER = ['unknown', 'stale', 'fresh'];

function sortValue(row: RunbookRow, key: SortKey): string | number {
  switch (key) {
    case 'services':
      return row.services.length;
    case 'risk':
      return RISK_ORDER.indexOf(row.risk);
    case 'verified':
      return `${FRESHNESS_ORDER.indexOf(row.freshness)} ${row.lastVerified}`;
    case 'owner':
      return row.owner;
    default:
      return row.title;
  }
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), 'en');
}

function matchesWords(row: RunbookRow, search: string): boolean {
  const text = [row.title, row.summary, row.id, ...row.services]
    .join(' ')
    .toLocaleLowerCase('en-US');
  return search
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .every(word => text.includes(word));
}

/** The rows that a filter asks for, in its order. Every word of the search must occur somewhere. */
export function filterRunbooks(
  rows: readonly RunbookRow[],
  filter: RunbookFilter,
): RunbookRow[] {
  const found = rows.filter(
    row =>
      matchesWords(row, filter.search) &&
      (!filter.service || row.services.includes(filter.service)) &&
      (!filter.risk || row.risk === filter.risk) &&
      (!filter.owner || row.owner === filter.owner),
  );
  const sign = filter.descending ? -1 : 1;
  return found.sort(
    (a, b) =>
      sign * compare(sortValue(a, filter.sort), sortValue(b, filter.sort)) ||
      a.title.localeCompare(b.title, 'en'),
  );
}
