import type { JsonObject } from '../../kubernetes';
import { ConnectorPlan, HTTP_SOURCE, PlannedColumn } from '../plan';
import { answer, daysFrom, instantAfter, requestOf } from '../sample';
import { secretOf } from '../secretOf';
import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';
import { dayField, idsField } from '../fields';

/** Bars of tickers from Polygon. */
export const PolygonSpecSchema = z.strictObject({
  ...COMMON_FIELDS,
  kind: z.literal('polygon'),
  tickers: idsField('USO', 50),
  multiplier: z.number().int().min(1).max(60).default(1),
  timespan: z.enum(['minute', 'hour', 'day']).default('day'),
  /** Prices adjusted for splits. */
  adjusted: z.boolean().default(true),
  start: dayField(),
});

/** What is read from Polygon. */
export type PolygonSpec = z.infer<typeof PolygonSpecSchema>;

const BASE_URL = 'https://api.polygon.io';
const LIMIT = 50_000;

function sampleOf(spec: PolygonSpec): ConnectorPlan['sample'] {
  const { tickers, multiplier, timespan, adjusted, start } = spec;
  const now = instantAfter(start, 4);
  const fixtures: Record<string, JsonObject> = {};
  const bars = daysFrom(start, 2).map((day, index) => ({
    v: 3521408 + index,
    vw: 78.1132,
    o: 77.9,
    c: 78.42,
    h: 78.8,
    l: 77.5,
    t: Date.parse(`${day}T05:00:00Z`),
    n: 21544 + index,
  }));
  for (const [index, ticker] of tickers.entries()) {
    const path = `/v2/aggs/ticker/${ticker}/range/${multiplier}/${timespan}/${start}/${now.slice(
      0,
      10,
    )}`;
    const asked = requestOf(`${BASE_URL}${path}`, {
      adjusted: String(adjusted),
      sort: 'asc',
      limit: String(LIMIT),
    });
    fixtures[`${String(index + 1).padStart(4, '0')}.json`] = answer(asked, {
      ticker,
      queryCount: 2,
      resultsCount: 2,
      adjusted,
      results: bars,
      status: 'OK',
      request_id: 'sample',
      count: 2,
    });
  }
  const rows = [...tickers].sort().flatMap(ticker =>
    bars.map(bar => ({
      ticker,
      starts_at: new Date(bar.t).toISOString(),
      trading_day: new Date(bar.t).toISOString().slice(0, 10),
      open: String(bar.o),
      high: String(bar.h),
      low: String(bar.l),
      close: String(bar.c),
      volume: String(bar.v),
      vwap: String(bar.vw),
      trades: bar.n,
    })),
  );
  return { fixtures, rows, now };
}

const COLUMNS: readonly PlannedColumn[] = [
  { name: 'ticker', type: 'string', in: 'partition' },
  {
    name: 'starts_at',
    type: 'timestamp',
    from: 't',
    epoch: 'milliseconds',
    description: 'Start of the bar, UTC; a stock day starts in New York.',
  },
  {
    name: 'trading_day',
    type: 'date',
    from: 't',
    epoch: 'milliseconds',
    zone: 'America/New_York',
  },
  { name: 'open', type: 'decimal', from: 'o' },
  { name: 'high', type: 'decimal', from: 'h' },
  { name: 'low', type: 'decimal', from: 'l' },
  { name: 'close', type: 'decimal', from: 'c' },
  { name: 'volume', type: 'decimal', from: 'v' },
  { name: 'vwap', type: 'decimal', from: 'vw' },
  { name: 'trades', type: 'integer', from: 'n' },
  { name: 'over_the_counter', type: 'boolean', from: 'otc' },
];

/** Everything of a pipeline for Polygon that other kinds do not share. */
export function planPolygon(spec: PolygonSpec): ConnectorPlan {
  const { tickers, multiplier, timespan, adjusted, start } = spec;
  const secret = secretOf(spec, 'POLYGON_API_KEY');
  return {
    source: { name: 'polygon', title: 'Polygon' },
    summary: `Polygon bars of ${multiplier} ${timespan} of ${tickers.join(
      ', ',
    )}`,
    grain: 'a ticker and bar',
    series: tickers,
    connection: {
      baseUrl: BASE_URL,
      authentication: { in: 'bearer', secret: secret.variable },
      rateLimit: { group: 'polygon', perMinute: 5 },
    },
    stream: {
      path: `/v2/aggs/ticker/{ticker}/range/${multiplier}/${timespan}/{from}/{to}`,
      parameters: {
        adjusted: String(adjusted),
        sort: 'asc',
        limit: String(LIMIT),
      },
      pagination: { kind: 'next-url', nextUrlAt: 'next_url' },
      partitions: tickers.map(ticker => ({ ticker })),
      cursor: {
        field: 'trading_day',
        granularity: 'day',
        initial: start,
        lookback: 5,
      },
      recordsAt: 'results',
      errorsAt: [],
      errors: [
        { at: 'status', matches: 'NOT_AUTHORIZED|NOT_ENTITLED', means: 'key' },
        { at: 'error', matches: 'exceeded', means: 'retry' },
        { at: 'error', matches: '[Aa][Pp][Ii] ?[Kk]ey', means: 'key' },
        { at: 'error', means: 'stop' },
        { at: 'resultsCount', matches: '^0$', means: 'nothing' },
      ],
    },
    columns: COLUMNS,
    primaryKey: ['ticker', 'starts_at'],
    secrets: [secret],
    sample: sampleOf(spec),
    ...HTTP_SOURCE,
    caveats: [
      'A free key is good for 5 calls a minute, end-of-day data and two years of history.',
    ],
  };
}
