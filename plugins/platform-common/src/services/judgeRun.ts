import {
  asObject,
  asText,
  asTime,
  findCondition,
  InventoryObject,
  KubernetesObject,
} from '../kubernetes';
import {
  conclude,
  Finding,
  HARD,
  notReadySince,
  Subject,
  worstTrouble,
} from './concludeFinding';
import { describeDuration } from './describeDuration';
import { describeTrouble, summarisePod } from './summarisePod';

/** Judges a Job: failed, running, suspended or completed. */
export function judgeJob(subject: Subject): Finding {
  const { object } = subject.workload.entry;
  const failed = findCondition(object, 'Failed');
  if (failed?.status === 'True')
    return conclude(
      subject,
      'degraded',
      `failed${failed.message ? `: ${failed.message}` : ''}`,
      { since: asTime(failed.lastTransitionTime) },
    );
  if (findCondition(object, 'Complete')?.status === 'True')
    return conclude(subject, 'healthy', 'completed');
  if (object.spec?.suspend === true)
    return conclude(subject, 'unknown', 'suspended, it does not run', {
      off: true,
    });
  if (!object.status)
    return conclude(subject, 'unknown', 'declared, but not seen running');
  const pods = subject.workload.pods.map(pod => summarisePod(pod, subject.now));
  const trouble = worstTrouble(pods);
  return trouble && HARD.test(trouble.reason)
    ? conclude(subject, 'degraded', describeTrouble(trouble), {
        since: notReadySince(subject.workload.pods),
      })
    : conclude(subject, 'healthy', 'running');
}

function startOf(object: KubernetesObject): number {
  return (
    asTime(asObject(object.status).startTime) ??
    asTime(object.metadata.creationTimestamp) ??
    0
  );
}

function judgeLastRun(subject: Subject, last: InventoryObject): Finding {
  const { index, now } = subject;
  const run = judgeJob({
    ...subject,
    workload: { ...subject.workload, entry: last, pods: index.podsOf(last) },
  });
  const age = describeDuration(now - startOf(last.object));
  if (run.state === 'degraded')
    return conclude(
      subject,
      'degraded',
      `last run, ${age} ago, ${run.sentence.split(': ').slice(1).join(': ')}`,
      { since: run.since },
    );
  return conclude(
    subject,
    'healthy',
    `last run, ${age} ago, ${
      findCondition(last.object, 'Complete')?.status === 'True'
        ? 'succeeded'
        : 'is running'
    }`,
  );
}

/** Judges a CronJob by its newest run. */
export function judgeCronJob(subject: Subject): Finding {
  const { index, now, workload } = subject;
  const { object } = workload.entry;
  if (object.spec?.suspend === true)
    return conclude(subject, 'unknown', 'suspended, it does not run', {
      off: true,
    });
  const [last] = index
    .ownedBy(workload.entry)
    .filter(entry => entry.object.kind === 'Job')
    .sort((a, b) => startOf(b.object) - startOf(a.object));
  if (last) return judgeLastRun(subject, last);
  const succeeded = asTime(asText(object.status?.lastSuccessfulTime));
  if (succeeded !== undefined)
    return conclude(
      subject,
      'healthy',
      `last run succeeded ${describeDuration(now - succeeded)} ago`,
    );
  return conclude(subject, 'unknown', 'has not run yet');
}
