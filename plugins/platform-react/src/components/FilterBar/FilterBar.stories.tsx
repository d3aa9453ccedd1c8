import { FilterBar, NoMatch } from '.';

export default { title: 'FilterBar', component: FilterBar };

const bar = {
  label: 'Filter the services',
  placeholder: 'name or owner',
  choices: [
    {
      filter: 'system',
      label: 'System',
      options: [
        { value: 'data', label: 'Data' },
        { value: 'machine-learning', label: 'Machine learning' },
      ],
    },
    { filter: 'level', label: 'Level', all: 'all levels', options: [] },
  ],
};
const set = { setSearch: () => {}, setFilter: () => {} };

export const NothingAsked = {
  render: () => (
    <FilterBar
      {...bar}
      filtering={{ ...set, search: '', filters: { system: '', level: '' } }}
      status="42 services"
    />
  ),
};
/** A value that came with the address and that no row has. */
export const GoneValue = {
  render: () => (
    <FilterBar
      {...bar}
      filtering={{
        ...set,
        search: 'trino',
        filters: { system: 'data', level: 'platinum' },
      }}
      status="0 of 42 services"
    />
  ),
};
export const NothingFits = {
  render: () => (
    <NoMatch
      title="No service fits the search and the filters"
      showAll="Show all services"
      onShowAll={() => {}}
    />
  ),
};
