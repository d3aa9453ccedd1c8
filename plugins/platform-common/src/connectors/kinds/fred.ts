import type { JsonObject } from '../../kubernetes';
import { ConnectorPlan, HTTP_SOURCE, PlannedColumn } from '../plan';
import { answer, daysFrom, instantAfter, requestOf } from '../sample';
import { secretOf } from '../secretOf';
import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';
import { dayField, idsField } from '../fields';

/** Series of FRED. */
export const FredSpecSchema = z.strictObject({
  ...COMMON_FIELDS,
  kind: z.literal('fred'),
  series: idsField('DCOILWTICO', 20),
  /** Keep every vintage of a value, not only the newest. */
  vintages: z.boolean().default(false),
  start: dayField(),
});

/** What is read from FRED. */
export type FredSpec = z.infer<typeof FredSpecSchema>;

const BASE_URL = 'https://api.stlouisfed.org/fred';
const LIMIT = 100_000;

function sampleOf(spec: FredSpec): ConnectorPlan['sample'] {
  const days = daysFrom(spec.start, 3);
  const raw = ['71.26', '70.98', '.'];
  const vintage = daysFrom(spec.start, 6)[5];
  const fixtures: Record<string, JsonObject> = {};
  for (const [index, series] of spec.series.entries()) {
    const asked = requestOf(`${BASE_URL}/series/observations`, {
      ...parametersOf(spec),
      series_id: series,
      observation_start: spec.start,
      offset: '0',
      limit: String(LIMIT),
    });
    fixtures[`${String(index + 1).padStart(4, '0')}.json`] = answer(asked, {
      realtime_start: vintage,
      realtime_end: vintage,
      observation_start: spec.start,
      observation_end: '9999-12-31',
      units: 'lin',
      output_type: 1,
      file_type: 'json',
      order_by: 'observation_date',
      sort_order: 'asc',
      count: 3,
      offset: 0,
      limit: LIMIT,
      observations: days.map((date, at) => ({
        realtime_start: vintage,
        realtime_end: vintage,
        date,
        value: raw[at],
      })),
    });
  }
  const rows = [...spec.series].sort().flatMap(series =>
    days.map((date, at) => ({
      series,
      date,
      realtime_start: vintage,
      realtime_end: vintage,
      value: raw[at] === '.' ? null : raw[at],
    })),
  );
  return { fixtures, rows, now: instantAfter(spec.start, 6) };
}

function parametersOf({ vintages }: FredSpec): Record<string, string> {
  return {
    series_id: '{series}',
    file_type: 'json',
    sort_order: 'asc',
    ...(vintages && {
      realtime_start: '1776-07-04',
      realtime_end: '9999-12-31',
    }),
  };
}

const COLUMNS: readonly PlannedColumn[] = [
  { name: 'series', type: 'string', in: 'partition' },
  { name: 'date', type: 'date' },
  { name: 'realtime_start', type: 'date' },
  { name: 'realtime_end', type: 'date' },
  {
    name: 'value',
    type: 'decimal',
    description: 'Null where the source writes a dot.',
  },
];

/** Everything of a pipeline for FRED that other kinds do not share. */
export function planFred(spec: FredSpec): ConnectorPlan {
  const secret = secretOf(spec, 'FRED_API_KEY');
  return {
    source: { name: 'fred', title: 'FRED' },
    summary: `FRED ${spec.series.join(', ')}${
      spec.vintages ? ', every vintage' : ''
    }`,
    grain: spec.vintages ? 'a series, date and vintage' : 'a series and date',
    series: spec.series,
    connection: {
      baseUrl: BASE_URL,
      authentication: { in: 'query', name: 'api_key', secret: secret.variable },
      rateLimit: { group: 'fred', perMinute: 120 },
    },
    stream: {
      path: '/series/observations',
      parameters: parametersOf(spec),
      pagination: {
        kind: 'offset',
        offsetParameter: 'offset',
        limitParameter: 'limit',
        pageSize: LIMIT,
        totalAt: 'count',
      },
      partitions: spec.series.map(series => ({ series })),
      cursor: {
        field: 'date',
        parameter: 'observation_start',
        granularity: 'day',
        initial: spec.start,
        lookback: 60,
      },
      recordsAt: 'observations',
      errorsAt: [],
      errors: [
        { at: 'error_code', matches: '^429$', means: 'retry' },
        { at: 'error_message', matches: 'api_key', means: 'key' },
        { at: 'error_message', means: 'stop' },
      ],
    },
    columns: COLUMNS,
    primaryKey: spec.vintages
      ? ['series', 'date', 'realtime_start']
      : ['series', 'date'],
    secrets: [secret],
    sample: sampleOf(spec),
    ...HTTP_SOURCE,
    caveats: [
      'Values are revised. With every vintage kept, a question can be answered as it could have been on that day.',
    ],
  };
}
