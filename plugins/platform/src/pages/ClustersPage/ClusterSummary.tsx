import { ClusterView } from '@254carbon/backstage-plugin-platform-common';
import {
  Freshness,
  instantsInWords,
  Panel,
  Person,
  State,
  StatusPill,
} from '@254carbon/backstage-plugin-platform-react';
import { LostNodes } from '../../components/LostNodes';
import { countKinds, whyUnread } from './kindRows';
import { ReleaseButton } from './ReleaseButton';
import styles from './ClustersPage.module.css';

const PHASES: Record<ClusterView['phase'], { state: State; words: string }> = {
  reading: { state: 'healthy', words: 'Everything is read.' },
  connecting: {
    state: 'unknown',
    words: 'It is being read for the first time.',
  },
  'partly-failing': {
    state: 'degraded',
    words: 'Some kinds cannot be read; they are kept as they were.',
  },
  failing: {
    // That the portal cannot read it says nothing of how the cluster is.
    state: 'unknown',
    words:
      'Nothing of it can be read, so how it is cannot be told; everything is kept as it was.',
  },
};

/** How the cluster can be read, and whether its nodes are there: all can be read of one that has lost a node. */
function standingOf(cluster: ClusterView): { state: State; words: string } {
  if (cluster.orphaned)
    return { state: 'stale', words: 'Kept as it was last seen.' };
  const read = PHASES[cluster.phase];
  if (!cluster.lostNodes?.length) return read;
  return {
    state: read.state === 'healthy' ? 'degraded' : read.state,
    words: `${read.words} Not every node is ready.`,
  };
}

function Orphaned(props: {
  cluster: ClusterView;
  onReleased: (said: string) => void;
}) {
  const { cluster, onReleased } = props;
  const { orphaned, name } = cluster;
  if (!orphaned) return null;
  const what = `${
    orphaned.entities === undefined ? 'all' : orphaned.entities
  } entities of cluster ${name}`;
  return (
    <div className={styles.held}>
      <p>
        <strong>It is no longer configured.</strong>{' '}
        {instantsInWords(orphaned.reason)}{' '}
        {orphaned.since ? (
          <>
            Since <Freshness at={orphaned.since} />.
          </>
        ) : null}
      </p>
      <ReleaseButton cluster={name} what={what} onReleased={onReleased} />
    </div>
  );
}

function Held(props: {
  cluster: ClusterView;
  onReleased: (said: string) => void;
}) {
  const { cluster, onReleased } = props;
  return (
    <>
      {cluster.kinds.map(({ resource, held }) =>
        held ? (
          <div key={resource} className={styles.held}>
            <p>
              <strong>
                {held.count} of {resource} are held back
              </strong>{' '}
              since <Freshness at={held.since} />.{' '}
              {instantsInWords(held.reason)}
            </p>
            <ReleaseButton
              cluster={cluster.name}
              kind={resource}
              what={`${held.count} ${resource} of cluster ${cluster.name}`}
              onReleased={onReleased}
            />
          </div>
        ) : null,
      )}
    </>
  );
}

function Confirmations(props: { cluster: ClusterView }) {
  const { confirmations } = props.cluster;
  if (confirmations.length === 0) return null;
  return (
    <details className={styles.more}>
      <summary>What operators confirmed ({confirmations.length})</summary>
      <ul>
        {confirmations.map(({ id, kind, note, by, at }) => (
          <li key={id}>
            {kind ?? 'The whole cluster'}: {note} (<Person entityRef={by} />,{' '}
            <Freshness at={at} />)
          </li>
        ))}
      </ul>
    </details>
  );
}

/** One cluster's reader: state, how much is known, how old the oldest of it is, what is held back. */
export function ClusterSummary(props: {
  cluster: ClusterView;
  onReleased: (said: string) => void;
}) {
  const { cluster, onReleased } = props;
  const { name, title, version, objects, lostNodes } = cluster;
  const unread = whyUnread(cluster);
  const { state, words } = standingOf(cluster);
  return (
    <Panel title={title ?? name}>
      <p className={styles.summary}>
        <StatusPill state={state} />
        <span>{words}</span>
      </p>
      {unread?.reason ? (
        <p>
          {instantsInWords(unread.reason)}{' '}
          {unread.since ? (
            <>
              Since <Freshness at={unread.since} />.
            </>
          ) : null}
        </p>
      ) : null}
      <dl className={styles.facts}>
        <div>
          <dt>Name</dt>
          <dd>{name}</dd>
        </div>
        <div>
          <dt>Kubernetes</dt>
          <dd>{version ?? 'not known'}</dd>
        </div>
        <div>
          <dt>Objects</dt>
          <dd>
            {objects.toLocaleString('en')} of {countKinds(cluster)} kinds
          </dd>
        </div>
        <div>
          <dt>Oldest confirmation</dt>
          <dd>
            <Freshness
              at={cluster.oldestObservedAt}
              never="one kind was never read"
            />
          </dd>
        </div>
      </dl>
      <LostNodes cluster={title ?? name} nodes={lostNodes} />
      <Orphaned cluster={cluster} onReleased={onReleased} />
      <Held cluster={cluster} onReleased={onReleased} />
      <Confirmations cluster={cluster} />
    </Panel>
  );
}
