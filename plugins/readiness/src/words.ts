/** Words for figures of readiness, the same wherever they are shown. */
import {
  percentOf,
  Points,
  ReachedLevel,
  SystemId,
} from '@254carbon/backstage-plugin-platform-common';
import { scoreInWords } from '@254carbon/backstage-plugin-platform-react';

/** `71-84`, `84`, or `no score`. */
export function rangeInWords(points: Points): string {
  return scoreInWords(percentOf(points));
}

/** `26.5-90.1`: with a tenth, rounded down, so that one fix among many shows. */
export function exactRangeInWords({ low, high, of }: Points): string {
  if (of === 0) return 'no score';
  const tenth = (value: number) =>
    (Math.floor((value * 1000) / of) / 10).toFixed(1);
  return low === high ? tenth(low) : `${tenth(low)}-${tenth(high)}`;
}

/** Where a range comes from: `23 to 25 of 28 points`. */
export function pointsInWords({ low, high, of }: Points): string {
  const range = low === high ? `${low}` : `${low} to ${high}`;
  return `${range} of ${of} points`;
}

/** `+1.8`, `-0.04`: with a second digit only where the first says nothing, so that `+0.10` never stands beside `+0.1`. */
function signedInWords(share: number): string {
  const size = Math.abs(share);
  const digits = size < 0.095 ? 2 : 1;
  return `${share < 0 ? '-' : '+'}${size.toFixed(digits)}`;
}

/** Points as a share of the platform's: `+1.8`; `of` above 0. */
export function shareInWords(points: number, of: number): string {
  return signedInWords(of === 0 ? 0 : (points * 100) / of);
}

/** `Gold`; `No level yet` below the lowest, `No level` where nothing applies. */
export function levelInWords(level: ReachedLevel | undefined): string {
  if (level === undefined) return 'No level';
  if (level === 'none') return 'No level yet';
  return level[0].toUpperCase() + level.slice(1);
}

/** `Machine learning`. */
export function systemInWords(system: SystemId): string {
  const text = system.replace(/-/g, ' ');
  return text[0].toUpperCase() + text.slice(1);
}

/** `1 service`, `3 services`. */
export function countInWords(
  count: number,
  one: string,
  many = `${one}s`,
): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What stands between two scores, in whole and tenth percent of the low end: `-3.2`; `0` where nothing moved. */
export function movedInWords(before: Points, after: Points): string {
  if (before.of === 0 || after.of === 0) return '';
  const share = (after.low * 100) / after.of - (before.low * 100) / before.of;
  return Math.abs(share) < 0.005 ? '0' : signedInWords(share);
}
