import {
  PodSummary,
  Workload,
} from '@254carbon/backstage-plugin-platform-common';
import {
  CellNote,
  Column,
  DataTable,
  EmptyState,
  Freshness,
  StateIcon,
} from '@254carbon/backstage-plugin-platform-react';
import styles from './WorkloadTable.module.css';

function replicasInWords({ ready, desired }: Workload): string {
  if (desired === undefined)
    return ready === undefined ? 'not known' : `${ready} ready`;
  return `${ready ?? 'unknown'} of ${desired} ready`;
}

function TroublesCell(props: { troubles: PodSummary['troubles'] }) {
  if (props.troubles.length === 0) return <CellNote>none</CellNote>;
  return (
    <>
      {props.troubles.map(trouble => (
        <div key={`${trouble.container} ${trouble.reason}`}>
          <strong>{trouble.reason}</strong>
          {trouble.exitCode === undefined
            ? ''
            : ` (exit code ${trouble.exitCode})`}{' '}
          in {trouble.container}
          {trouble.message ? <CellNote>{trouble.message}</CellNote> : null}
        </div>
      ))}
    </>
  );
}

function isFinished(pod: PodSummary): boolean {
  return pod.phase === 'Succeeded';
}

function phaseInWords(pod: PodSummary): string {
  if (pod.ready) return `${pod.phase}, ready`;
  return isFinished(pod) ? pod.phase : `${pod.phase}, not ready`;
}

// The trouble comes before the rest: it is what one looks for, also on a narrow screen.
const COLUMNS: readonly Column<PodSummary>[] = [
  {
    title: 'Pod',
    width: 190,
    cell: pod => (
      <>
        <StateIcon state={pod.ready || isFinished(pod) ? 'good' : 'bad'} />{' '}
        {pod.name}
        <CellNote>{pod.node ? `on ${pod.node}` : 'on no node yet'}</CellNote>
      </>
    ),
  },
  {
    title: 'Trouble',
    width: 210,
    cell: ({ troubles }) => <TroublesCell troubles={troubles} />,
  },
  { title: 'Phase', width: 120, cell: phaseInWords },
  {
    title: 'Restarts',
    width: 85,
    numeric: true,
    cell: ({ restarts }) => restarts,
  },
  {
    title: 'Started',
    width: 110,
    cell: ({ startedAt }) => <Freshness at={startedAt} never="not started" />,
  },
];

function WorkloadSection(props: { workload: Workload }) {
  const { workload } = props;
  return (
    <section>
      <h3 className={styles.title}>
        {workload.kind} {workload.namespace}/{workload.name}:{' '}
        {replicasInWords(workload)}
      </h3>
      {workload.images.length > 0 ? (
        <p className={styles.muted}>{workload.images.join(', ')}</p>
      ) : null}
      <DataTable
        label={`Pods of ${workload.name}`}
        columns={COLUMNS}
        rows={workload.pods}
        rowKey={pod => pod.name}
        empty={<p className={styles.muted}>It has no pods.</p>}
      />
    </section>
  );
}

/** The workloads of a service with their pods, restarts and reasons. */
export function WorkloadTable(props: { workloads: Workload[] }) {
  if (props.workloads.length === 0) {
    return <EmptyState title="No workload belongs to this service" />;
  }
  return (
    <>
      {props.workloads.map(workload => (
        <WorkloadSection
          key={`${workload.cluster} ${workload.kind} ${workload.namespace}/${workload.name}`}
          workload={workload}
        />
      ))}
    </>
  );
}
