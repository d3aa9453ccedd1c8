import { ServiceEvent } from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  Freshness,
  StateIcon,
} from '@254carbon/backstage-plugin-platform-react';
import styles from '../WorkloadTable/WorkloadTable.module.css';

/** Kubernetes events about a service's objects, newest first. */
export function EventTable(props: { events: ServiceEvent[] }) {
  if (props.events.length === 0) {
    return (
      <EmptyState title="The cluster reports no events">
        Kubernetes keeps events for an hour by default, so this says nothing
        about earlier times.
      </EmptyState>
    );
  }
  return (
    <div
      className={styles.scroll}
      role="region"
      aria-label="Events"
      tabIndex={0}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Event</th>
            <th scope="col">Object</th>
            <th scope="col">Message</th>
            <th scope="col">Times</th>
            <th scope="col">Last seen</th>
          </tr>
        </thead>
        <tbody>
          {props.events.map(event => (
            <tr
              key={`${event.object} ${event.reason} ${event.lastSeen} ${event.message}`}
            >
              <td>
                <StateIcon state={event.type === 'Warning' ? 'bad' : 'good'} />{' '}
                {event.type}: {event.reason}
              </td>
              <td>{event.object}</td>
              <td>{event.message}</td>
              <td className={styles.number}>{event.count}</td>
              <td className={styles.number}>
                <Freshness at={event.lastSeen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
