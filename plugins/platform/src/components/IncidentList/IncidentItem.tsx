import { Incident } from '@254carbon/backstage-plugin-platform-common';
import {
  EntityTabLink,
  Freshness,
  instantsInWords,
  Person,
  StatusPill,
} from '@254carbon/backstage-plugin-platform-react';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { VisuallyHidden } from '@backstage/ui';
import { StandingNotice } from '../StandingNotice';
import { IncidentActions } from './IncidentActions';
import styles from './IncidentList.module.css';

function servicesInWords(count: number): string {
  return count === 1 ? '1 service needs it' : `${count} services need it`;
}

function Facts(props: { incident: Incident }) {
  const {
    entityRef,
    title,
    owner,
    since,
    orEarlier,
    closedAt,
    closedBecause,
    blastRadius,
  } = props.incident;
  return (
    <div className={styles.more}>
      <span>
        began <Freshness at={since} />
        {orEarlier ? ' or earlier' : null}
      </span>
      {closedAt ? (
        <span>
          {closedBecause === 'removed' ? 'removed' : 'recovered'}{' '}
          <Freshness at={closedAt} />
        </span>
      ) : null}
      {owner ? (
        <span>
          owner{' '}
          <EntityRefLink
            entityRef={owner}
            defaultKind="group"
            hideIcon
            underline="always"
          />
        </span>
      ) : null}
      {entityRef && blastRadius.length > 0 && !closedAt ? (
        <span>
          <EntityTabLink entityRef={entityRef} tab="platform">
            {servicesInWords(blastRadius.length)}
          </EntityTabLink>
        </span>
      ) : null}
      {entityRef ? (
        <span>
          <EntityTabLink entityRef={entityRef} tab="runbooks">
            runbooks
            <VisuallyHidden>{` of ${title}`}</VisuallyHidden>
          </EntityTabLink>
        </span>
      ) : null}
    </div>
  );
}

/** One incident: state, why, since when, whose, who has seen it, what is meant to be, and what can be said. */
export function IncidentItem(props: {
  incident: Incident;
  onChanged: (said: string) => void;
}) {
  const { incident, onChanged } = props;
  const { entityRef, acknowledgement, phase } = incident;
  const summary = instantsInWords(incident.summary);
  return (
    <li className={styles.item}>
      <div
        className={
          incident.stale ? `${styles.state} ${styles.stale}` : styles.state
        }
      >
        <StatusPill
          state={phase === 'closed' ? incident.worst : incident.state}
          stale={incident.stale}
        />
      </div>
      <div className={styles.body}>
        <div className={styles.summary}>
          {entityRef ? (
            <EntityTabLink entityRef={entityRef} tab="platform">
              {summary}
            </EntityTabLink>
          ) : (
            summary
          )}
        </div>
        <Facts incident={incident} />
        {acknowledgement ? (
          <p className={styles.note}>
            Seen by <Person entityRef={acknowledgement.by} />{' '}
            <Freshness at={acknowledgement.at} />: {acknowledgement.note}
          </p>
        ) : null}
        <StandingNotice
          expectedDown={incident.expectedDown}
          maintenance={incident.maintenance}
        />
      </div>
      <IncidentActions incident={incident} onChanged={onChanged} />
    </li>
  );
}
