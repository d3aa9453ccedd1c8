/**
 * The scheduler's own reading of a schedule: Quartz, six or seven fields, seconds first, Sunday is 1, and `?` in exactly one of
 * the two days. What the server does not take is refused here too, because a generator that writes five fields must be
 * found out. Written from the documentation of Quartz and of cron-utils.
 */

/** Whether a schedule fires on a day, and the times of the day. */
export interface QuartzSchedule {
  seconds: readonly number[];
  minutes: readonly number[];
  hours: readonly number[];
  /** @param day - A date whose UTC fields are the day of the zone. */
  firesOn(day: Date): boolean;
}

interface Field {
  low: number;
  high: number;
  names?: readonly string[];
}

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const WEEKDAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');
const MINUTE: Field = { low: 0, high: 59 };
const HOUR: Field = { low: 0, high: 23 };
const DAY: Field = { low: 1, high: 31 };
const MONTH: Field = { low: 1, high: 12, names: MONTHS };
const WEEKDAY: Field = { low: 1, high: 7, names: WEEKDAYS };
const YEAR: Field = { low: 1970, high: 2099 };
const DAY_MS = 86_400_000;

type DayTest = (day: Date) => boolean;

function numberOf(text: string, field: Field): number {
  const named = field.names?.indexOf(text.toUpperCase()) ?? -1;
  const number = named >= 0 ? named + field.low : Number(text);
  if (
    !/^([A-Z]+|\d+)$/i.test(text) ||
    !(number >= field.low && number <= field.high)
  ) {
    throw new RangeError(`'${text}' is not from ${field.low} to ${field.high}`);
  }
  return number;
}

function rangeOf(text: string, field: Field): [from: number, to: number] {
  if (text === '*') return [field.low, field.high];
  const [from, to] = text.split('-');
  return [numberOf(from, field), numberOf(to ?? from, field)];
}

function valuesOfPart(part: string, field: Field): number[] {
  const [range, step] = part.split('/');
  if (step !== undefined && !(Number(step) >= 1)) {
    throw new RangeError(`'${part}' has no step`);
  }
  const [from, to] = rangeOf(range, field);
  const last = step !== undefined && !/[-*]/.test(range) ? field.high : to;
  const values: number[] = [];
  // A range may run over the end: FRI-MON.
  const span =
    last >= from ? last - from : last - from + field.high - field.low + 1;
  for (let at = 0; at <= span; at += Number(step ?? 1)) {
    const value = from + at;
    values.push(
      value > field.high ? value - (field.high - field.low + 1) : value,
    );
  }
  return values;
}

function valuesOf(text: string, field: Field): number[] {
  const values = text.split(',').flatMap(part => valuesOfPart(part, field));
  return [...new Set(values)].sort((one, other) => one - other);
}

const lastOfMonth = (day: Date) =>
  new Date(
    Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0),
  ).getUTCDate();

function isWeekdayNear(day: Date, wanted: number): boolean {
  const weekday = day.getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  const date = day.getUTCDate();
  if (date === wanted) return true;
  const friday = weekday === 5 && date === wanted - 1;
  const monday = weekday === 1 && date === wanted + 1;
  const first = weekday === 1 && wanted === 1 && date === 3;
  return friday || monday || first;
}

function dayOfMonth(text: string): DayTest {
  if (text === 'L') return day => day.getUTCDate() === lastOfMonth(day);
  const before = /^L-(\d+)$/.exec(text);
  if (before)
    return day => day.getUTCDate() === lastOfMonth(day) - Number(before[1]);
  if (text === 'LW') return day => isWeekdayNear(day, lastOfMonth(day));
  const near = /^(\d+)W$/.exec(text);
  if (near) return day => isWeekdayNear(day, numberOf(near[1], DAY));
  const values = valuesOf(text, DAY);
  return day => values.includes(day.getUTCDate());
}

function dayOfWeek(text: string): DayTest {
  const nth = /^(\w+)#([1-5])$/.exec(text);
  if (nth) {
    const wanted = numberOf(nth[1], WEEKDAY);
    return day =>
      day.getUTCDay() + 1 === wanted &&
      Math.ceil(day.getUTCDate() / 7) === Number(nth[2]);
  }
  const last = /^([1-7]|[A-Z]{3})L$/i.exec(text);
  if (last) {
    const wanted = numberOf(last[1], WEEKDAY);
    return day =>
      day.getUTCDay() + 1 === wanted && day.getUTCDate() > lastOfMonth(day) - 7;
  }
  const values = valuesOf(text === 'L' ? '7' : text, WEEKDAY);
  return day => values.includes(day.getUTCDay() + 1);
}

function dayTest(month: string, week: string): DayTest {
  if ((month === '?') === (week === '?')) {
    throw new RangeError("exactly one of the two days must be '?'");
  }
  return week === '?' ? dayOfMonth(month) : dayOfWeek(week);
}

/** @throws RangeError with a few words when the server would not take it. */
export function parseQuartz(text: string): QuartzSchedule {
  const fields = text.trim().split(/\s+/);
  if (fields.length < 6 || fields.length > 7) {
    throw new RangeError(`it has ${fields.length} fields, not 6 or 7`);
  }
  const [second, minute, hour, day, month, week, year = '*'] = fields;
  const months = valuesOf(month, MONTH);
  const years = new Set(valuesOf(year, YEAR));
  const isDay = dayTest(day, week);
  return {
    seconds: valuesOf(second, MINUTE),
    minutes: valuesOf(minute, MINUTE),
    hours: valuesOf(hour, HOUR),
    firesOn: date =>
      years.has(date.getUTCFullYear()) &&
      months.includes(date.getUTCMonth() + 1) &&
      isDay(date),
  };
}

/** Milliseconds of a day. */
export const ONE_DAY = DAY_MS;
