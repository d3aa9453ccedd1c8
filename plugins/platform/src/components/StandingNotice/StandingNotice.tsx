import {
  ExpectedDown,
  StandingDeclaration,
} from '@254carbon/backstage-plugin-platform-common';
import {
  Freshness,
  Person,
  StateIcon,
} from '@254carbon/backstage-plugin-platform-react';
import styles from './StandingNotice.module.css';

/** A declaration; an entity tells less of it than the platform does. */
type Declared = StandingDeclaration &
  Partial<Pick<ExpectedDown, 'declaredBy' | 'source'>>;

function Declarer(props: { declared: Declared }) {
  const { declaredBy, source } = props.declared;
  if (!source) return null;
  return declaredBy === 'annotation' ? (
    <>; annotation on {source.detail ?? source.name}</>
  ) : (
    <>
      ; declared by <Person entityRef={source.name} />
    </>
  );
}

function Standing(props: { title: string; standing: Declared }) {
  const { reason, owner, until } = props.standing;
  return (
    <p className={styles.notice}>
      <StateIcon state="expected-down" />
      <span>
        <strong>{props.title}</strong>, ends <Freshness at={until} />: {reason}{' '}
        <span className={styles.muted}>
          (<Person entityRef={owner} /> answers for it
          <Declarer declared={props.standing} />)
        </span>
      </span>
    </p>
  );
}

/** What people say stands beside a service's state: that it is meant to be down, that it is being worked on. */
export function StandingNotice(props: {
  expectedDown?: Declared;
  maintenance?: Declared;
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
