import { IncidentList as Incidents } from '@254carbon/backstage-plugin-platform-common';
import {
  Announcement,
  EmptyState,
  UnknownState,
} from '@254carbon/backstage-plugin-platform-react';
import { useState } from 'react';
import { IncidentItem } from './IncidentItem';
import styles from './IncidentList.module.css';

function Quiet(props: { incidents: Incidents; known?: number }) {
  const unjudged = props.incidents.unjudged.length;
  if (props.known === 0) {
    return (
      <UnknownState title="No service is known">
        So nobody can tell what is wrong. It shows here as soon as a cluster is
        read.
      </UnknownState>
    );
  }
  return (
    <EmptyState title="Nothing is known to be down or degraded">
      {unjudged > 0
        ? `The state of ${unjudged} services is not known; the map shows which.`
        : 'Every service that is known is healthy.'}
    </EmptyState>
  );
}

/**
 * What is down or degraded, the worst first. What is meant to be so comes last, folded away: it is not what
 * somebody is looking for at night, and it is not hidden either.
 */
export function IncidentList(props: {
  incidents: Incidents;
  /** How many services are known, where that is: without any, quiet means nothing. */
  known?: number;
  onChanged: () => void;
}) {
  const { incidents, onChanged } = props;
  const [said, setSaid] = useState('');
  const lasting = incidents.incidents.filter(({ phase }) => phase !== 'closed');
  const expected = lasting.filter(incident => incident.expectedDown);
  const urgent = lasting.filter(incident => !incident.expectedDown);
  const report = (sentence: string) => {
    setSaid(sentence);
    onChanged();
  };
  return (
    <>
      <Announcement>{said}</Announcement>
      {urgent.length === 0 ? (
        <Quiet incidents={incidents} known={props.known} />
      ) : null}
      <ul className={styles.list}>
        {urgent.map(incident => (
          <IncidentItem
            key={incident.serviceId}
            incident={incident}
            onChanged={report}
          />
        ))}
      </ul>
      {expected.length > 0 ? (
        <details className={styles.expected}>
          <summary>
            {expected.length === 1
              ? '1 service is meant to be down'
              : `${expected.length} services are meant to be down`}
          </summary>
          <ul className={styles.list}>
            {expected.map(incident => (
              <IncidentItem
                key={incident.serviceId}
                incident={incident}
                onChanged={report}
              />
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
