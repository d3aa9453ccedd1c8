import { ServiceEvent } from '@254carbon/backstage-plugin-platform-common';
import {
  Column,
  EmptyState,
  FilteredTable,
  Freshness,
  StateIcon,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { EventOrder, EVENTS } from './eventList';

const COLUMNS: readonly Column<ServiceEvent, EventOrder>[] = [
  {
    title: 'Event',
    width: 180,
    sort: 'event',
    cell: ({ type, reason }) => (
      <>
        <StateIcon state={type === 'Warning' ? 'bad' : 'good'} /> {type}:{' '}
        {reason}
      </>
    ),
  },
  { title: 'Message', width: 220, cell: ({ message }) => message },
  {
    title: 'Object',
    width: 170,
    sort: 'object',
    cell: ({ object }) => object,
  },
  {
    title: 'Times',
    width: 75,
    sort: 'times',
    numeric: true,
    cell: ({ count }) => count,
  },
  {
    title: 'Last seen',
    width: 110,
    sort: 'seen',
    cell: ({ lastSeen }) => <Freshness at={lastSeen} />,
  },
];

const CHOICES = [
  {
    filter: 'type',
    label: 'Type',
    options: ['Warning', 'Normal'].map(value => ({ value, label: value })),
  },
] as const;

/** Kubernetes events about a service's objects, newest first; filters and order are kept in the address. */
export function EventTable(props: { events: ServiceEvent[] }) {
  const { events } = props;
  const list = useUrlFilters(EVENTS, events);
  if (events.length === 0) {
    return (
      <EmptyState title="The cluster reports no events">
        Kubernetes keeps events for an hour by default, so this says nothing
        about earlier times.
      </EmptyState>
    );
  }
  return (
    <FilteredTable
      list={list}
      what="events"
      label="Kubernetes events"
      columns={COLUMNS}
      rowKey={({ object, reason, lastSeen, message }) =>
        `${object} ${reason} ${lastSeen} ${message}`
      }
      placeholder="reason, object or message"
      choices={CHOICES}
      noMatch="No event fits the search and the type"
    />
  );
}
