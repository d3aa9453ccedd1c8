import { Service } from '@254carbon/backstage-plugin-platform-common';
import {
  compareStates,
  EmptyState,
  Freshness,
  StatusPill,
  EntityTabLink,
} from '@254carbon/backstage-plugin-platform-react';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import styles from './NowList.module.css';

function NowItem(props: { service: Service }) {
  const { service } = props;
  return (
    <li className={styles.item}>
      <div>
        <StatusPill state={service.health.state} stale={service.health.stale} />
      </div>
      <div>
        <div className={styles.summary}>
          <EntityTabLink entityRef={service.entityRef} tab="platform">
            {service.health.summary}
          </EntityTabLink>
        </div>
        <div className={styles.more}>
          <span>
            {service.health.since ? (
              <>
                began <Freshness at={service.health.since} />
              </>
            ) : (
              'when it began is not known'
            )}
          </span>
          <span>
            owner{' '}
            <EntityRefLink
              entityRef={service.owner}
              defaultKind="group"
              hideIcon
            />
          </span>
          <span>
            <EntityTabLink entityRef={service.entityRef} tab="runbooks">
              runbooks<span hidden> of {service.title}</span>
            </EntityTabLink>
          </span>
        </div>
      </div>
    </li>
  );
}

/** What is down or degraded, the worst and the newest first: reason, since when, owner, runbooks. */
export function NowList(props: { services: Service[] }) {
  const urgent = props.services
    .filter(
      ({ health }) => health.state === 'down' || health.state === 'degraded',
    )
    .sort(
      (a, b) =>
        compareStates(a.health.state, b.health.state) ||
        (b.health.since ?? '').localeCompare(a.health.since ?? ''),
    );
  if (urgent.length === 0) {
    const unknown = props.services.filter(
      ({ health }) => health.state === 'unknown',
    ).length;
    return (
      <EmptyState title="Nothing is known to be down or degraded">
        {unknown > 0
          ? `The state of ${unknown} services is not known; the map shows which.`
          : 'Every service that is known is healthy.'}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list}>
      {urgent.map(service => (
        <NowItem key={service.id} service={service} />
      ))}
    </ul>
  );
}
