import type { JsonObject } from '../../kubernetes';
import { ConnectorPlan, HTTP_SOURCE, PlannedColumn } from '../plan';
import { planPrices } from './alphavantagePrices';
import {
  answer,
  daysFrom,
  instantAfter,
  monthsFrom,
  requestOf,
} from '../sample';
import { secretOf } from '../secretOf';
import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';
import { dayField, idsField } from '../fields';

/** Commodities that come by the day. */
const DAILY = ['WTI', 'BRENT', 'NATURAL_GAS'] as const;
const MONTHLY = [
  'COPPER',
  'ALUMINUM',
  'WHEAT',
  'CORN',
  'COTTON',
  'SUGAR',
  'COFFEE',
  'ALL_COMMODITIES',
] as const;

/** A commodity of Alpha Vantage, or daily prices of symbols. */
export const AlphavantageSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('alphavantage'),
    /** What `function=` asks for. */
    function: z.enum([...DAILY, ...MONTHLY, 'TIME_SERIES_DAILY']),
    interval: z
      .enum(['daily', 'weekly', 'monthly', 'quarterly', 'annual'])
      .default('daily'),
    /** For TIME_SERIES_DAILY only. */
    symbols: idsField('IBM', 20).optional(),
    start: dayField(),
  })
  .superRefine((spec, context) => {
    const wanted = spec.function;
    const daily = DAILY.some(one => one === wanted);
    const allowed = daily
      ? ['daily', 'weekly', 'monthly']
      : ['monthly', 'quarterly', 'annual'];
    if (wanted === 'TIME_SERIES_DAILY') {
      if (!spec.symbols) {
        context.addIssue({
          code: 'custom',
          path: ['symbols'],
          message: 'is empty; TIME_SERIES_DAILY needs symbols such as IBM',
        });
      }
    } else if (!allowed.includes(spec.interval)) {
      context.addIssue({
        code: 'custom',
        path: ['interval'],
        message: `is not offered for ${wanted}; choose one of ${allowed.join(
          ', ',
        )}`,
      });
    }
  });

/** What is read from Alpha Vantage. */
export type AlphavantageSpec = z.infer<typeof AlphavantageSpecSchema>;

const BASE_URL = 'https://www.alphavantage.co';
const ERRORS: readonly JsonObject[] = [
  {
    at: 'Information',
    matches: '[Rr]ate limit|requests per day|per day',
    means: 'quota',
  },
  { at: 'Information', matches: '[Aa][Pp][Ii] ?key', means: 'key' },
  { at: 'Information', means: 'stop' },
  { at: 'Note', means: 'quota' },
  { at: 'Error Message', matches: '[Aa][Pp][Ii] ?key', means: 'key' },
  { at: 'Error Message', means: 'stop' },
];

function connectionOf(secret: string): JsonObject {
  return {
    baseUrl: BASE_URL,
    authentication: { in: 'query', name: 'apikey', secret },
    rateLimit: { group: 'alphavantage', perSecond: 1, perDay: 25 },
  };
}

const CAVEATS = [
  'A free key is good for 25 calls a day; they are counted across runs, and a run that would need more waits for midnight UTC.',
  'The source always sends its whole history, newest first; older rows are dropped here.',
];

function commodityDates({ interval, start }: AlphavantageSpec): string[] {
  if (interval === 'daily' || interval === 'weekly') {
    return daysFrom(start, 3, interval === 'weekly' ? 7 : 1);
  }
  const months = { monthly: 1, quarterly: 3, annual: 12 }[interval];
  const [year, month] = start.split('-').map(Number);
  const next = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
  return monthsFrom(next, 3, months).map(one => `${one}-01`);
}

const COMMODITY_COLUMNS: readonly PlannedColumn[] = [
  { name: 'date', type: 'date' },
  { name: 'name', type: 'string', in: 'answer' },
  { name: 'interval', type: 'string', in: 'answer' },
  { name: 'unit', type: 'string', in: 'answer' },
  {
    name: 'value',
    type: 'decimal',
    description: 'Null where the source writes a dot.',
  },
];

/** A commodity: one list of dates and values. */
function planCommodity(spec: AlphavantageSpec): ConnectorPlan {
  const { interval, start } = spec;
  const secret = secretOf(spec, 'ALPHAVANTAGE_API_KEY');
  const parameters = { function: spec.function, interval };
  const dates = commodityDates(spec);
  const raw = ['78.42', '.', '77.90'];
  const rows = dates.map((date, index) => ({
    date,
    name: `${spec.function} (sample)`,
    interval,
    unit: 'dollars per barrel',
    value: raw[index] === '.' ? null : raw[index],
  }));
  const body = {
    name: `${spec.function} (sample)`,
    interval,
    unit: 'dollars per barrel',
    data: dates.map((date, index) => ({ date, value: raw[index] })).reverse(),
  };
  return {
    source: { name: 'alphavantage', title: 'Alpha Vantage' },
    summary: `Alpha Vantage ${spec.function}, ${interval}`,
    grain: 'a date',
    series: [spec.function],
    connection: connectionOf(secret.variable),
    stream: {
      path: '/query',
      parameters,
      pagination: { kind: 'none' },
      cursor: {
        field: 'date',
        filter: 'client',
        granularity: 'day',
        initial: start,
        lookback: 40,
      },
      recordsAt: 'data',
      errorsAt: [],
      errors: [...ERRORS],
    },
    columns: COMMODITY_COLUMNS,
    primaryKey: ['date', 'name'],
    secrets: [secret],
    sample: {
      fixtures: {
        '0001.json': answer(requestOf(`${BASE_URL}/query`, parameters), body),
      },
      rows,
      now: instantAfter(dates[2], 5),
    },
    ...HTTP_SOURCE,
    caveats: CAVEATS,
  };
}

/** Everything of a pipeline for Alpha Vantage that other kinds do not share. */
export function planAlphavantage(spec: AlphavantageSpec): ConnectorPlan {
  return spec.function === 'TIME_SERIES_DAILY'
    ? planPrices(spec, planCommodity(spec))
    : planCommodity(spec);
}
