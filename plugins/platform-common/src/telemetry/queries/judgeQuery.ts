/**
 * "A query returns data": every vector selector in it matches a series. Three answers are possible, and the third is
 * as good as the others: *unknown*, when the series could not be read whole, when the query cannot be read, or when a
 * selector has a variable in it that nobody knows here.
 */
import { lastKnown, Observation, Source } from '../../model';
import { LabelSet, LogStreams, SeriesView } from '../metrics';
import { isCertain, matchesSeries, metricOf } from './matchSelector';
import { textOfSelector } from './textOfSelector';
import { parseLogql } from './parseLogql';
import { parsePromql } from './parsePromql';
import { QueryNeed, ParsedQuery, SeriesSelector, VariableValue } from './types';

/** Whether there is data. */
export type DataState = 'data' | 'no-data' | 'unknown';

/** What is known of one selector. */
export interface SelectorJudgement {
  text: string;
  state: DataState;
  /** Series that match, as far as conditions could be checked; absent when no series are known. */
  matches?: number;
  /** One sentence. */
  because: string;
}

/** What is known of a query. */
export interface QueryJudgement {
  state: DataState;
  /** One sentence for people. */
  because: string;
  /** The series are of an earlier read; the present one fails. */
  stale: boolean;
  selectors: SelectorJudgement[];
  source: Source;
  /** When the series were read; absent when they never were. */
  observedAt?: string;
}

interface Held {
  all: readonly LabelSet[];
  byName: ReadonlyMap<string, LabelSet[]>;
}

const held = new WeakMap<readonly LabelSet[], Held>();

function hold(series: readonly LabelSet[]): Held {
  const known = held.get(series);
  if (known) return known;
  const byName = new Map<string, LabelSet[]>();
  for (const labels of series) {
    const name = labels.__name__ ?? '';
    const list = byName.get(name);
    if (list) list.push(labels);
    else byName.set(name, [labels]);
  }
  const made = { all: series, byName };
  held.set(series, made);
  return made;
}

interface View {
  complete: boolean;
  series: readonly LabelSet[];
  names?: readonly string[];
  asked?: readonly string[];
  /** What the labels are of: `series`, `stream`. */
  word: string;
}

/** Whether a selector that matches nothing here matches nothing there. */
function isWhole(selector: SeriesSelector, view: View): boolean {
  if (view.complete) return true;
  const metric = metricOf(selector);
  if (metric !== undefined && view.names?.includes(metric) === false) {
    return true;
  }
  const text = textOfSelector(selector);
  return text !== undefined && (view.asked?.includes(text) ?? false);
}

function judgeSelector(
  selector: SeriesSelector,
  view: View,
): SelectorJudgement {
  const { text } = selector;
  const metric = metricOf(selector);
  const { all, byName } = hold(view.series);
  const candidates = metric === undefined ? all : byName.get(metric) ?? [];
  let matches = 0;
  for (const labels of candidates) {
    if (matchesSeries(selector, labels)) matches += 1;
  }
  const doubtful = selector.matchers.find(matcher => !isCertain(matcher));
  if (matches > 0) {
    return doubtful
      ? {
          text,
          state: 'unknown',
          matches,
          because: `${text} has "${doubtful.value}" in it, which cannot be resolved here.`,
        }
      : {
          text,
          state: 'data',
          matches,
          because: `${text} matches ${matches} ${view.word}.`,
        };
  }
  if (doubtful && selector.matchers.every(one => one.uncertain)) {
    const because = `${text} is a variable that cannot be resolved here.`;
    return { text, state: 'unknown', because };
  }
  return isWhole(selector, view)
    ? {
        text,
        state: 'no-data',
        matches: 0,
        because: `${text} matches no ${view.word}.`,
      }
    : {
        text,
        state: 'unknown',
        because: `${text} matches none of the ${view.word} that were read, and not all were.`,
      };
}

const ORDER: readonly DataState[] = ['no-data', 'unknown', 'data'];

function judgeNeed(need: QueryNeed, states: readonly DataState[]): DataState {
  if (need.type === 'selector') return states[need.index];
  if (need.of.length === 0) return 'data';
  const inner = need.of.map(one => ORDER.indexOf(judgeNeed(one, states)));
  const rank = need.type === 'all' ? Math.min(...inner) : Math.max(...inner);
  return ORDER[rank];
}

function explain(
  state: DataState,
  selectors: readonly SelectorJudgement[],
  word: string,
): string {
  if (selectors.length === 0) return 'The query needs no series.';
  const telling = selectors.find(one => one.state === state);
  if (state !== 'data') return telling?.because ?? 'It cannot be told.';
  return selectors.length === 1
    ? selectors[0].because
    : `Every selector that has to matches a ${word}.`;
}

function judge(
  parsed: ParsedQuery,
  observation: Observation<View>,
): QueryJudgement {
  const { source } = observation;
  const last = lastKnown(observation);
  const age = last ? { observedAt: last.observedAt } : {};
  const stale = last !== undefined && !last.fresh;
  const unknown = (because: string): QueryJudgement => ({
    state: 'unknown',
    because,
    stale,
    selectors: [],
    source,
    ...age,
  });
  if (!parsed.ok) return unknown(parsed.reason);
  if (!last) {
    return unknown(
      observation.ok
        ? 'Nothing was read yet.'
        : `It cannot be told: ${observation.reason}`,
    );
  }
  const selectors = parsed.selectors.map(one => judgeSelector(one, last.value));
  const state = judgeNeed(
    parsed.need,
    selectors.map(one => one.state),
  );
  return {
    state,
    because: explain(state, selectors, last.value.word),
    stale,
    selectors,
    source,
    ...age,
  };
}

function withView<T>(
  observation: Observation<T>,
  view: (value: T) => View,
): Observation<View> {
  if (observation.ok) return { ...observation, value: view(observation.value) };
  const { lastGood, ...rest } = observation;
  return lastGood
    ? { ...rest, lastGood: { ...lastGood, value: view(lastGood.value) } }
    : rest;
}

/** Whether a PromQL query returns data. */
export function judgeQuery(options: {
  expression: string;
  series: Observation<SeriesView>;
  variables?: readonly VariableValue[];
}): QueryJudgement {
  const { expression, series, variables } = options;
  return judge(
    parsePromql(expression, variables),
    withView(series, view => ({ ...view, word: 'series' })),
  );
}

/** Whether a LogQL query has streams to look into; whether a line in them fits is not known. */
export function judgeLogQuery(options: {
  expression: string;
  streams: Observation<LogStreams>;
  variables?: readonly VariableValue[];
}): QueryJudgement {
  const { expression, streams, variables } = options;
  return judge(
    parseLogql(expression, variables),
    withView(streams, view => ({
      complete: view.complete,
      series: view.streams,
      word: 'stream',
    })),
  );
}
