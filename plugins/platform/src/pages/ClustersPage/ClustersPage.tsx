import { ClusterList } from '@254carbon/backstage-plugin-platform-common';
import {
  Announcement,
  CellNote,
  Column,
  FilteredTable,
  Freshness,
  instantsInWords,
  Panel,
  QueryView,
  StaleNotice,
  StateIcon,
  UnknownState,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { useState } from 'react';
import { useClusters } from '../../hooks/useReaders';
import { ClusterSummary } from './ClusterSummary';
import {
  KindOrder,
  KindRow,
  kindRows,
  KINDS,
  partInWords,
  STANDING_STATES,
  standingOf,
} from './kindRows';
import { ReadersFrame } from './ReadersFrame';
import styles from './ClustersPage.module.css';

const STANDING_WORDS: Partial<Record<ReturnType<typeof standingOf>, string>> = {
  unconfirmed: 'read before, not confirmed since',
};

function StandingCell(props: { kind: KindRow }) {
  const { kind } = props;
  const { reason, since, held } = kind;
  return (
    <>
      {STANDING_WORDS[standingOf(kind)] ??
        (kind.ok ? 'read' : 'cannot be read')}
      {since && !kind.ok ? (
        <>
          {' '}
          since <Freshness at={since} />
        </>
      ) : null}
      {reason && !kind.ok ? (
        <CellNote>{instantsInWords(reason)}</CellNote>
      ) : null}
      {held ? <CellNote>{held.count} held back; see above</CellNote> : null}
    </>
  );
}

const COLUMNS: readonly Column<KindRow, KindOrder>[] = [
  {
    title: 'Kind',
    width: 240,
    sort: 'kind',
    cell: kind => (
      <>
        <StateIcon state={STANDING_STATES[standingOf(kind)]} />{' '}
        {partInWords(kind.resource) ?? (
          <>
            {kind.resource.replace(/^.*\//, '')}
            <CellNote>{kind.resource.replace(/\/[^/]*$/, '')}</CellNote>
          </>
        )}
      </>
    ),
  },
  { title: 'Cluster', width: 110, cell: ({ cluster }) => cluster },
  {
    title: 'Objects',
    width: 80,
    numeric: true,
    sort: 'objects',
    cell: ({ count, resource }) =>
      partInWords(resource) ? null : count.toLocaleString('en'),
    explain: ({ resource, cluster }) =>
      `Counted in the inventory of ${resource} of cluster ${cluster}`,
  },
  {
    title: 'Confirmed',
    width: 110,
    sort: 'confirmed',
    cell: ({ observedAt, resource }) =>
      partInWords(resource) && !observedAt ? null : (
        <Freshness at={observedAt} never="never read" />
      ),
  },
  {
    title: 'State',
    width: 300,
    sort: 'standing',
    cell: kind => <StandingCell kind={kind} />,
  },
];

function Kinds(props: { list: ClusterList }) {
  const rows = kindRows(props.list.clusters);
  const list = useUrlFilters(KINDS, rows);
  return (
    <FilteredTable
      list={list}
      what="readers"
      label="Kinds, what fails first"
      columns={COLUMNS}
      rowKey={({ cluster, resource }) => `${cluster} ${resource}`}
      placeholder="kind, cluster or reason"
      choices={[
        {
          filter: 'cluster',
          label: 'Cluster',
          options: props.list.clusters.map(({ name, title }) => ({
            value: name,
            label: title ?? name,
          })),
        },
        {
          filter: 'standing',
          label: 'State',
          options: [
            { value: 'failing', label: 'cannot be read' },
            { value: 'held', label: 'held back' },
            { value: 'unconfirmed', label: 'not confirmed' },
            { value: 'read', label: 'read' },
          ],
        },
      ]}
      noMatch="No kind fits the search and the filters"
    />
  );
}

function Clusters(props: {
  list: ClusterList;
  onReleased: (said: string) => void;
}) {
  const { list, onReleased } = props;
  if (list.clusters.length === 0) {
    return (
      <UnknownState title="No cluster is configured">
        Add one to <code>kubernetes.clusterLocatorMethods</code> in the
        portal&apos;s configuration; the guide &quot;Connect a cluster&quot;
        shows the block.
      </UnknownState>
    );
  }
  return (
    <>
      {list.caveats.map(caveat => (
        <StaleNotice key={caveat} reason={caveat} />
      ))}
      <div className={styles.clusters}>
        {list.clusters.map(cluster => (
          <ClusterSummary
            key={cluster.name}
            cluster={cluster}
            onReleased={onReleased}
          />
        ))}
      </div>
      <Panel title="Kinds of objects">
        <Kinds list={list} />
      </Panel>
    </>
  );
}

/** How well each cluster can be read, kind by kind, and what is held back until it is certain. */
export function ClustersPage() {
  const query = useClusters();
  const [said, setSaid] = useState('');
  return (
    <ReadersFrame page="" loadedAt={query.loadedAt}>
      <Announcement>{said}</Announcement>
      <QueryView
        query={query}
        what="the state of the readers"
        permission="platform.cluster.read"
        rows={12}
      >
        {list => (
          <Clusters
            list={list}
            onReleased={sentence => {
              setSaid(sentence);
              query.reload();
            }}
          />
        )}
      </QueryView>
    </ReadersFrame>
  );
}
