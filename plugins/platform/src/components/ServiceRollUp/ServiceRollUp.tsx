import { ServiceSummary } from '@254carbon/backstage-plugin-platform-common';
import {
  Choice,
  Column,
  EntityTabLink,
  FilteredTable,
  Freshness,
  instantsInWords,
  StateIcon,
  STATES,
  useEntityTitles,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { SYSTEM_TITLES } from '../../graph/groupBySystem';
import { ServiceOrder, SERVICES } from '../../rollUp/serviceQuestions';

const COLUMNS: readonly Column<ServiceSummary, ServiceOrder>[] = [
  {
    title: 'Service',
    width: 160,
    sort: 'service',
    cell: ({ title, entityRef }) => (
      <EntityTabLink entityRef={entityRef} tab="platform">
        {title}
      </EntityTabLink>
    ),
  },
  {
    title: 'State',
    width: 120,
    sort: 'state',
    cell: ({ health, expectedDown }) => (
      <>
        <StateIcon state={health.state} /> {STATES[health.state].word}
        {health.stale ? ', stale' : ''}
        {expectedDown ? ', expected' : ''}
      </>
    ),
  },
  {
    title: 'Why',
    width: 280,
    cell: ({ health }) => instantsInWords(health.summary),
  },
  {
    title: 'Since',
    width: 100,
    sort: 'since',
    cell: ({ health }) => <Freshness at={health.since} never="not known" />,
  },
  {
    title: 'Layer',
    width: 110,
    sort: 'system',
    cell: ({ system }) => SYSTEM_TITLES[system],
  },
  {
    title: 'Owner',
    width: 140,
    sort: 'owner',
    cell: ({ owner }) => (
      <EntityRefLink entityRef={owner} defaultKind="group" hideIcon />
    ),
  },
];

type Filter = 'state' | 'system' | 'owner';

function choicesOf(
  services: readonly ServiceSummary[],
  ownerInWords: (ref: string) => string,
): readonly Choice<Filter>[] {
  const options = (values: string[], wordOf: (value: string) => string) =>
    [...new Set(values)].sort().map(value => ({ value, label: wordOf(value) }));
  return [
    {
      filter: 'state',
      label: 'State',
      options: options(
        services.map(({ health }) => health.state),
        value => value,
      ),
    },
    {
      filter: 'system',
      label: 'Layer',
      options: [...new Set(services.map(({ system }) => system))].map(
        value => ({ value, label: SYSTEM_TITLES[value] }),
      ),
    },
    {
      filter: 'owner',
      label: 'Owner',
      options: options(
        services.map(({ owner }) => owner),
        ownerInWords,
      ),
    },
  ];
}

/** Services as a table, the worst first; search, filters and order are in the address. */
export function ServiceRollUp(props: { services: readonly ServiceSummary[] }) {
  const { services } = props;
  const list = useUrlFilters(SERVICES, services);
  const ownerInWords = useEntityTitles(services.map(({ owner }) => owner));
  return (
    <FilteredTable
      list={list}
      what="services"
      label="Services, the worst first"
      columns={COLUMNS}
      rowKey={({ id }) => id}
      placeholder="name, reason or owner"
      choices={choicesOf(services, ownerInWords)}
      noMatch="No service fits the search and the filters"
    />
  );
}
