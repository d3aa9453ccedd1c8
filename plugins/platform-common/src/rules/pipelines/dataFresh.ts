import { quartzGapHours } from './whyNotQuartz';
import { bad, examineRule, good, open } from '../examine';

const GRACE = 6;

/** The last success is no older than its schedule allows. */
export const dataFresh = examineRule({
  id: 'data-fresh',
  category: 'pipelines',
  title: 'Data are as fresh as their schedule',
  why: 'Analysts see the number, and not that it is of last week.',
  weight: 5,
  level: 'silver',
  appliesTo: { sentence: 'Schedulers of workflows' },
  facts: ['workflows'],
  expected: `a success within the longest pause of the schedule and ${GRACE} hours`,
  good: 'Every workflow succeeded in time.',
  none: 'It has no workflow with a schedule that is online.',
  remedy: {
    text: 'Run what was missed as a complement for its days, once the cause is mended.',
  },
  look: ({ workflows }, { now }) =>
    workflows.flatMap(({ object, schedule, crontab, runs }) => {
      if (schedule !== 'online' || !crontab) return [];
      const gap = quartzGapHours(crontab);
      const at = runs?.lastSuccess?.endedAt ?? runs?.lastSuccess?.startedAt;
      if (!runs || gap === undefined)
        return [
          open(object, `how old the data of ${object} may be cannot be told`),
        ];
      if (!at)
        return [
          open(
            object,
            `${object} has not succeeded in the time that was looked at`,
          ),
        ];
      const hours = Math.round((now - Date.parse(at)) / 3_600_000);
      return [
        hours <= gap + GRACE
          ? good(object, `succeeded ${hours} h ago`)
          : bad(
              object,
              `${object} last succeeded ${hours} hours ago and should every ${gap}`,
            ),
      ];
    }),
});
