import { Clock } from '../clock';
import { longestGapOf } from '../longestGapOf';
import type { CronJobFact } from '../facts/runs';
import { bad, examineRule, good, open, Finding } from '../examine';

const HOUR = 3_600_000;

function look(
  { object, schedule, createdAt, lastSuccessAt }: CronJobFact,
  clock: Clock,
  graceHours: number,
): Finding {
  const gap = longestGapOf(schedule);
  const last = Date.parse(lastSuccessAt ?? createdAt ?? '');
  if (gap === undefined || Number.isNaN(last))
    return open(
      object,
      `how often ${object} should run cannot be told from "${schedule}"`,
    );
  if (!clock.isPast(last + (gap + graceHours) * HOUR))
    return lastSuccessAt
      ? good(object, `last succeeded at ${lastSuccessAt}`)
      : good(object, 'made lately; its first run is still to come');
  return bad(
    object,
    lastSuccessAt
      ? `${object} last succeeded ${clock.wholeSince(
          last,
          HOUR,
        )} hours ago and should every ${gap}`
      : `${object} has never succeeded`,
  );
}

/** CronJobs succeed as often as they should. */
export const cronJobsSucceed = examineRule({
  id: 'cron-jobs-succeed',
  category: 'availability',
  title: 'Its CronJobs succeed in time',
  why: 'A schedule that runs and fails, or silently does not run, is noticed when its result is missing.',
  weight: 6,
  level: 'bronze',
  appliesTo: { sentence: 'Services with CronJobs that are not suspended' },
  facts: ['cronJobs'],
  thresholds: {
    graceHours: {
      title: 'Hours that a run may be late',
      value: 6,
      min: 0,
      max: 1_000,
    },
  },
  expected: ({ graceHours }) =>
    `a success within its longest pause and ${graceHours} hours`,
  good: 'Every CronJob succeeded in time.',
  none: 'It has no CronJob that is meant to run.',
  remedy: {
    text: "Look at its newest Job and that one's pods; suspend the CronJob when it is not meant to run.",
  },
  look: ({ cronJobs }, { clock, limits: { graceHours } }) =>
    cronJobs
      .filter(({ suspended }) => !suspended)
      .map(one => look(one, clock, graceHours)),
});
