import type { TestApi } from './testApi';
import { connector, dates, day, decimal, stream, text } from './testApi';

/** See the reference of the source. */
export const alphaVantage: TestApi = {
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

/** See the reference of the source. */
export const polygon: TestApi = {
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
          errors: [
            { at: 'resultsCount', matches: '^0$', means: 'nothing' },
            { at: 'status', matches: '^ERROR$', means: 'stop' },
          ],
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

/** See the reference of the source. */
export const eia: TestApi = {
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

/** See the reference of the source. */
export const gie: TestApi = {
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

