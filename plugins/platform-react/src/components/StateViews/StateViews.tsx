/**
 * The designed states that are not data: loading, empty, failed, forbidden, stale. Each says what it
 * is, why, and what to do, and gives at most one button.
 */
import { Button, Skeleton } from '@backstage/ui';
import { ReactNode, useEffect, useState } from 'react';
import { ReadinessPending } from '@254carbon/backstage-plugin-platform-common';
import { reasonOf } from '../../hooks/useQuery';
import { instantsInWords } from '../../time';
import { State } from '../../vocabulary';
import { Freshness } from '../Freshness';
import { Sentence } from '../Sentence';
import { StateIcon } from '../StateIcon';
import styles from './StateViews.module.css';

function StateView(props: {
  state: State;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  role?: string;
}) {
  return (
    <div className={styles.view} role={props.role}>
      <p className={styles.title}>
        <StateIcon state={props.state} />
        {props.title}
      </p>
      {props.children ? (
        <div className={styles.text}>
          {typeof props.children === 'string'
            ? instantsInWords(props.children)
            : props.children}
        </div>
      ) : null}
      {props.action}
    </div>
  );
}

/** There is nothing, and that is known. `children` says why and what to do. */
export function EmptyState(props: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return <StateView state="not-applicable" {...props} />;
}

/** It is not known, and the page says why. */
export function UnknownState(props: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return <StateView state="unknown" {...props} />;
}

/** Readiness has not been judged yet; while the first look is under way, with what has been asked. */
export function NotJudgedState(props: { pending: ReadinessPending }) {
  const { reason, firstLook } = props.pending;
  if (!firstLook)
    return <UnknownState title="Not judged yet">{reason}</UnknownState>;
  return (
    <StateView
      state="unknown"
      title="The first look is under way"
      role="status"
    >
      <p>{reason}</p>
      <ul className={styles.parts} aria-label="What has been asked">
        {firstLook.parts.map(({ what, done }) => (
          <li key={what}>
            <StateIcon state={done ? 'pass' : 'unknown'} /> {what}:{' '}
            {done ? 'asked' : 'under way'}
          </li>
        ))}
      </ul>
    </StateView>
  );
}

/** It could not be read. Never shown as empty; what failed stays to be read while it is tried again. */
export function FailedState(props: {
  title: string;
  error?: Error;
  onRetry?: () => void;
  /** It is being tried again. */
  retrying?: boolean;
}) {
  return (
    <StateView
      state="fail"
      title={props.title}
      role="alert"
      action={
        props.onRetry ? (
          <Button onPress={props.onRetry}>
            {props.retrying ? 'Trying again ...' : 'Try again'}
          </Button>
        ) : undefined
      }
    >
      {props.error ? reasonOf(props.error) : 'No reason was given.'}
    </StateView>
  );
}

/** The reader may not see it; says which right is missing. */
export function ForbiddenState(props: { title: string; permission: string }) {
  return (
    <StateView state="exempt" title={props.title} role="alert">
      You are signed in, but your role does not have the permission{' '}
      <code>{props.permission}</code>. Ask the platform engineering team for it,
      or sign in with another role.
    </StateView>
  );
}

/** What takes longer than this is said to. */
const SLOW_MS = 8_000;

/** Shape of what is to come, so that nothing jumps when it does; says so when it takes long. */
export function LoadingState(props: {
  label: string;
  rows?: number;
  /** After how long it says that it takes long. */
  slowAfterMs?: number;
}) {
  const { slowAfterMs = SLOW_MS } = props;
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    return () => clearTimeout(timer);
  }, [slowAfterMs]);
  return (
    <div className={styles.skeleton} role="status" aria-label={props.label}>
      {Array.from({ length: props.rows ?? 4 }, (_, row) => (
        <Skeleton key={row} height={20} width={`${90 - ((row * 17) % 40)}%`} />
      ))}
      {isSlow ? (
        <p className={styles.slow}>
          {props.label} takes longer than usual; it is still waited for.
        </p>
      ) : null}
    </div>
  );
}

/** What is shown is old, because the newest attempt failed. */
export function StaleNotice(props: { since?: string; reason: string }) {
  return (
    <div className={styles.notice} role="status">
      <StateIcon state="stale" />
      <span>
        {props.since ? (
          <>
            What you see was read <Freshness at={props.since} />.{' '}
          </>
        ) : null}
        <Sentence>{props.reason}</Sentence>
      </span>
    </div>
  );
}
