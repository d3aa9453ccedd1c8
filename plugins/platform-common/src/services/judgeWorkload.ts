import { asNumber, asObject, asText } from '../kubernetes';
import {
  conclude,
  Finding,
  HARD,
  healthySince,
  notReadySince,
  Subject,
  worstTrouble,
} from './concludeFinding';
import { describeDuration } from './describeDuration';
import { judgeCronJob, judgeJob } from './judgeRun';
import { describeTrouble, summarisePod } from './summarisePod';
import { countReplicas } from './summariseWorkload';
import { whoAwakens } from './whoAwakens';

/** No pods, because none are wanted: somebody switched it off, or it sleeps until it is needed. */
function judgeOff(subject: Subject): Finding {
  const { group, workload } = subject;
  const by = whoAwakens(workload.entry, group.autoscalers);
  return by === undefined
    ? conclude(subject, 'down', 'scaled to 0 replicas', { off: true })
    : conclude(
        subject,
        'unknown',
        `scaled to 0 replicas by ${by}, which starts it when it is needed`,
        { off: true },
      );
}

function judgeReplicas(subject: Subject): Finding {
  const { workload, now } = subject;
  const { desired, ready } = countReplicas(workload);
  if (desired === undefined || ready === undefined)
    return conclude(subject, 'unknown', 'declared, but not seen running');
  if (desired === 0) {
    // A DaemonSet that no node wants is not switched off by anybody.
    return workload.entry.object.kind === 'DaemonSet'
      ? conclude(subject, 'unknown', 'wanted on no node')
      : judgeOff(subject);
  }
  const pods = workload.pods.map(pod => summarisePod(pod, now));
  const trouble = worstTrouble(pods);
  const counts = `${ready} of ${desired} ${
    desired === 1 ? 'pod' : 'pods'
  } ready`;
  const numbers = { observed: `${ready} ready`, expected: `${desired} ready` };
  if (ready >= desired) {
    if (!trouble || !HARD.test(trouble.reason))
      return conclude(subject, 'healthy', counts, {
        ...numbers,
        since: healthySince(workload.pods),
      });
    return conclude(
      subject,
      'degraded',
      `${counts}, but one ${describeTrouble(trouble)}`,
      {
        ...numbers,
        since: notReadySince(workload.pods),
      },
    );
  }
  const since = notReadySince(workload.pods);
  const lasting =
    since === undefined ? '' : ` for ${describeDuration(now - since)}`;
  const why = trouble ? `, ${describeTrouble(trouble)}` : '';
  return conclude(
    subject,
    ready === 0 ? 'down' : 'degraded',
    `${counts}${lasting}${why}`,
    { ...numbers, since },
  );
}

/** Judges one workload of a service by its numbers, its pods and its runs. */
export function judgeWorkload(subject: Subject): Finding {
  const { object } = subject.workload.entry;
  if (object.kind === 'CronJob') return judgeCronJob(subject);
  if (object.kind === 'Job') return judgeJob(subject);
  const phase = asText(asObject(object.status).phase);
  if (object.kind === 'Pod' && phase === 'Succeeded')
    return conclude(subject, 'healthy', 'completed');
  if (asNumber(object.spec?.replicas) === 0 && object.kind !== 'DaemonSet')
    return judgeOff(subject);
  return judgeReplicas(subject);
}
