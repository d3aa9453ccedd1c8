/** CronJobs: makes a Job at each minute that a schedule names. Schedules are read in UTC. */
import { formatTime } from '../kubernetes/identifiers';
import { at, conditionOf, numberAt, textAt } from '../kubernetes/printers/read';
import type { KubernetesObject } from '../kubernetes/types';
import {
  ownerReference,
  recordAt,
  recordEvent,
  types,
  writeStatus,
  type ControllerContext,
} from './context';

const minute = 60_000;

function matchesField(
  field: string,
  value: number,
  [low, high]: [number, number],
): boolean {
  return field.split(',').some(part => {
    const [range, step = '1'] = part.split('/');
    const [from, to] = range.split('-');
    const start = from === '*' ? low : Number(from);
    // `5/10` runs on to the end of the field, `5` does not.
    const open = from === '*' || part.includes('/');
    const last = open ? high : start;
    const end = to === undefined ? last : Number(to);
    return (
      value >= start && value <= end && (value - start) % Number(step) === 0
    );
  });
}

const macros: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
};

/** Whether a five-field schedule, or a macro such as `@daily`, names the minute of this moment. */
export function isDue(schedule: string, now: number): boolean {
  const fields = (macros[schedule] ?? schedule).trim().split(/\s+/);
  if (fields.length !== 5) return false;
  const date = new Date(now);
  const [minutes, hours, days, months, weekdays] = fields;
  const weekday = date.getUTCDay();
  return (
    matchesField(minutes, date.getUTCMinutes(), [0, 59]) &&
    matchesField(hours, date.getUTCHours(), [0, 23]) &&
    matchesField(days, date.getUTCDate(), [1, 31]) &&
    matchesField(months, date.getUTCMonth() + 1, [1, 12]) &&
    (matchesField(weekdays, weekday, [0, 7]) ||
      (weekday === 0 && matchesField(weekdays, 7, [0, 7])))
  );
}

/** Ended Jobs beyond the history limits go, the oldest first. */
function pruneJobs(
  cronJob: KubernetesObject,
  context: ControllerContext,
): void {
  const jobs = context.store
    .ownedBy(cronJob.metadata.uid ?? '')
    .filter(job => job.kind === 'Job')
    .sort((a, b) => (a.metadata.name < b.metadata.name ? 1 : -1));
  for (const [condition, field, usual] of [
    ['Complete', 'successfulJobsHistoryLimit', 3],
    ['Failed', 'failedJobsHistoryLimit', 1],
  ] as const) {
    const limit = numberAt(cronJob, ['spec', field], usual);
    const ended = jobs.filter(job => conditionOf(job, condition) === 'True');
    for (const { metadata } of ended.slice(limit)) {
      context.store.delete(types.job, metadata);
    }
  }
}

/** Makes the Jobs of every minute after `from` up to now. */
export function fireCronJobs(from: number, context: ControllerContext): void {
  const { store, clock } = context;
  const last = Math.floor(clock.now() / minute);
  for (let tick = Math.floor(from / minute) + 1; tick <= last; tick += 1) {
    for (const cronJob of store.list(types.cronJob)) {
      const suspended = at(cronJob, 'spec', 'suspend') === true;
      const schedule = textAt(cronJob, ['spec', 'schedule'], '');
      if (suspended || !isDue(schedule, tick * minute)) continue;
      const { namespace } = cronJob.metadata;
      const name = `${cronJob.metadata.name.slice(0, 51)}-${tick}`;
      if (store.get(types.job, { namespace, name })) continue;
      const template = recordAt(cronJob, 'spec', 'jobTemplate');
      store.create(types.job, {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: {
          name,
          namespace,
          ownerReferences: [ownerReference(cronJob)],
        },
        spec: recordAt(template, 'spec'),
        status: {},
      });
      writeStatus(
        cronJob,
        { lastScheduleTime: formatTime(tick * minute) },
        context,
      );
      recordEvent(
        cronJob,
        { reason: 'SuccessfulCreate', message: `Created job ${name}` },
        context,
      );
      pruneJobs(cronJob, context);
    }
  }
}
