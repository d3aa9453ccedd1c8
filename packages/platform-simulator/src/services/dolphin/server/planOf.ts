import { instantOfText, type FirePlan } from '../quartz/listFires';
import type { ScheduleRecord } from './records';

/** A schedule as the calendar reads it. */
export function planOf({
  crontab,
  timezoneId,
  startTime,
  endTime,
}: Pick<
  ScheduleRecord,
  'crontab' | 'timezoneId' | 'startTime' | 'endTime'
>): FirePlan {
  return {
    crontab,
    timezoneId,
    from: instantOfText(startTime, timezoneId),
    to: instantOfText(endTime, timezoneId),
  };
}
