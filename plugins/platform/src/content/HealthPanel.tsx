import { ListedService } from '@254carbon/backstage-plugin-platform-common';
import {
  absoluteTime,
  EvidenceList,
  Freshness,
  instantsInWords,
  Panel,
  StaleNotice,
  StatusPill,
} from '@254carbon/backstage-plugin-platform-react';
import { StandingNotice } from '../components/StandingNotice';
import styles from './ServiceContent.module.css';

function LastKnown(props: { service: ListedService }) {
  const { lastKnown } = props.service;
  if (!lastKnown) return null;
  return (
    <StaleNotice
      reason={`It cannot be seen now: ${
        lastKnown.reason
      } When it was last seen (${absoluteTime(lastKnown.seenAt)}) it was ${
        lastKnown.state
      }: ${lastKnown.summary}`}
    />
  );
}

/** State, since when, what people say about it, and the evidence with its proof. */
export function HealthPanel(props: {
  service: ListedService;
  caveats: string[];
}) {
  const { service, caveats } = props;
  const { health, expectedDown, maintenance } = service;
  return (
    <Panel title="Health and its proof">
      <p className={styles.summary}>
        <StatusPill state={health.state} stale={health.stale} />
        {expectedDown ? <StatusPill state="expected-down" /> : null}
        <strong>{instantsInWords(health.summary)}</strong>
        <span className={styles.muted}>
          {health.since ? (
            <>
              began <Freshness at={health.since} />
            </>
          ) : (
            'when it began is not known'
          )}
        </span>
      </p>
      <StandingNotice expectedDown={expectedDown} maintenance={maintenance} />
      <LastKnown service={service} />
      {[...new Set([...caveats, ...service.caveats])].map(caveat => (
        <StaleNotice key={caveat} reason={caveat} />
      ))}
      <EvidenceList evidence={health.evidence} />
    </Panel>
  );
}
