/** FRED: observations with vintages, `.` for a missing value, XML unless asked for JSON. */
import {
  addDays,
  dateOf,
  isHoliday,
  monthsBetween,
  weekdaysBetween,
} from './calendar';
import { json, wholeNumber } from './reply';
import { valueOn } from './series';
import type { ApiCall, DataSourceApi, Json } from './types';

interface FredSeries {
  title: string;
  frequency: 'D' | 'M';
  units: string;
  level: number;
  start: string;
}

const daily = (
  title: string,
  units: string,
  level: number,
  start: string,
): FredSeries => ({
  title,
  frequency: 'D',
  units,
  level,
  start,
});

const known: Readonly<Record<string, FredSeries>> = {
  DCOILWTICO: daily(
    'Crude Oil Prices: West Texas Intermediate (WTI) - Cushing, Oklahoma',
    'Dollars per Barrel',
    72,
    '1986-01-02',
  ),
  DCOILBRENTEU: daily(
    'Crude Oil Prices: Brent - Europe',
    'Dollars per Barrel',
    76,
    '1987-05-20',
  ),
  DHHNGSP: daily(
    'Henry Hub Natural Gas Spot Price',
    'Dollars per Million BTU',
    3.1,
    '1997-01-07',
  ),
  DGS10: daily(
    'Market Yield on U.S. Treasury Securities at 10-Year Constant Maturity',
    'Percent',
    4.2,
    '1962-01-02',
  ),
  MCOILWTICO: {
    title: 'Crude Oil Prices: West Texas Intermediate (WTI)',
    frequency: 'M',
    units: 'Dollars per Barrel',
    level: 72,
    start: '1986-01-01',
  },
  CPIAUCSL: {
    title: 'Consumer Price Index for All Urban Consumers: All Items',
    frequency: 'M',
    units: 'Index 1982-1984=100',
    level: 310,
    start: '1947-01-01',
  },
};

const failure = (code: number, message: string) =>
  json({ error_code: code, error_message: message }, code);

function badRequest(detail: string): Response {
  return failure(400, `Bad Request.  ${detail}`);
}

function allDates(series: FredSeries, now: number): string[] {
  return series.frequency === 'D'
    ? weekdaysBetween(series.start, dateOf(now - 3 * 86_400_000))
    : monthsBetween(series.start, dateOf(now - 45 * 86_400_000)).map(
        month => `${month}-01`,
      );
}

function readWindow(query: URLSearchParams) {
  return {
    start: query.get('observation_start') ?? '1600-01-01',
    end: query.get('observation_end') ?? '9999-12-31',
    order: query.get('sort_order') ?? 'asc',
    limit: wholeNumber(query, 'limit', 100000),
    offset: wholeNumber(query, 'offset', 0),
  };
}

function refuseWindow(
  window: ReturnType<typeof readWindow>,
): Response | undefined {
  if (!(window.limit >= 1 && window.limit <= 100000)) {
    return badRequest('Variable limit is not between 1 and 100000.');
  }
  if (!(window.offset >= 0)) {
    return badRequest('Variable offset is not a non-negative integer.');
  }
  return window.start > window.end
    ? badRequest(
        'The value for variable observation_start can not be later than observation_end.',
      )
    : undefined;
}

function observations(call: ApiCall, id: string, series: FredSeries): Response {
  const window = readWindow(call.query);
  const refused = refuseWindow(window);
  if (refused) return refused;
  const today = dateOf(call.now);
  const dates = allDates(series, call.now).filter(
    date => date >= window.start && date <= window.end,
  );
  if (window.order === 'desc') dates.reverse();
  const rows = dates.slice(window.offset, window.offset + window.limit).map(
    (date): Json => ({
      realtime_start: today,
      realtime_end: today,
      date,
      value:
        series.frequency === 'D' && isHoliday(date)
          ? '.'
          : valueOn(id, date, series.level).toFixed(2),
    }),
  );
  return json({
    realtime_start: today,
    realtime_end: today,
    observation_start: window.start,
    observation_end: window.end,
    units: 'lin',
    output_type: 1,
    file_type: 'json',
    order_by: 'observation_date',
    sort_order: window.order,
    count: dates.length,
    offset: window.offset,
    limit: window.limit,
    observations: rows,
  });
}

function describe(call: ApiCall, id: string, series: FredSeries): Response {
  const today = dateOf(call.now);
  return json({
    realtime_start: today,
    realtime_end: today,
    seriess: [
      {
        id,
        realtime_start: today,
        realtime_end: today,
        title: series.title,
        observation_start: series.start,
        observation_end: allDates(series, call.now).at(-1) ?? series.start,
        frequency: series.frequency === 'D' ? 'Daily' : 'Monthly',
        frequency_short: series.frequency,
        units: series.units,
        last_updated: `${addDays(today, -1)} 13:01:00-05`,
      },
    ],
  });
}

function answer(call: ApiCall): Response {
  if (!call.query.get('api_key')) {
    return badRequest(
      'Variable api_key is not set.  Read https://fred.stlouisfed.org/docs/api/api_key.html for more information.',
    );
  }
  if (!['/fred/series', '/fred/series/observations'].includes(call.path)) {
    return failure(404, 'Not Found.  The requested resource does not exist.');
  }
  const id = call.query.get('series_id');
  if (!id) return badRequest('Variable series_id is not set.');
  if (!Object.hasOwn(known, id))
    return badRequest('The series does not exist.');
  if (call.query.get('file_type') !== 'json') {
    return new Response(
      '<?xml version="1.0" encoding="utf-8" ?>\n<observations file_type="xml"/>',
      { headers: { 'content-type': 'text/xml; charset=UTF-8' } },
    );
  }
  return call.path.endsWith('observations')
    ? observations(call, id, known[id])
    : describe(call, id, known[id]);
}

const tooMany = () => failure(429, 'Too Many Requests.  Exceeded Rate Limit');

/** `api.stlouisfed.org`. */
export const fred: DataSourceApi = {
  host: 'api.stlouisfed.org',
  keyOf: call => call.query.get('api_key') ?? '',
  answer,
  quota: { requests: 120, seconds: 60 },
  exhausted: tooMany,
  tooMany,
  errorInBody: () =>
    json({
      error_code: 400,
      error_message:
        'Bad Request.  The value for variable api_key is not registered.',
    }),
  rowsOf: body => (body as { observations?: Json[] } | null)?.observations,
  valueColumn: 'value',
  firstPage: { offset: '0' },
};
