import { isCron, longestGapHours } from '../manifests';

const WORDS: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MONTHS = [
  'JAN',
  'FEB',
  'MAR',
  'APR',
  'MAY',
  'JUN',
  'JUL',
  'AUG',
  'SEP',
  'OCT',
  'NOV',
  'DEC',
];

/** A schedule of Kubernetes in numbers only; `undefined` when it is none that can be counted. */
export function toNumbers(schedule: string): string | undefined {
  const text = schedule.trim().replace(/^(CRON_)?TZ=\S+\s+/, '');
  if (Object.hasOwn(WORDS, text.toLowerCase()))
    return WORDS[text.toLowerCase()];
  const fields = text.toUpperCase().split(/\s+/);
  if (fields.length !== 5) return undefined;
  const [minute, hour, day, month, weekday] = fields;
  const numbers = [
    minute,
    hour,
    day === '?' ? '*' : day,
    MONTHS.reduce(
      (field, name, i) => field.replaceAll(name, `${i + 1}`),
      month,
    ),
    DAYS.reduce(
      (field, name, i) => field.replaceAll(name, `${i}`),
      weekday === '?' ? '*' : weekday,
    ),
  ].join(' ');
  return isCron(numbers) ? numbers : undefined;
}

const gaps = new Map<string, number | undefined>();

/** Hours of the longest pause between two runs of a schedule of Kubernetes; `undefined` when that cannot be told. */
export function longestGapOf(schedule: string): number | undefined {
  if (gaps.has(schedule)) return gaps.get(schedule);
  const numbers = toNumbers(schedule);
  const gap = numbers === undefined ? undefined : measure(numbers);
  if (gaps.size > 1_000) gaps.clear();
  gaps.set(schedule, gap);
  return gap;
}

function measure(schedule: string): number | undefined {
  try {
    return longestGapHours(schedule);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
