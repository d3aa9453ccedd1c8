import { longestGapOf } from '../longestGapOf';

const FIELD = /^[\dA-Z*,/\-?#L W]+$/;
const DAYS: Readonly<Record<string, number>> = {
  SUN: 0,
  MON: 1,
  TUE: 2,
  WED: 3,
  THU: 4,
  FRI: 5,
  SAT: 6,
};

/** Why an expression is none of Quartz; `undefined` when it is one. */
export function whyNotQuartz(expression: string): string | undefined {
  const fields = expression.trim().toUpperCase().split(/\s+/);
  if (fields.length < 6 || fields.length > 7)
    return `it has ${fields.length} fields, and the scheduler reads six or seven, seconds first`;
  if (!fields.every(field => FIELD.test(field)))
    return 'it holds a sign that no schedule has';
  const [, , , day, , weekday] = fields;
  if (day !== '?' && weekday !== '?' && day !== '*' && weekday !== '*')
    return 'it gives a day of the month and a weekday; one of them has to be ?';
  if (day !== '?' && weekday !== '?')
    return 'one of the two day fields has to be ?';
  return day === '?' && weekday === '?' ? 'both day fields are ?' : undefined;
}

/** Quartz counts weekdays from Sunday = 1. */
function weekdayOf(field: string): string {
  const named = Object.keys(DAYS).reduce(
    (text, name) => text.replaceAll(name, `${DAYS[name] + 1}`),
    field,
  );
  return named.replace(/(\/\d+)|\d+/g, (text, step) =>
    step ? text : `${(Number(text) + 6) % 7}`,
  );
}

/** Hours of the longest pause of a schedule of Quartz; `undefined` when that cannot be told. */
export function quartzGapHours(expression: string): number | undefined {
  if (whyNotQuartz(expression)) return undefined;
  const [, minute, hour, day, month, weekday] = expression
    .trim()
    .toUpperCase()
    .split(/\s+/);
  const starred = (field: string) =>
    field.replace('?', '*').replace(/^0\/(\d+)$/, '*/$1');
  return longestGapOf(
    [
      starred(minute),
      starred(hour),
      starred(day),
      month,
      weekdayOf(starred(weekday)),
    ].join(' '),
  );
}
