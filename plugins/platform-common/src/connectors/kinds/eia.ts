import type { JsonObject } from '../../kubernetes';
import { ConnectorPlan, PlannedColumn, HTTP_SOURCE } from '../plan';
import { secretOf } from '../secretOf';
import {
  answer,
  daysFrom,
  instantAfter,
  monthsFrom,
  requestOf,
} from '../sample';
import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';
import { idField } from '../fields';

/** First period of a series, in the form of its frequency. */
const FIRST_PERIODS = {
  daily: { pattern: /^\d{4}-\d{2}-\d{2}$/, form: '2024-01-02' },
  weekly: { pattern: /^\d{4}-\d{2}-\d{2}$/, form: '2024-01-05' },
  monthly: { pattern: /^\d{4}-\d{2}$/, form: '2024-01' },
  annual: { pattern: /^\d{4}$/, form: '2024' },
} as const;

/** One series of EIA's open data, version 2. */
export const EiaSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('eia'),
    /** Path of the data set, such as `petroleum/pri/spt`. */
    route: z
      .string()
      .max(120, 'use at most 120 characters')
      .regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*$/, 'write it like petroleum/pri/spt'),
    series: idField('RWTC'),
    frequency: z.enum(['daily', 'weekly', 'monthly', 'annual']),
    start: z.string(),
  })
  .superRefine(({ start, frequency }, context) => {
    const { pattern, form } = FIRST_PERIODS[frequency];
    if (!pattern.test(start) || Number.isNaN(Date.parse(start))) {
      context.addIssue({
        code: 'custom',
        path: ['start'],
        message: `is no first period of a ${frequency} series; write it like ${form}`,
      });
    }
  });

/** One series of EIA's open data. */
export type EiaSpec = z.infer<typeof EiaSpecSchema>;

const BASE_URL = 'https://api.eia.gov/v2';
const PAGE_SIZE = 5000;
const VALUES = ['71.26', null, '70.98', '72.41', '73.05'];
const RHYTHMS = {
  daily: { granularity: 'day', lookback: 14, form: 'YYYY-MM-DD' },
  weekly: { granularity: 'day', lookback: 28, form: 'YYYY-MM-DD' },
  monthly: { granularity: 'month', lookback: 12, form: 'YYYY-MM' },
  // Figures of months are revised for a year, those of years for some.
  annual: { granularity: 'year', lookback: 5, form: 'YYYY' },
} as const;

function periodsOf({ frequency, start }: EiaSpec): string[] {
  if (frequency === 'annual') {
    return VALUES.map((_, index) => String(Number(start) + index));
  }
  return frequency === 'monthly'
    ? monthsFrom(start, VALUES.length)
    : daysFrom(start, VALUES.length, frequency === 'weekly' ? 7 : 1);
}

function parametersOf({ series, frequency }: EiaSpec): Record<string, string> {
  return {
    frequency,
    'data[0]': 'value',
    'facets[series][]': series,
    'sort[0][column]': 'period',
    'sort[0][direction]': 'asc',
  };
}

function columnsOf({ frequency }: EiaSpec): PlannedColumn[] {
  const calendar = frequency === 'daily' || frequency === 'weekly';
  return [
    {
      name: 'period',
      type: calendar ? 'date' : 'string',
      description: `Period, as EIA writes it for a ${frequency} series.`,
      ...(!calendar && { pattern: '^\\d{4}(-\\d{2})?$' }),
    },
    { name: 'series', type: 'string', description: "EIA's id of the series." },
    {
      name: 'series_description',
      type: 'string',
      from: 'series-description',
    },
    {
      name: 'value',
      type: 'decimal',
      description:
        'The value with every digit; null when EIA has none. EIA writes numbers as text.',
      missing: ['', '.', '-', 'NA', 'N/A', 'W'],
    },
    { name: 'units', type: 'string' },
    { name: 'duoarea', type: 'string' },
    { name: 'area_name', type: 'string', from: 'area-name' },
    { name: 'product', type: 'string' },
    { name: 'product_name', type: 'string', from: 'product-name' },
    { name: 'process', type: 'string' },
    { name: 'process_name', type: 'string', from: 'process-name' },
  ];
}

function sampleOf(spec: EiaSpec): ConnectorPlan['sample'] {
  const { route, series, frequency, start } = spec;
  const periods = periodsOf(spec);
  const described = {
    series_description: `${series} (sample)`,
    units: '$/BBL',
  };
  const records = VALUES.map((value, index) => ({
    period: periods[index],
    series,
    'series-description': described.series_description,
    value,
    units: described.units,
  }));
  const request = requestOf(`${BASE_URL}/${route}/data/`, {
    ...parametersOf(spec),
    start,
    offset: '0',
    length: String(PAGE_SIZE),
  });
  const body: JsonObject = {
    response: {
      total: String(VALUES.length),
      dateFormat: RHYTHMS[frequency].form,
      frequency,
      data: records,
      description:
        'A sample in the shape of the real answer; record a real one with "npm run fixtures:record".',
    },
    request: { command: `/v2/${route}/data/`, params: { api_key: '***' } },
    apiVersion: '2.1.13',
  };
  return {
    fixtures: { '0001.json': answer(request, body) },
    rows: records.map(({ period, value }) => ({
      period,
      series,
      ...described,
      value,
    })),
    now: instantAfter(start, 40),
  };
}

/** Everything of a pipeline for one series of EIA that other kinds do not share. */
export function planEia(spec: EiaSpec): ConnectorPlan {
  const { route, series, frequency, start } = spec;
  const { granularity, lookback } = RHYTHMS[frequency];
  const secret = secretOf(spec, 'EIA_API_KEY');
  return {
    source: { name: 'eia', title: 'EIA' },
    summary: `EIA ${series} (${route}), ${frequency}`,
    grain: 'a period',
    series: [series],
    connection: {
      baseUrl: BASE_URL,
      authentication: { in: 'query', name: 'api_key', secret: secret.variable },
      rateLimit: { group: 'eia', perSecond: 5 },
    },
    stream: {
      path: `/${route}/data/`,
      parameters: parametersOf(spec),
      pagination: {
        kind: 'offset',
        offsetParameter: 'offset',
        limitParameter: 'length',
        pageSize: PAGE_SIZE,
        totalAt: 'response.total',
      },
      cursor: {
        field: 'period',
        parameter: 'start',
        granularity,
        initial: start,
        lookback,
      },
      recordsAt: 'response.data',
      errorsAt: ['error'],
      errors: [
        { at: 'error.code', matches: 'API_KEY', means: 'key' },
        { at: 'error.code', matches: 'RATE_LIMIT', means: 'retry' },
      ],
    },
    columns: columnsOf(spec),
    primaryKey: ['period', 'series'],
    secrets: [secret],
    sample: sampleOf(spec),
    ...HTTP_SOURCE,
    caveats: [
      'EIA revises its history, so every run reads the last periods again and the newest value of a period wins.',
    ],
    checks: [
      { check: 'null-share', column: 'value', max: 0.5, severity: 'warn' },
    ],
  };
}
