import { FilteredTable } from '.';

export default { title: 'FilteredTable', component: FilteredTable };

const nothing = () => {};
const asked = {
  search: '',
  filters: { owner: '' },
  sort: 'name',
  descending: false,
  total: 2,
  setSearch: nothing,
  setFilter: nothing,
  setSorting: nothing,
  showAll: nothing,
} as const;
const table = {
  what: 'sources',
  label: 'Data sources',
  columns: [
    { title: 'Source', width: 200, sort: 'name', cell: (row: string) => row },
  ],
  rowKey: (row: string) => row,
  placeholder: 'name',
  choices: [{ filter: 'owner', label: 'Owner', options: [] }],
  noMatch: 'No source fits the search and the filters',
} as const;

export const All = {
  render: () => (
    <FilteredTable {...table} list={{ ...asked, found: ['EIA', 'FRED'] }} />
  ),
};
export const NothingFits = {
  render: () => (
    <FilteredTable
      {...table}
      list={{ ...asked, search: 'oil', found: [] }}
      advice="Ask for fewer words."
    />
  ),
};
