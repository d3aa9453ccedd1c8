import { ServiceChange } from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  EntityTabLink,
  Freshness,
  instantsInWords,
  StateIcon,
  State,
  STATES,
  UnknownState,
} from '@254carbon/backstage-plugin-platform-react';
import styles from './ChangeList.module.css';

function isState(word: string): word is State {
  return Object.hasOwn(STATES, word);
}

function ChangedService(props: { title: string; entityRef?: string }) {
  const { title, entityRef } = props;
  if (!entityRef) return <>{title}</>;
  return (
    <EntityTabLink entityRef={entityRef} tab="platform">
      {title}
    </EntityTabLink>
  );
}

type Refs = ReadonlyMap<string, string> | undefined;

function Items(props: { changes: ServiceChange[]; entityRefs: Refs }) {
  const { changes, entityRefs } = props;
  return (
    <ol className={styles.list}>
      {changes.map(change => (
        <li key={`${change.serviceId} ${change.at}`} className={styles.item}>
          <StateIcon state={isState(change.to) ? change.to : 'unknown'} />
          <div>
            <strong>
              <ChangedService
                title={change.title}
                entityRef={entityRefs?.get(change.serviceId)}
              />
            </strong>{' '}
            {change.from
              ? `${change.from} → ${change.to}`
              : `first seen ${change.to}`}
            <div className={styles.more}>
              {instantsInWords(change.summary)} <Freshness at={change.at} />
            </div>
          </div>
        </li>
      ))}
    </ol>
  );
}

function appearedInWords(count: number): string {
  return count === 1
    ? '1 service was seen for the first time'
    : `${count} services were seen for the first time`;
}

/**
 * Changes of state, newest first, each with the way to its service; says since when the portal has been watching. What was
 * only seen for the first time, as everything is when the portal begins to watch, is folded away below them.
 */
export function ChangeList(props: {
  changes: ServiceChange[];
  watchingSince: string;
  /** The entities that stand for services, by their ids; what went is not among them. */
  entityRefs?: Refs;
  /** How many services are known, where that is: without any, that nothing changed means nothing. */
  known?: number;
}) {
  const { changes, watchingSince, entityRefs, known } = props;
  if (changes.length === 0 && known === 0) {
    return (
      <UnknownState title="No service is known">
        So nobody can tell what changed. Watching since{' '}
        <Freshness at={watchingSince} />.
      </UnknownState>
    );
  }
  if (changes.length === 0) {
    return (
      <EmptyState title="No change of state in the last hour">
        Watching since <Freshness at={watchingSince} />.
      </EmptyState>
    );
  }
  const changed = changes.filter(({ from }) => from);
  const appeared = changes.filter(({ from }) => !from);
  return (
    <div
      className={styles.scroll}
      role="region"
      aria-label="Changes, newest first"
      tabIndex={0}
    >
      {changed.length === 0 ? (
        <p className={styles.more}>
          No service changed its state. Watching since{' '}
          <Freshness at={watchingSince} />.
        </p>
      ) : (
        <Items changes={changed} entityRefs={entityRefs} />
      )}
      {appeared.length > 0 ? (
        <details className={styles.appeared}>
          <summary>{appearedInWords(appeared.length)}</summary>
          <Items changes={appeared} entityRefs={entityRefs} />
        </details>
      ) : null}
    </div>
  );
}
