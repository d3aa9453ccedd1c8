import {
  PodSummary,
  Workload,
} from '@254carbon/backstage-plugin-platform-common';
import {
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

function PodRow(props: { pod: PodSummary }) {
  const { pod } = props;
  const finished = pod.phase === 'Succeeded';
  return (
    <tr>
      <td>
        <StateIcon state={pod.ready || finished ? 'good' : 'bad'} /> {pod.name}
        <div className={styles.muted}>
          {pod.node ? `on ${pod.node}` : 'on no node yet'}
        </div>
      </td>
      <td>
        {pod.ready
          ? `${pod.phase}, ready`
          : `${pod.phase}${finished ? '' : ', not ready'}`}
      </td>
      <td className={styles.number}>{pod.restarts}</td>
      <td className={styles.number}>
        <Freshness at={pod.startedAt} never="not started" />
      </td>
      <td>
        {pod.troubles.length === 0 ? (
          <span className={styles.muted}>none</span>
        ) : (
          pod.troubles.map(trouble => (
            <div key={`${trouble.container} ${trouble.reason}`}>
              <strong>{trouble.reason}</strong>
              {trouble.exitCode === undefined
                ? ''
                : ` (exit code ${trouble.exitCode})`}{' '}
              in {trouble.container}
              {trouble.message ? (
                <div className={styles.muted}>{trouble.message}</div>
              ) : null}
            </div>
          ))
        )}
      </td>
    </tr>
  );
}

function WorkloadSection(props: { workload: Workload }) {
  const { workload } = props;
  return (
    <section>
      <h3>
        {workload.kind} {workload.namespace}/{workload.name}:{' '}
        {replicasInWords(workload)}
      </h3>
      {workload.images.length > 0 ? (
        <p className={styles.muted}>{workload.images.join(', ')}</p>
      ) : null}
      {workload.pods.length === 0 ? (
        <p className={styles.muted}>It has no pods.</p>
      ) : (
        <div
          className={styles.scroll}
          role="region"
          aria-label={`Pods of ${workload.name}`}
          tabIndex={0}
        >
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Pod</th>
                <th scope="col">Phase</th>
                <th scope="col">Restarts</th>
                <th scope="col">Started</th>
                <th scope="col">Trouble</th>
              </tr>
            </thead>
            <tbody>
              {workload.pods.map(pod => (
                <PodRow key={pod.name} pod={pod} />
              ))}
            </tbody>
          </table>
        </div>
      )}
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
