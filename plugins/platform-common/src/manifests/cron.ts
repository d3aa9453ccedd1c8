/*
 * One schedule, two dialects: Kubernetes reads five fields, DolphinScheduler reads Quartz (seconds first, `?` for
 * one of the two day fields, Sunday is 1). Home-made files mix them up; here the first is checked and the second is
 * computed.
 */

const BOUNDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

function isPart(part: string, [low, high]: readonly [number, number]): boolean {
  const match = /^(\*|\d+(?:-\d+)?)(?:\/(\d+))?$/.exec(part);
  if (!match || (match[2] !== undefined && Number(match[2]) < 1)) {
    return false;
  }
  if (match[1] === '*') {
    return true;
  }
  const [from, to = from] = match[1].split('-').map(Number);
  return from >= low && to <= high && from <= to;
}

/** True for a schedule of five numeric fields: minute, hour, day of month, month, day of week. */
export function isCron(schedule: string): boolean {
  const fields = schedule.trim().split(/\s+/);
  return (
    fields.length === BOUNDS.length &&
    fields.every((field, index) =>
      field.split(',').every(part => isPart(part, BOUNDS[index])),
    )
  );
}

function quartzWeekday(field: string): string {
  return field.replace(/(\/\d+)|\d+/g, (text, step) =>
    step ? text : String((Number(text) % 7) + 1),
  );
}

/**
 * The same schedule for Quartz.
 *
 * @throws RangeError when it is no schedule, or names both a day of the month and a weekday, which Quartz cannot say.
 */
export function toQuartz(schedule: string): string {
  if (!isCron(schedule)) {
    throw new RangeError(
      `'${schedule}' is no schedule; write five fields such as "30 6 * * *".`,
    );
  }
  const [minute, hour, day, month, weekday] = schedule.trim().split(/\s+/);
  if (day !== '*' && weekday !== '*') {
    throw new RangeError(
      `'${schedule}' names a day of the month and a weekday; use '*' for one of them.`,
    );
  }
  if (weekday === '*') {
    return `0 ${minute} ${hour} ${day} ${month} ? *`;
  }
  return `0 ${minute} ${hour} ? ${month} ${quartzWeekday(weekday)} *`;
}
