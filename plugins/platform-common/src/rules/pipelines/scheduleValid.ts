import { whyNotQuartz } from './whyNotQuartz';
import { toNumbers } from '../longestGapOf';
import { bad, examineRule, good } from '../examine';

function whyWrong(
  expression: string,
  dialect: 'kubernetes' | 'quartz',
): string | undefined {
  if (dialect === 'quartz') return whyNotQuartz(expression);
  return toNumbers(expression) === undefined
    ? 'it is not five fields that Kubernetes reads'
    : undefined;
}

/** Every schedule can be read by what runs it. */
export const scheduleValid = examineRule({
  id: 'schedule-valid',
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
      const { expression, dialect } = schedule;
      if (/^@every\s+\d/.test(expression)) return [good(object, expression)];
      const wrong = whyWrong(expression, dialect);
      return [
        wrong
          ? bad(object, `"${expression}": ${wrong}`)
          : good(object, expression),
      ];
    }),
});
