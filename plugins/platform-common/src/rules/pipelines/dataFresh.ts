import { quartzGapHours } from './whyNotQuartz';
import { bad, examineRule, good, open } from '../examine';

const HOUR = 3_600_000;

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
  thresholds: {
    graceHours: {
      title: 'Hours that a run may be late',
      value: 6,
      min: 0,
      max: 1_000,
    },
  },
  expected: ({ graceHours }) =>
    `a success within the longest pause of the schedule and ${graceHours} hours`,
  good: 'Every workflow succeeded in time.',
  none: 'It has no workflow with a schedule that is online.',
  remedy: {
    text: 'Run what was missed as a complement for its days, once the cause is mended.',
  },
  look: ({ workflows }, { clock, limits: { graceHours } }) =>
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
      const ended = Date.parse(at);
      return [
        clock.isPast(ended + (gap + graceHours) * HOUR)
          ? bad(
              object,
              `${object} last succeeded ${clock.wholeSince(
                ended,
                HOUR,
              )} hours ago and should every ${gap}`,
            )
          : good(object, `last succeeded at ${at}`),
      ];
    }),
});
