/**
 * Verdicts as they were stored, once and for all, with the facts that they follow from and when they were in
 * force. It is read when it is asked for, since most readers want the present.
 */
import {
  InForce,
  StoredVerdict,
} from '@254carbon/backstage-plugin-platform-common';
import {
  absoluteTime,
  EmptyState,
  Freshness,
  instantsInWords,
  QueryView,
  sourceInWords,
  StatusPill,
} from '@254carbon/backstage-plugin-platform-react';
import { Button } from '@backstage/ui';
import { SyntheticEvent, useState } from 'react';
import { useVerdictRecords } from '../../hooks/useHistory';
import { READ_PERMISSION } from '../../hooks/useReadiness';
import { ExemptionNotice, ManualNotice } from '../Proof';
import styles from './VerdictHistory.module.css';

function Period(props: { period: InForce }) {
  const { since, until, exemption, manual } = props.period;
  return (
    <li>
      <span className={styles.note}>
        from {absoluteTime(since)}{' '}
        {until ? `to ${absoluteTime(until)}` : 'until now'}
      </span>
      {exemption ? <ExemptionNotice exemption={exemption} /> : null}
      {manual ? <ManualNotice manual={manual} /> : null}
    </li>
  );
}

function Facts(props: { facts: StoredVerdict['facts'] }) {
  const { facts } = props;
  if (facts.length === 0) return null;
  return (
    <ul className={styles.facts}>
      {facts.map(({ name, digest, ok, observedAt, source }) => (
        <li key={name}>
          {name}: {ok ? 'read' : 'could not be read'}, {sourceInWords(source)}
          {observedAt ? (
            <>
              , <Freshness at={observedAt} />
            </>
          ) : null}{' '}
          <code>{digest.slice(0, 12)}</code>
        </li>
      ))}
    </ul>
  );
}

function Stored(props: { stored: StoredVerdict; name?: string }) {
  const { stored, name } = props;
  const { verdict, ruleVersion, recordedAt, inForce, facts } = stored;
  return (
    <li className={styles.stored}>
      <div className={styles.head}>
        <StatusPill state={verdict.outcome} stale={verdict.stale} />
        <span>
          {name ? <strong>{name}: </strong> : null}
          {instantsInWords(verdict.summary)}
        </span>
      </div>
      <ul className={styles.periods}>
        {inForce.map(period => (
          <Period key={period.since} period={period} />
        ))}
      </ul>
      <details className={styles.more}>
        <summary>
          Rule version {ruleVersion}, recorded {absoluteTime(recordedAt)}, facts{' '}
          {facts.length}
        </summary>
        <Facts facts={facts} />
      </details>
    </li>
  );
}

/** A page of them, and the next one when it is asked for. */
function Records(props: {
  about: { service?: string; rule?: string };
  /** What a service is called; without it the records are about one service. */
  nameOf?: (serviceId: string) => string;
  cursor?: string;
}) {
  const [isMore, setMore] = useState(false);
  const query = useVerdictRecords(props.about, props.cursor);
  return (
    <QueryView
      query={query}
      what="what was said before"
      permission={READ_PERMISSION}
    >
      {({ verdicts, nextCursor }) =>
        verdicts.length === 0 ? (
          <EmptyState title="Nothing is stored yet">
            A verdict is stored when it is first judged, and whenever it
            changes.
          </EmptyState>
        ) : (
          <>
            <ol className={styles.list}>
              {verdicts.map(stored => (
                <Stored
                  key={`${stored.id} ${stored.recordedAt}`}
                  stored={stored}
                  name={props.nameOf?.(stored.serviceId)}
                />
              ))}
            </ol>
            {nextCursor && isMore ? (
              <Records {...props} cursor={nextCursor} />
            ) : null}
            {nextCursor && !isMore ? (
              <Button variant="secondary" onPress={() => setMore(true)}>
                Show more
              </Button>
            ) : null}
          </>
        )
      }
    </QueryView>
  );
}

/** What was said before, service by service and of each the newest first; read when it is opened. */
export function VerdictHistory(props: {
  about: { service?: string; rule?: string };
  nameOf?: (serviceId: string) => string;
  /** What opens it. */
  title: string;
}) {
  const [open, setOpen] = useState(false);
  const toggle = (event: SyntheticEvent<HTMLDetailsElement>) =>
    setOpen(event.currentTarget.open);
  return (
    <details className={styles.history} onToggle={toggle}>
      <summary>{props.title}</summary>
      {open ? <Records about={props.about} nameOf={props.nameOf} /> : null}
    </details>
  );
}
