import {
  ExpectedDown,
  Maintenance,
} from '@254carbon/backstage-plugin-platform-common';
import {
  Freshness,
  Person,
  StateIcon,
} from '@254carbon/backstage-plugin-platform-react';
import styles from './StandingNotice.module.css';

function Standing(props: { title: string; standing: ExpectedDown }) {
  const { reason, owner, until, declaredBy, source } = props.standing;
  return (
    <p className={styles.notice}>
      <StateIcon state="expected-down" />
      <span>
        <strong>{props.title}</strong>, ends <Freshness at={until} />: {reason}{' '}
        <span className={styles.muted}>
          (<Person entityRef={owner} /> answers for it;{' '}
          {declaredBy === 'annotation' ? (
            `annotation on ${source.detail ?? source.name}`
          ) : (
            <>
              declared by <Person entityRef={source.name} />
            </>
          )}
          )
        </span>
      </span>
    </p>
  );
}

/** What people say stands beside a service's state: that it is meant to be down, that it is being worked on. */
export function StandingNotice(props: {
  expectedDown?: ExpectedDown;
  maintenance?: Maintenance;
}) {
  const { expectedDown, maintenance } = props;
  return (
    <>
      {maintenance ? (
        <Standing title="Under maintenance" standing={maintenance} />
      ) : null}
      {expectedDown ? (
        <Standing title="Expected down" standing={expectedDown} />
      ) : null}
    </>
  );
}
