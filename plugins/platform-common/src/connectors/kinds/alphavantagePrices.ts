import type { JsonObject } from '../../kubernetes';
import type { ConnectorPlan, PlannedColumn } from '../plan';
import { answer, daysFrom, instantAfter, requestOf } from '../sample';
import type { AlphavantageSpec } from './alphavantage';

const PRICES = ['open', 'high', 'low', 'close'] as const;

function priceColumns(): PlannedColumn[] {
  return [
    { name: 'date', type: 'date' },
    { name: 'symbol', type: 'string', in: 'partition' },
    ...PRICES.map(
      (name, index): PlannedColumn => ({
        name,
        type: 'decimal',
        from: `${index + 1}. ${name}`,
      }),
    ),
    { name: 'volume', type: 'integer', from: '5. volume' },
  ];
}

function fixturesOf(
  address: string,
  given: {
    parameters: Readonly<Record<string, string>>;
    symbols: readonly string[];
    dates: readonly string[];
  },
): Record<string, JsonObject> {
  const { parameters, symbols, dates } = given;
  const fixtures: Record<string, JsonObject> = {};
  for (const [index, symbol] of symbols.entries()) {
    const days = dates.map((date, day): [string, JsonObject] => [
      date,
      {
        '1. open': '176.1000',
        '2. high': `17${8 + day}.5000`,
        '3. low': '175.2500',
        '4. close': '177.7500',
        '5. volume': String(3521408 + day),
      },
    ]);
    const asked = requestOf(address, {
      ...parameters,
      symbol,
    });
    fixtures[`${String(index + 1).padStart(4, '0')}.json`] = answer(asked, {
      'Meta Data': { '2. Symbol': symbol, '5. Time Zone': 'US/Eastern' },
      'Time Series (Daily)': Object.fromEntries([...days].reverse()),
    });
  }
  return fixtures;
}

/** Daily prices of symbols: an object keyed by date, one pass a symbol. */
export function planPrices(
  spec: AlphavantageSpec,
  common: ConnectorPlan,
): ConnectorPlan {
  const symbols = spec.symbols ?? [];
  const parameters = {
    function: 'TIME_SERIES_DAILY',
    symbol: '{symbol}',
    outputsize: 'full',
  };
  const dates = daysFrom(spec.start, 2);
  const fixtures = fixturesOf(`${common.connection.baseUrl}/query`, {
    parameters,
    symbols,
    dates,
  });
  const rows = dates.flatMap((date, day) =>
    [...symbols].sort().map(symbol => ({
      date,
      symbol,
      open: '176.1',
      high: `17${8 + day}.5`,
      low: '175.25',
      close: '177.75',
      volume: 3521408 + day,
    })),
  );
  return {
    ...common,
    summary: `Alpha Vantage daily prices of ${symbols.join(', ')}`,
    grain: 'a symbol and date',
    series: symbols,
    stream: {
      path: '/query',
      parameters,
      pagination: { kind: 'none' },
      partitions: symbols.map(symbol => ({ symbol })),
      cursor: {
        field: 'date',
        filter: 'client',
        granularity: 'day',
        initial: spec.start,
        lookback: 7,
      },
      recordsAt: 'Time Series (Daily)',
      shape: 'keyed',
      keyColumn: 'date',
      errorsAt: [],
      errors: common.stream.errors ?? [],
    },
    columns: priceColumns(),
    primaryKey: ['date', 'symbol'],
    sample: { fixtures, rows, now: instantAfter(dates[1], 5) },
  };
}
