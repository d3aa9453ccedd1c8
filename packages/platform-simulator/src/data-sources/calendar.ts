/** The publishers' calendar: days as `YYYY-MM-DD` in UTC, US federal holidays, business days. */

const DAY = 86_400_000;

/** The date of an instant. */
export function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Midnight UTC of a date; NaN when it is none. */
export function timeOf(date: string): number {
  return /^\d{4}-\d{2}-\d{2}$/.test(date)
    ? Date.parse(`${date}T00:00:00Z`)
    : NaN;
}

/** So many days later; earlier when negative. */
export function addDays(date: string, days: number): string {
  return dateOf(timeOf(date) + days * DAY);
}

/** 0 is Sunday. */
function weekday(date: string): number {
  return new Date(timeOf(date)).getUTCDay();
}

function nthWeekday(
  year: number,
  month: number,
  day: number,
  nth: number,
): string {
  const first = dateOf(Date.UTC(year, month - 1, 1));
  return addDays(first, ((day - weekday(first) + 7) % 7) + (nth - 1) * 7);
}

/** A holiday on a Saturday is kept on Friday, one on a Sunday on Monday. */
function kept(date: string): string {
  const day = weekday(date);
  if (day === 6) return addDays(date, -1);
  return day === 0 ? addDays(date, 1) : date;
}

function holidaysOf(year: number): Set<string> {
  return new Set([
    kept(`${year}-01-01`),
    nthWeekday(year, 1, 1, 3),
    nthWeekday(year, 2, 1, 3),
    addDays(nthWeekday(year, 6, 1, 1), -7),
    kept(`${year}-06-19`),
    kept(`${year}-07-04`),
    nthWeekday(year, 9, 1, 1),
    nthWeekday(year, 10, 1, 2),
    nthWeekday(year, 11, 4, 4),
    kept(`${year}-12-25`),
  ]);
}

const known = new Map<number, Set<string>>();

/** Whether markets are closed on a weekday: US federal holidays. */
export function isHoliday(date: string): boolean {
  const year = Number(date.slice(0, 4));
  const holidays = known.get(year) ?? holidaysOf(year);
  known.set(year, holidays);
  return holidays.has(date);
}

/** Monday to Friday, holidays too: publishers list them, without a value. */
export function weekdaysBetween(from: string, to: string): string[] {
  return daysBetween(from, to).filter(date => weekday(date) % 6 !== 0);
}

/** Every day from the first to the last, both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  const end = timeOf(to);
  for (let time = timeOf(from); time <= end; time += DAY)
    days.push(dateOf(time));
  return days;
}

/** `YYYY-MM` from the first to the last, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  let year = Number(from.slice(0, 4));
  let month = Number(from.slice(5, 7));
  const last = to.slice(0, 7);
  for (;;) {
    const told = `${year}-${String(month).padStart(2, '0')}`;
    if (told > last) return months;
    months.push(told);
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year += 1;
  }
}

/** Hours by which New York is behind UTC on a date: 4 in summer, 5 in winter. */
export function easternOffset(date: string): number {
  const year = Number(date.slice(0, 4));
  const summer = nthWeekday(year, 3, 0, 2);
  const winter = nthWeekday(year, 11, 0, 1);
  return date >= summer && date < winter ? 4 : 5;
}
