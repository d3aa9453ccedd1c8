import {
  TelemetryPart,
  TelemetrySystem,
} from '@254carbon/backstage-plugin-platform-common';
import {
  CellNote,
  Column,
  DataTable,
  EmptyState,
  Freshness,
  instantsInWords,
  Panel,
  QueryView,
  sourceInWords,
  StaleNotice,
  StateIcon,
} from '@254carbon/backstage-plugin-platform-react';
import { useTelemetry } from '../../hooks/useReaders';
import { ReadersFrame } from './ReadersFrame';
import styles from './ClustersPage.module.css';

/** `failedTasks` as people write it: `failed tasks`. */
function nameInWords(name: string): string {
  return name.replace(/[A-Z]/g, letter => ` ${letter.toLocaleLowerCase('en')}`);
}

const COLUMNS: readonly Column<TelemetryPart>[] = [
  {
    title: 'What',
    width: 170,
    cell: ({ name, ok }) => (
      <>
        <StateIcon state={ok ? 'good' : 'bad'} /> {nameInWords(name)}
      </>
    ),
  },
  {
    title: 'How many',
    width: 90,
    numeric: true,
    cell: ({ count }) => count ?? <CellNote>not counted</CellNote>,
    explain: ({ source }) =>
      `Counted in the answer of ${sourceInWords(source)}`,
  },
  {
    title: 'Read',
    width: 110,
    cell: ({ observedAt }) => <Freshness at={observedAt} never="never" />,
  },
  {
    title: 'From, and what is wrong',
    width: 360,
    cell: ({ ok, reason, since, source }) => (
      <>
        {ok ? null : (
          <>
            cannot be read since <Freshness at={since} never="the start" />:{' '}
            {instantsInWords(reason ?? 'no reason was given')}
          </>
        )}
        <CellNote>{sourceInWords(source)}</CellNote>
      </>
    ),
  },
];

/** What the systems are called by those who make them; another one by its type. */
const NAMES: Readonly<Record<string, string>> = {
  alertmanager: 'Alertmanager',
  dolphinscheduler: 'DolphinScheduler',
  grafana: 'Grafana',
  loki: 'Loki',
  prometheus: 'Prometheus',
  'victoria-metrics': 'VictoriaMetrics',
  victoriametrics: 'VictoriaMetrics',
};

function titleOf({ id, type, cluster }: TelemetrySystem): string {
  const called = NAMES[type] ?? type;
  const name = id === type ? called : `${called} (${id})`;
  return cluster ? `${name} of cluster ${cluster}` : name;
}

/** What is read from the platform's own APIs, system by system, each part with its source and age. */
export function TelemetryPage() {
  const query = useTelemetry();
  return (
    <ReadersFrame page="/systems" loadedAt={query.loadedAt}>
      <QueryView
        query={query}
        what="the platform's own APIs"
        permission="platform.cluster.read"
        rows={12}
      >
        {({ systems, caveats }) => (
          <div className={styles.stack}>
            {caveats.map(caveat => (
              <StaleNotice key={caveat} reason={caveat} />
            ))}
            {systems.length === 0 ? (
              <EmptyState title="No system's API is read">
                None of Prometheus, VictoriaMetrics, Alertmanager, Loki, Grafana
                and DolphinScheduler is found in a cluster with a route to it.
              </EmptyState>
            ) : null}
            {systems.map(system => (
              <Panel key={system.id} title={titleOf(system)}>
                <p className={styles.address}>
                  asked at <code>{system.address}</code>
                </p>
                <DataTable
                  label={`What is read from ${system.id}`}
                  columns={COLUMNS}
                  rows={system.parts}
                  rowKey={({ name }) => name}
                  empty={<EmptyState title="Nothing was read from it yet" />}
                />
              </Panel>
            ))}
          </div>
        )}
      </QueryView>
    </ReadersFrame>
  );
}
