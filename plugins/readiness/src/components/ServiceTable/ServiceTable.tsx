import {
  percentOf,
  RULE_LEVELS,
  ServiceScore,
  SYSTEMS,
} from '@254carbon/backstage-plugin-platform-common';
import {
  Column,
  FilteredTable,
  ScoreRange,
  Sorting,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { levelInWords, pointsInWords, systemInWords } from '../../words';
import { ServiceLink } from '../ServiceLink';
import { ServiceOrder, SERVICES } from './serviceList';

const CHOICES = [
  {
    filter: 'system',
    label: 'System',
    all: 'All systems',
    options: SYSTEMS.map(value => ({ value, label: systemInWords(value) })),
  },
  {
    filter: 'level',
    label: 'Level',
    all: 'All levels',
    options: (['none', ...RULE_LEVELS] as const).map(value => ({
      value,
      label: levelInWords(value),
    })),
  },
] as const;

const COLUMNS: readonly Column<ServiceScore, ServiceOrder>[] = [
  {
    title: 'Service',
    width: 165,
    sort: 'title',
    cell: ({ entityRef, title }) => (
      <ServiceLink entityRef={entityRef} title={title} />
    ),
  },
  {
    title: 'System',
    width: 120,
    sort: 'system',
    cell: ({ system }) => systemInWords(system),
  },
  {
    title: 'Score',
    width: 200,
    sort: 'score',
    cell: ({ title, points }) => (
      <ScoreRange label={title} score={percentOf(points)} />
    ),
    explain: ({ points }) => pointsInWords(points),
  },
  {
    title: 'Level',
    width: 110,
    sort: 'level',
    cell: ({ level }) => levelInWords(level),
  },
  {
    title: 'Failing',
    width: 85,
    sort: 'fail',
    numeric: true,
    cell: ({ counts }) => counts.fail,
  },
  {
    title: 'Unknown',
    width: 95,
    sort: 'unknown',
    numeric: true,
    cell: ({ counts }) => counts.unknown,
  },
];

/** How much is shown, and for the order by score which end of it comes first. */
function statusOf(
  list: Sorting<ServiceOrder> & { found: readonly unknown[]; total: number },
): string {
  const { found, total, sort, descending } = list;
  const count =
    found.length === total
      ? `${total} services`
      : `${found.length} of ${total} services`;
  if (sort !== 'score') return count;
  return `${count}, the ${descending ? 'best' : 'worst'} first`;
}

/** Services with their scores, the worst first; filters and order are kept in the address. */
export function ServiceTable(props: { services: ServiceScore[] }) {
  const list = useUrlFilters(SERVICES, props.services);
  return (
    <FilteredTable
      list={list}
      what="services"
      label="Services by score"
      columns={COLUMNS}
      rowKey={service => service.serviceId}
      placeholder="Name or owner"
      choices={CHOICES}
      status={statusOf(list)}
      noMatch="No service matches"
      advice="Change the search, the system or the level."
    />
  );
}
