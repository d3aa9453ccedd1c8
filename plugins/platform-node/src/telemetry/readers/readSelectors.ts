/**
 * A store that holds more series than is polite to fetch is asked for those that somebody wants to know about: the
 * selectors of dashboards and rules. Several go in one question; a selector that finds nothing in an answer that was cut
 * is asked for once more by itself, for one series.
 */
import {
  LabelSet,
  matchesSeries,
  parsePromql,
  SeriesAnswer,
  SeriesSelector,
} from '@254carbon/backstage-plugin-platform-common';
import { Asker } from '../createAsker';

const MOST_SELECTORS = 300;
const MOST_ALONE = 60;
const AT_ONCE = 15;
/** Addresses have a length that everybody understands. */
const LONGEST_QUERY = 3_000;
const LIMIT = 1_500;

/** Series of selectors, and the selectors of which it is known now whether they match. */
export interface SelectedSeries {
  series: LabelSet[];
  asked: string[];
}

function batch(selectors: readonly string[]): string[][] {
  const batches: string[][] = [];
  let size = Infinity;
  for (const selector of selectors) {
    const { length } = encodeURIComponent(selector);
    if (length > LONGEST_QUERY) continue;
    const last = batches[batches.length - 1];
    if (last && last.length < AT_ONCE && size + length <= LONGEST_QUERY) {
      last.push(selector);
      size += length;
    } else {
      batches.push([selector]);
      size = length;
    }
  }
  return batches;
}

function askFor(
  asker: Asker,
  selectors: readonly string[],
  span: string,
  limit: number,
): Promise<LabelSet[]> {
  const match = selectors.map(one => `match[]=${encodeURIComponent(one)}`);
  const path = `/api/v1/series?${match.join('&')}&${span}&limit=${limit}`;
  return asker.json(path, SeriesAnswer);
}

function parse(text: string): SeriesSelector | undefined {
  const parsed = parsePromql(text);
  return parsed.ok ? parsed.selectors[0] : undefined;
}

/**
 * Reads the series of selectors.
 *
 * @throws AskError when the store does not answer.
 */
export async function readSelectors(
  asker: Asker,
  wanted: readonly string[],
  span: string,
): Promise<SelectedSeries> {
  const found: SelectedSeries = { series: [], asked: [] };
  const open: string[] = [];
  for (const selectors of batch(wanted.slice(0, MOST_SELECTORS))) {
    const series = await askFor(asker, selectors, span, LIMIT);
    const whole = series.length < LIMIT;
    found.series.push(...series);
    for (const text of selectors) {
      const selector = parse(text);
      const hit =
        selector && series.some(labels => matchesSeries(selector, labels));
      if (whole || hit) found.asked.push(text);
      else open.push(text);
    }
  }
  for (const text of open.slice(0, MOST_ALONE)) {
    found.series.push(...(await askFor(asker, [text], span, 1)));
    found.asked.push(text);
  }
  return found;
}
