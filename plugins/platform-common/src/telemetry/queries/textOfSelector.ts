import { isCertain } from './matchSelector';
import { SeriesSelector } from './types';

/**
 * A selector as a store is asked for it: every matcher that is certain, in a fixed notation. `undefined` when nothing is
 * left that a store would accept, because everything would match.
 */
export function textOfSelector(selector: SeriesSelector): string | undefined {
  const matchers = selector.matchers.filter(isCertain);
  const narrow = matchers.some(
    ({ operator, value }) => operator === '=' && value !== '',
  );
  if (!narrow) return undefined;
  const inside = matchers.map(
    ({ label, operator, value }) =>
      `${label}${operator}${JSON.stringify(value)}`,
  );
  return `{${inside.join(',')}}`;
}
