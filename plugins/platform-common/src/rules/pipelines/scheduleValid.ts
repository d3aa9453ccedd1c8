import { whyNotQuartz } from './whyNotQuartz';
import { toNumbers } from '../longestGapOf';
import { bad, examineRule, good } from '../examine';
import type { PipelineFact } from '../facts/pipes';

/** Whether a name is one of the database of time zones, which is where Kubernetes looks it up. */
function isTimeZone(name: string): boolean {
  if (/^local$/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** The parser of Kubernetes (robfig/cron 3, standard form) takes Sunday for 0 and for nothing else. */
function whyNotKubernetes(
  expression: string,
  timeZone: string | undefined,
): string | undefined {
  if (/^(CRON_)?TZ=/.test(expression.trim()))
    return 'Kubernetes refuses a time zone in the schedule; it has its own field, timeZone';
  if (timeZone !== undefined && !isTimeZone(timeZone))
    return `there is no time zone ${timeZone}`;
  if (toNumbers(expression) === undefined)
    return 'it is not five fields that Kubernetes reads';
  const weekday = expression.trim().split(/\s+/)[4] ?? '';
  return /(^|[,-])7/.test(weekday)
    ? 'Kubernetes counts weekdays from 0 to 6, and has no 7'
    : undefined;
}

function whyWrong({
  expression,
  dialect,
  timeZone,
}: NonNullable<PipelineFact['schedule']>): string | undefined {
  return dialect === 'quartz'
    ? whyNotQuartz(expression)
    : whyNotKubernetes(expression, timeZone);
}

/** Every schedule can be read by what runs it. */
export const scheduleValid = examineRule({
  id: 'schedule-valid',
  version: 2,
  category: 'pipelines',
  title: 'Schedules are valid in their dialect',
  why: 'Kubernetes and the scheduler of workflows read different dialects; a schedule in the other one runs never, or at another time.',
  weight: 4,
  level: 'bronze',
  appliesTo: { sentence: 'Services that run pipelines' },
  facts: ['pipelines'],
  expected: 'five fields for a CronJob, six or seven for a workflow',
  good: 'Every schedule is valid.',
  none: 'It runs no pipeline with a schedule.',
  remedy: {
    text: 'Write it in the dialect of what runs it: "30 6 * * *" for a CronJob, "0 30 6 * * ? *" for a workflow.',
  },
  look: ({ pipelines }) =>
    pipelines.flatMap(({ object, schedule }) => {
      if (!schedule) return [];
      const { expression } = schedule;
      if (/^@every\s+(\d+(\.\d+)?(ms|[smh]))+$/.test(expression))
        return [good(object, expression)];
      const wrong = whyWrong(schedule);
      return [
        wrong
          ? bad(object, `"${expression}": ${wrong}`)
          : good(object, expression),
      ];
    }),
});
