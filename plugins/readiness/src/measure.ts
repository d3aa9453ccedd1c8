/** Figures of KPIs and claims in words, with their units. */
import {
  Comparison,
  KpiUnit,
} from '@254carbon/backstage-plugin-platform-common';

const UNITS: Readonly<Record<Exclude<KpiUnit, 'yes-no'>, string>> = {
  percent: ' %',
  count: '',
  milliseconds: ' ms',
  seconds: ' s',
  minutes: ' min',
  hours: ' h',
  'per-month': ' a month',
  'per-second': ' a second',
  terabytes: ' TB',
  'terabytes-per-day': ' TB a day',
  gigabytes: ' GB',
  times: ' times',
};

const COMPARISONS: Readonly<Record<Comparison, string>> = {
  'at-least': 'at least',
  'at-most': 'at most',
  'more-than': 'more than',
  'less-than': 'less than',
};

const LARGE = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const SMALL = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });

/** A number without digits that say nothing: `99.9`, `110`, `0.042`. */
function numberInWords(value: number): string {
  return (Math.abs(value) < 1 ? SMALL : LARGE).format(value);
}

/** Hours from which on days say more. */
const MANY_HOURS = 72;

/** `99.9 %`, `3 h`, `24 days`, `yes`. */
export function amountInWords(value: number, unit: KpiUnit): string {
  if (unit === 'yes-no') return value >= 1 ? 'yes' : 'no';
  if (unit === 'hours' && value >= MANY_HOURS)
    return `${numberInWords(value / 24)} days`;
  return `${numberInWords(value)}${UNITS[unit]}`;
}

/** `71-84 %`, or one amount where both ends are the same. */
export function spanOfAmounts(
  low: number,
  high: number,
  unit: KpiUnit,
): string {
  if (low === high || unit === 'yes-no') return amountInWords(low, unit);
  return `${numberInWords(low)}-${amountInWords(high, unit)}`;
}

/** `at least 99.9 %`; a yes or no is wanted, and not compared. */
export function targetInWords(
  target: number,
  comparison: Comparison,
  unit: KpiUnit,
): string {
  const amount = amountInWords(target, unit);
  return unit === 'yes-no' ? amount : `${COMPARISONS[comparison]} ${amount}`;
}

/** A difference with its sign: `-13 %`, `-17 to -4 %`. */
export function gapInWords(low: number, high: number, unit: KpiUnit): string {
  const signed = (value: number) =>
    `${value > 0 ? '+' : ''}${numberInWords(value)}`;
  const suffix = unit === 'yes-no' ? '' : UNITS[unit];
  return low === high
    ? `${signed(low)}${suffix}`
    : `${signed(low)} to ${signed(high)}${suffix}`;
}
