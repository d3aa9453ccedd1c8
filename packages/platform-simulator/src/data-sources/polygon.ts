/** Polygon: bars by their start in New York, `next_url` without the key, no `results` at all when there are none. */
import {
  addDays,
  dateOf,
  easternOffset,
  isHoliday,
  timeOf,
  weekdaysBetween,
} from './calendar';
import { json, wholeNumber } from './reply';
import { chance, valueOn } from './series';
import type { ApiCall, DataSourceApi, Json } from './types';

const HOST = 'api.polygon.io';
const HOUR = 3_600_000;
/** The tickers that have bars. */
export const TICKERS: readonly string[] = [
  'USO',
  'UNG',
  'BNO',
  'GLD',
  'SLV',
  'CORN',
  'WEAT',
  'DBA',
  'DBC',
  'SPY',
  'AAPL',
  'XLE',
];
const shape =
  /^\/v2\/aggs\/ticker\/([^/]+)\/range\/(\d+)\/(minute|hour|day)\/([^/]+)\/([^/]+)$/;

function requestId(call: ApiCall): string {
  const hex = (text: string) =>
    Math.floor(chance(text) * 0xffffffff)
      .toString(16)
      .padStart(8, '0');
  return ['a', 'b', 'c', 'd']
    .map(part => hex(`${call.path}${call.query}${part}`))
    .join('');
}

const failed = (id: string, error: string, status: number) =>
  json({ status: 'ERROR', request_id: id, error }, status);

/** A date, or milliseconds since the epoch. */
function dateFrom(text: string): string {
  return /^\d{12,}$/.test(text) ? dateOf(Number(text) - 4 * HOUR) : text;
}

/** Starts of the bars of one day: midnight for a day, the regular session for less. */
function startsOf(date: string, timespan: string): number[] {
  const midnight = timeOf(date) + easternOffset(date) * HOUR;
  if (timespan === 'day') return [midnight];
  const step = timespan === 'hour' ? HOUR : 60_000;
  const starts: number[] = [];
  for (let at = midnight + 9.5 * HOUR; at < midnight + 16 * HOUR; at += step)
    starts.push(at);
  return starts;
}

/** The bar that begins at a moment. */
export function minuteBar(ticker: string, start: number) {
  const key = `${ticker}|${start}`;
  const close =
    valueOn(ticker, dateOf(start), 30 + 200 * chance(ticker)) *
    (0.998 + 0.004 * chance(key));
  const open = close * (0.99 + 0.02 * chance(`${key}|o`));
  const round = (value: number) => Number(value.toFixed(4));
  return {
    v: Math.round(1e6 + 4e6 * chance(`${key}|v`)),
    vw: round((open + close) / 2),
    o: round(open),
    c: round(close),
    h: round(Math.max(open, close) * 1.006),
    l: round(Math.min(open, close) * 0.994),
    t: start,
    n: Math.round(1e4 + 2e4 * chance(`${key}|n`)),
  };
}

/** The minutes of a day's session. */
export function minuteStarts(date: string): number[] {
  return startsOf(date, 'minute');
}

interface Range {
  ticker: string;
  multiplier: number;
  timespan: string;
  from: string;
  to: string;
}

/** All starts, oldest first; the free plan ends with the day before. */
function barStarts(range: Range, now: number): number[] {
  if (!TICKERS.includes(range.ticker)) return [];
  const yesterday = dateOf(now - 24 * HOUR);
  const last = range.to < yesterday ? range.to : yesterday;
  return weekdaysBetween(range.from, last)
    .filter(date => !isHoliday(date))
    .flatMap(date => startsOf(date, range.timespan))
    .filter((_, at) => at % range.multiplier === 0);
}

function aggregates(call: ApiCall, range: Range): Response {
  const id = requestId(call);
  const limit = Math.min(wholeNumber(call.query, 'limit', 5000), 50_000);
  const after = wholeNumber(
    new URLSearchParams(atob(call.query.get('cursor') ?? '')),
    'skip',
    0,
  );
  const starts = barStarts(range, call.now);
  if (call.query.get('sort') === 'desc') starts.reverse();
  const results = starts
    .slice(after, after + limit)
    .map((start): Json => minuteBar(range.ticker, start));
  const next = new URL(call.path, `https://${HOST}`);
  for (const name of ['adjusted', 'sort', 'limit']) {
    const value = call.query.get(name);
    if (value !== null) next.searchParams.set(name, value);
  }
  next.searchParams.set('cursor', btoa(`skip=${after + limit}`));
  return json({
    ticker: range.ticker,
    queryCount: results.length,
    resultsCount: results.length,
    adjusted: call.query.get('adjusted') !== 'false',
    ...(results.length > 0 ? { results } : {}),
    status: range.to >= dateOf(call.now) ? 'DELAYED' : 'OK',
    request_id: id,
    count: results.length,
    ...(after + limit < starts.length ? { next_url: next.href } : {}),
  });
}

function keyOf(call: ApiCall): string {
  const bearer = /^Bearer\s+(\S+)$/.exec(
    call.request.headers.get('authorization') ?? '',
  );
  return bearer?.[1] ?? call.query.get('apiKey') ?? '';
}

function answer(call: ApiCall): Response {
  const id = requestId(call);
  if (!keyOf(call)) return failed(id, 'API Key was not provided', 401);
  const found = shape.exec(call.path);
  if (!found) return new Response('404 page not found', { status: 404 });
  const [, ticker, multiplier, timespan, from, to] = found;
  const range = {
    ticker,
    multiplier: Math.max(1, Number(multiplier)),
    timespan,
    from: dateFrom(from),
    to: dateFrom(to),
  };
  if (Number.isNaN(timeOf(range.from)) || Number.isNaN(timeOf(range.to))) {
    return failed(
      id,
      "Could not parse the time parameter: 'from' or 'to'. Use YYYY-MM-DD or a Unix MS Timestamp",
      400,
    );
  }
  if (Number.isNaN(wholeNumber(call.query, 'limit', 1))) {
    return failed(id, "The 'limit' must be a whole number up to 50000.", 400);
  }
  if (range.from < addDays(dateOf(call.now), -731)) {
    return json(
      {
        status: 'NOT_AUTHORIZED',
        request_id: id,
        message:
          "Your plan doesn't include this data timeframe. Please upgrade your plan at https://polygon.io/pricing",
      },
      403,
    );
  }
  return aggregates(call, range);
}

const tooMany = () =>
  failed(
    '6a7e466379af0a71039d60cc78e72282',
    "You've exceeded the maximum requests per minute, please wait or upgrade your subscription to continue. https://polygon.io/pricing",
    429,
  );

/** `api.polygon.io`, free plan. */
export const polygon: DataSourceApi = {
  host: HOST,
  keyOf,
  answer,
  quota: { requests: 5, seconds: 60 },
  exhausted: tooMany,
  tooMany,
  errorInBody: () =>
    failed('6a7e466379af0a71039d60cc78e72282', 'internal error', 200),
  rowsOf: body => (body as { results?: Json[] } | null)?.results,
  valueColumn: 'c',
  nextLink: 'next_url',
};
