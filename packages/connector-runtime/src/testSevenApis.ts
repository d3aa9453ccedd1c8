import type { ConnectorDeclaration, StreamDeclaration } from './declaration';
import { defineConnector } from './declaration';
import type { ColumnSchema } from './schema';

/** One API of the seven: how it is declared, and a good answer of it. */
export interface TestApi {
  readonly declaration: ConnectorDeclaration;
  /** A good answer with the given values, in the order in which they are given. */
  answer(values: ReadonlyArray<string | null>): unknown;
  /** What the values become: column and value of the rows. */
  readonly valueColumn: string;
  /** Adds a column to every row of an answer, in its shape. */
  widen?(answer: unknown): unknown;
}

const text: ColumnSchema = { type: 'string' };
const decimal: ColumnSchema = { type: ['string', 'null'], format: 'decimal' };

function stream(
  given: Partial<StreamDeclaration> & Pick<StreamDeclaration, 'path'>,
  columns: Record<string, ColumnSchema>,
): StreamDeclaration {
  return {
    name: 'observations',
    parameters: {},
    pagination: { kind: 'none' },
    recordsAt: 'data',
    errorsAt: [],
    primaryKey: ['date'],
    maxRejectedRatio: 0,
    schema: {
      type: 'object',
      required: ['date'],
      additionalProperties: true,
      properties: { date: text, ...columns },
    },
    ...given,
  };
}

const dates = (index: number) => `2026-06-${String(index + 1).padStart(2, '0')}`;
const day = {
  field: 'date',
  granularity: 'day',
  initial: '2026-01-01',
  lookback: 5,
} as const;

function connector(
  source: string,
  given: Omit<ConnectorDeclaration, 'name' | 'source'>,
): ConnectorDeclaration {
  return defineConnector({ name: `${source}-prices`, source, ...given });
}

const alphaVantage: TestApi = {
  valueColumn: 'value',
  declaration: connector('alphavantage', {
    baseUrl: 'https://alpha.example.com',
    authentication: { in: 'query', name: 'apikey', secret: 'ALPHA_KEY' },
    rateLimit: { group: 'alphavantage', perSecond: 1, perDay: 25 },
    streams: [
      stream(
        {
          path: '/query',
          parameters: { function: '{symbol}', interval: 'daily' },
          partitions: [{ symbol: 'WTI' }, { symbol: 'BRENT' }],
          cursor: { ...day, filter: 'client' },
          errors: [
            { at: 'Information', matches: 'per day', means: 'quota' },
            { at: 'Note', matches: 'per minute', means: 'retry' },
            { at: 'Error Message', means: 'stop' },
          ],
          columns: {
            value: { as: 'decimal' },
            symbol: { in: 'partition' },
            unit: { in: 'answer' },
          },
        },
        { value: decimal, symbol: text, unit: text },
      ),
    ],
  }),
  answer: values => ({
    name: 'Crude Oil Prices WTI',
    interval: 'daily',
    unit: 'dollars per barrel',
    data: values.map((value, at) => ({ date: dates(at), value: value ?? '.' })),
  }),
};

const polygon: TestApi = {
  valueColumn: 'c',
  declaration: connector('polygon', {
    baseUrl: 'https://polygon.example.com',
    authentication: { in: 'bearer', secret: 'POLYGON_KEY' },
    rateLimit: { group: 'polygon', perMinute: 5 },
    streams: [
      stream(
        {
          path: '/v2/aggs/ticker/{ticker}/range/1/day/{from}/{to}',
          parameters: { sort: 'asc', limit: '50000' },
          partitions: [{ ticker: 'USO' }],
          pagination: { kind: 'next-url', nextUrlAt: 'next_url' },
          cursor: day,
          recordsAt: 'results',
          errors: [{ at: 'resultsCount', matches: '^0$', means: 'nothing' }],
          columns: {
            date: {
              from: 't',
              as: 'date',
              epoch: 'milliseconds',
              zone: 'America/New_York',
            },
            c: { as: 'decimal' },
            ticker: { in: 'partition' },
          },
        },
        { c: decimal, ticker: text },
      ),
    ],
  }),
  answer: values => ({
    ticker: 'USO',
    status: 'OK',
    resultsCount: values.length,
    request_id: 'r1',
    ...(values.length > 0 && {
      results: values.map((value, at) => ({
        t: Date.parse(`${dates(at)}T04:00:00Z`),
        c: value === null ? null : Number(value),
      })),
    }),
  }),
};

const eia: TestApi = {
  valueColumn: 'value',
  declaration: connector('eia', {
    baseUrl: 'https://eia.example.com/v2',
    authentication: { in: 'query', name: 'api_key', secret: 'EIA_KEY' },
    rateLimit: { group: 'eia', perSecond: 5 },
    streams: [
      stream(
        {
          path: '/petroleum/pri/spt/data/',
          parameters: { frequency: 'daily', 'data[0]': 'value' },
          pagination: {
            kind: 'offset',
            offsetParameter: 'offset',
            limitParameter: 'length',
            pageSize: 2,
            totalAt: 'response.total',
          },
          cursor: { ...day, parameter: 'start', endParameter: 'end' },
          recordsAt: 'response.data',
          errors: [
            { at: 'error.code', matches: 'OVER_RATE_LIMIT', means: 'retry' },
            { at: 'error.code', matches: 'API_KEY', means: 'key' },
          ],
          errorsAt: ['error'],
          columns: {
            date: { from: 'period', as: 'date' },
            value: { as: 'decimal' },
          },
        },
        { value: decimal, series: text },
      ),
    ],
  }),
  answer: values => ({
    response: {
      total: `${values.length}`,
      data: values.map((value, at) => ({
        period: dates(at),
        series: 'RWTC',
        value,
      })),
    },
  }),
};

const gie: TestApi = {
  valueColumn: 'full',
  declaration: connector('gie', {
    baseUrl: 'https://agsi.example.com/api',
    authentication: { in: 'header', name: 'x-key', secret: 'GIE_KEY' },
    rateLimit: { group: 'gie', perMinute: 60 },
    streams: [
      stream(
        {
          path: '/',
          parameters: { country: '{country}' },
          partitions: [{ country: 'DE' }],
          pagination: {
            kind: 'last-page',
            pageParameter: 'page',
            sizeParameter: 'size',
            pageSize: 2,
            lastPageAt: 'last_page',
          },
          cursor: { ...day, parameter: 'from', endParameter: 'to' },
          errors: [
            { at: 'message', matches: 'API key', means: 'key' },
            { at: 'error', means: 'stop' },
          ],
          columns: {
            date: { from: 'gasDayStart', as: 'date' },
            full: { as: 'decimal' },
          },
        },
        { full: decimal, code: text },
      ),
    ],
  }),
  answer: values => ({
    last_page: 1,
    total: values.length,
    data: values.map((value, at) => ({
      gasDayStart: dates(at),
      code: 'DE',
      full: value ?? '-',
    })),
  }),
};

const census: TestApi = {
  valueColumn: 'cell_value',
  declaration: connector('census', {
    baseUrl: 'https://census.example.com/data',
    authentication: { in: 'query', name: 'key', secret: 'CENSUS_KEY' },
    rateLimit: {
      group: 'census',
      perDay: 500,
      resetsAt: 'America/New_York',
    },
    streams: [
      stream(
        {
          path: '/timeseries/eits/resconst',
          parameters: {
            get: 'cell_value,category_code',
            for: 'us:*',
            time: 'from {from}',
          },
          cursor: { ...day, granularity: 'month', initial: '2024-01' },
          recordsAt: '',
          shape: 'table',
          errors: [
            { at: '$body', matches: '(Missing|Invalid) Key', means: 'key' },
          ],
          columns: {
            date: { from: 'time' },
            cell_value: { as: 'decimal' },
          },
        },
        { cell_value: decimal, category_code: text },
      ),
    ],
  }),
  answer: values => [
    ['cell_value', 'category_code', 'time', 'us'],
    ...values.map((value, at) => [
      value,
      'APERMITS',
      `2026-${String(at + 1).padStart(2, '0')}`,
      '1',
    ]),
  ],
};

const noaa: TestApi = {
  valueColumn: 'value',
  declaration: connector('noaa', {
    baseUrl: 'https://cdo.example.com/cdo-web/api/v2',
    authentication: { in: 'header', name: 'token', secret: 'NOAA_KEY' },
    rateLimit: { group: 'noaa', perSecond: 5, perDay: 10_000 },
    streams: [
      stream(
        {
          path: '/data',
          parameters: { datasetid: 'GHCND', units: 'metric' },
          pagination: {
            kind: 'offset',
            offsetParameter: 'offset',
            limitParameter: 'limit',
            firstOffset: 1,
            pageSize: 2,
            totalAt: 'metadata.resultset.count',
          },
          cursor: { ...day, parameter: 'startdate', endParameter: 'enddate' },
          recordsAt: 'results',
          errors: [
            { at: '$body', matches: '^\\s*\\{\\s*\\}\\s*$', means: 'nothing' },
          ],
          columns: { date: { as: 'date' }, value: { as: 'decimal' } },
        },
        { value: decimal, station: text },
      ),
    ],
  }),
  answer: values => ({
    metadata: { resultset: { offset: 1, count: values.length, limit: 2 } },
    results: values.map((value, at) => ({
      date: `${dates(at)}T00:00:00`,
      station: 'GHCND:USW00013874',
      value: value === null ? null : Number(value),
    })),
  }),
};

const weather: TestApi = {
  valueColumn: 'temperature',
  declaration: connector('weather', {
    baseUrl: 'https://weather.example.com',
    authentication: { in: 'none' },
    headers: { 'user-agent': 'prices (data@example.com)' },
    streams: [
      stream(
        {
          path: '/gridpoints/OKX/33,35/forecast/hourly',
          recordsAt: 'properties.periods',
          errors: [{ at: '$body', matches: 'Maintenance', means: 'retry' }],
          columns: {
            date: { from: 'startTime', as: 'timestamp' },
            temperature: { as: 'decimal' },
          },
        },
        { temperature: decimal },
      ),
    ],
  }),
  answer: values => ({
    type: 'Feature',
    properties: {
      periods: values.map((value, at) => ({
        startTime: `${dates(at)}T07:00:00-05:00`,
        temperature: value === null ? null : Number(value),
      })),
    },
  }),
};

const fred: TestApi = {
  valueColumn: 'value',
  declaration: connector('fred', {
    baseUrl: 'https://fred.example.com/fred',
    authentication: { in: 'query', name: 'api_key', secret: 'FRED_KEY' },
    rateLimit: { group: 'fred', perMinute: 120 },
    streams: [
      stream(
        {
          path: '/series/observations',
          parameters: { series_id: '{series}', file_type: 'json' },
          partitions: [{ series: 'DCOILWTICO' }],
          pagination: {
            kind: 'offset',
            offsetParameter: 'offset',
            limitParameter: 'limit',
            pageSize: 2,
            totalAt: 'count',
          },
          cursor: { ...day, parameter: 'observation_start' },
          recordsAt: 'observations',
          errors: [
            { at: 'error_message', matches: 'api_key', means: 'key' },
            { at: 'error_code', matches: '^429$', means: 'retry' },
          ],
          errorsAt: ['error_message'],
          primaryKey: ['date', 'realtime_start'],
          columns: { value: { as: 'decimal' } },
        },
        { value: decimal, realtime_start: text },
      ),
    ],
  }),
  answer: values => ({
    count: values.length,
    offset: 0,
    limit: 2,
    observations: values.map((value, at) => ({
      realtime_start: '2026-06-20',
      date: dates(at),
      value: value ?? '.',
    })),
  }),
};

/** The seven APIs (NOAA twice: climate and forecast), with a key each that must never be seen. */
export const testApis: Readonly<Record<string, TestApi>> = {
  alphaVantage,
  polygon,
  eia,
  gie,
  census,
  noaa,
  weather,
  fred,
};
