/** Alpha Vantage: one endpoint, the full history newest first, and every refusal with status 200. */
import { dateOf, isHoliday, monthsBetween, weekdaysBetween } from './calendar';
import { json } from './reply';
import { chance, valueOn } from './series';
import type { ApiCall, DataSourceApi, Json, JsonRecord } from './types';

interface Commodity {
  name: string;
  unit: string;
  level: number;
  daily: boolean;
}

const energy = (name: string, unit: string, level: number): Commodity => ({
  name,
  unit,
  level,
  daily: true,
});
const goods = (name: string, unit: string, level: number): Commodity => ({
  name,
  unit,
  level,
  daily: false,
});

const commodities: Readonly<Record<string, Commodity>> = {
  WTI: energy('Crude Oil Prices WTI', 'dollars per barrel', 72),
  BRENT: energy('Crude Oil Prices Brent', 'dollars per barrel', 76),
  NATURAL_GAS: energy(
    'Henry Hub Natural Gas Spot Price',
    'dollars per million BTU',
    3.1,
  ),
  COPPER: goods('Global Price of Copper', 'dollar per metric ton', 9600),
  ALUMINUM: goods('Global Price of Aluminum', 'dollar per metric ton', 2500),
  WHEAT: goods('Global Price of Wheat', 'dollar per metric ton', 220),
  CORN: goods('Global Price of Corn', 'dollar per metric ton', 200),
  COTTON: goods('Global Price of Cotton', 'cents per pound', 85),
  SUGAR: goods('Global Price of Sugar', 'cents per pound', 20),
  COFFEE: goods('Global Price of Coffee', 'cents per pound', 240),
  ALL_COMMODITIES: goods('Global Price Index of All Commodities', 'index', 165),
};

const invalid = (name: string) =>
  json({
    'Error Message': `Invalid API call. Please retry or visit the documentation (https://www.alphavantage.co/documentation/) for ${name}.`,
  });

const exhausted = () =>
  json({
    Information:
      'Thank you for using Alpha Vantage! Our standard API rate limit is 25 requests per day. Please subscribe to any of the premium plans to instantly remove all daily rate limits.',
  });

function datesOf(interval: string, now: number): string[] {
  const last = dateOf(now - 4 * 86_400_000);
  if (interval === 'daily') return weekdaysBetween('2000-01-03', last);
  if (interval === 'weekly') {
    return weekdaysBetween('2000-01-03', last).filter(
      date => new Date(date).getUTCDay() === 1,
    );
  }
  const months = monthsBetween('1992-01-01', dateOf(now - 45 * 86_400_000));
  const every: Record<string, number> = {
    monthly: 1,
    quarterly: 3,
    annual: 12,
  };
  return months
    .filter((_, at) => at % every[interval] === 0)
    .map(month => `${month}-01`);
}

function commodity(call: ApiCall, id: string, told: Commodity): Response {
  const interval = call.query.get('interval') ?? 'monthly';
  const allowed = told.daily
    ? ['daily', 'weekly', 'monthly']
    : ['monthly', 'quarterly', 'annual'];
  if (!allowed.includes(interval)) return invalid(id);
  const data = datesOf(interval, call.now)
    .reverse()
    .map((date): Json => {
      const closed = interval === 'daily' && isHoliday(date);
      return {
        date,
        value: closed ? '.' : valueOn(id, date, told.level).toFixed(2),
      };
    });
  return json({ name: told.name, interval, unit: told.unit, data });
}

function bar(symbol: string, date: string): JsonRecord {
  const close = valueOn(symbol, date, 40 + 200 * chance(symbol));
  const open = close * (0.99 + 0.02 * chance(`${symbol}|${date}|o`));
  return {
    '1. open': open.toFixed(4),
    '2. high': (Math.max(open, close) * 1.006).toFixed(4),
    '3. low': (Math.min(open, close) * 0.994).toFixed(4),
    '4. close': close.toFixed(4),
    '5. volume': String(Math.round(1e6 + 4e6 * chance(`${symbol}|${date}|v`))),
  };
}

function dailySeries(call: ApiCall): Response {
  const symbol = call.query.get('symbol');
  const size = call.query.get('outputsize') ?? 'compact';
  if (!symbol) return invalid('TIME_SERIES_DAILY');
  const dates = weekdaysBetween('2005-01-03', dateOf(call.now - 86_400_000))
    .filter(date => !isHoliday(date))
    .reverse();
  const shown = size === 'full' ? dates : dates.slice(0, 100);
  return json({
    'Meta Data': {
      '1. Information': 'Daily Prices (open, high, low, close) and Volumes',
      '2. Symbol': symbol,
      '3. Last Refreshed': shown[0],
      '4. Output Size': size === 'full' ? 'Full size' : 'Compact',
      '5. Time Zone': 'US/Eastern',
    },
    'Time Series (Daily)': Object.fromEntries(
      shown.map(date => [date, bar(symbol, date)]),
    ),
  });
}

function answer(call: ApiCall): Response {
  if (call.path !== '/query') return new Response('Not Found', { status: 404 });
  if (!call.query.get('apikey')) {
    return json({
      'Error Message':
        'the parameter apikey is invalid or missing. Please claim your free API key on (https://www.alphavantage.co/support/#api-key). It should take less than 20 seconds.',
    });
  }
  const name = call.query.get('function') ?? '';
  if (name === 'TIME_SERIES_DAILY') return dailySeries(call);
  return Object.hasOwn(commodities, name)
    ? commodity(call, name, commodities[name])
    : invalid(name);
}

/** A list, or the objects of one that is keyed by date: those can be changed, and not doubled. */
function rowsOf(body: Json): Json[] | undefined {
  const told = body as JsonRecord | null;
  const keyed = told?.['Time Series (Daily)'] ?? null;
  if (Array.isArray(told?.data)) return told.data;
  return keyed !== null && typeof keyed === 'object'
    ? Object.values(keyed)
    : undefined;
}

/** `www.alphavantage.co`. */
export const alphaVantage: DataSourceApi = {
  host: 'www.alphavantage.co',
  keyOf: call => call.query.get('apikey') ?? '',
  answer,
  quota: { requests: 25, seconds: 86_400 },
  exhausted,
  tooMany: () =>
    json(
      {
        Information:
          'Please consider spreading out your free API requests more sparingly (1 request per second).',
      },
      429,
    ),
  errorInBody: () => invalid('the requested function'),
  rowsOf,
  valueColumn: ['value', '4. close'],
};
