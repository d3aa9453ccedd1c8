/** The last lines of a pod's log: of a crashed container what it died of, of others a few lines of plain life. */
import type { KubernetesObject, PodLogReference } from '../kubernetes/types';
import { PlatformCondition, PodState, timestamp } from './build';
import { podStatus } from './derive/read';

/**
 * The log of a container.
 *
 * @param options - `now` in milliseconds dates the lines, newest last
 */
export function writePodLog(
  reference: PodLogReference,
  options: { condition: PlatformCondition; now: number },
): string {
  const lines = linesOf(reference, options.condition);
  return lines
    .map((line, index) => {
      const age = (lines.length - index) * 7_000;
      return `${timestamp(options.now - age)} ${line}\n`;
    })
    .join('');
}

function linesOf(
  { pod, container, previous }: PodLogReference,
  condition: PlatformCondition,
): string[] {
  const crashing = podStatus(pod).containerStatuses?.some(
    it => it.name === container && !it.ready,
  );
  const told = statesOf(pod, condition).flatMap(state =>
    'log' in state ? state.log : [],
  );
  const unique = [...new Set(told)];
  if ((crashing || previous) && unique.length) {
    return [`INFO starting ${container}`, ...unique];
  }
  return [
    `INFO starting ${container}`,
    `INFO ${container} is ready`,
    'INFO handled a request in 12 ms',
    'INFO handled a request in 9 ms',
  ];
}

function statesOf(
  pod: KubernetesObject,
  condition: PlatformCondition,
): PodState[] {
  const owner = pod.metadata.ownerReferences?.[0];
  const name = owner?.name ?? '';
  const workload =
    owner?.kind === 'ReplicaSet' || owner?.kind === 'Job'
      ? name.replace(/-[^-]+$/, '')
      : name;
  return [name, workload].flatMap(candidate => {
    const key = `${pod.metadata.namespace}/${candidate}`;
    return [
      ...(condition.pods[key] ?? []),
      ...(condition.failedJobs[key]?.pods ?? []),
      ...(condition.runs[key] ?? []).flatMap(run => run.pods),
    ];
  });
}
