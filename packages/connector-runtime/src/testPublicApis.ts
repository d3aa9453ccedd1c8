import type { TestApi } from './testApi';
import { connector, dates, day, decimal, stream, text } from './testApi';

/** See the reference of the source. */
export const census: TestApi = {
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

/** See the reference of the source. */
export const noaa: TestApi = {
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
            { at: 'status', matches: '^5', means: 'retry' },
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

/** See the reference of the source. */
export const weather: TestApi = {
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

/** See the reference of the source. */
export const fred: TestApi = {
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

