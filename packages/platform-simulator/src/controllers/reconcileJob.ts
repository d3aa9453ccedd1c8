/** Jobs: pods until enough have succeeded, or too many have failed. */
import { formatTime } from '../kubernetes/identifiers';
import { at, conditionOf, numberAt } from '../kubernetes/printers/read';
import type { KubernetesObject } from '../kubernetes/types';
import {
  livePods,
  recordEvent,
  writeStatus,
  type ControllerContext,
} from './context';
import { createPod } from './createPod';

interface Tally {
  active: number;
  succeeded: number;
  failed: number;
}

function countPods(job: KubernetesObject, context: ControllerContext): Tally {
  const pods = context.store
    .ownedBy(job.metadata.uid ?? '')
    .filter(object => object.kind === 'Pod');
  const inPhase = (phase: string) =>
    pods.filter(pod => at(pod, 'status', 'phase') === phase).length;
  return {
    active: livePods(job, context).length,
    succeeded: inPhase('Succeeded'),
    failed: inPhase('Failed'),
  };
}

function finish(
  job: KubernetesObject,
  outcome: { tally: Tally; failed: boolean },
  context: ControllerContext,
): void {
  const { tally, failed } = outcome;
  const now = formatTime(context.clock.now());
  writeStatus(
    job,
    {
      ...tally,
      active: undefined,
      failed: tally.failed || undefined,
      succeeded: tally.succeeded || undefined,
      ...(!failed && { completionTime: now }),
      conditions: [
        failed
          ? {
              type: 'Failed',
              status: 'True',
              reason: 'BackoffLimitExceeded',
              message: 'Job has reached the specified backoff limit',
            }
          : {
              type: 'Complete',
              status: 'True',
              reason: 'CompletionsReached',
              message: 'Reached expected number of succeeded pods',
            },
      ],
    },
    context,
  );
  recordEvent(
    job,
    failed
      ? {
          type: 'Warning',
          reason: 'BackoffLimitExceeded',
          message: 'Job has reached the specified backoff limit',
        }
      : { reason: 'Completed', message: 'Job completed' },
    context,
  );
}

/** Moves a Job one step towards its end. */
export function reconcileJob(
  job: KubernetesObject,
  context: ControllerContext,
): void {
  const ended = ['Complete', 'Failed'].some(
    type => conditionOf(job, type) === 'True',
  );
  if (ended || at(job, 'spec', 'suspend') === true) return;
  const completions = numberAt(job, ['spec', 'completions'], 1);
  const parallelism = numberAt(job, ['spec', 'parallelism'], 1);
  const tally = countPods(job, context);
  if (tally.succeeded >= completions) {
    finish(job, { tally, failed: false }, context);
    return;
  }
  if (tally.failed > numberAt(job, ['spec', 'backoffLimit'], 6)) {
    finish(job, { tally, failed: true }, context);
    return;
  }
  const wanted = Math.min(parallelism, completions - tally.succeeded);
  const labels = {
    'batch.kubernetes.io/job-name': job.metadata.name,
    'job-name': job.metadata.name,
  };
  for (let missing = wanted - tally.active; missing > 0; missing -= 1) {
    createPod(job, { labels }, context);
  }
  const after = countPods(job, context);
  writeStatus(
    job,
    {
      active: after.active,
      ready: 0,
      succeeded: after.succeeded || undefined,
      failed: after.failed || undefined,
      ...(!at(job, 'status', 'startTime') && {
        startTime: formatTime(context.clock.now()),
      }),
    },
    context,
  );
}
