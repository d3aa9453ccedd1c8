import { ConnectorPlan, PlannedColumn, HTTP_SOURCE } from '../plan';
import { answer, instantAfter, monthsFrom, requestOf } from '../sample';
import { secretOf } from '../secretOf';
import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A time series of the Census Bureau's economic indicators. */
export const CensusSpecSchema = z.strictObject({
  ...COMMON_FIELDS,
  kind: z.literal('census'),
  /** Path below `/data`, such as `timeseries/eits/resconst`. */
  dataset: z
    .string()
    .max(120, 'use at most 120 characters')
    .regex(
      /^timeseries\/[a-z0-9]+(\/[a-z0-9_-]+)*$/,
      'write it like timeseries/eits/resconst',
    ),
  variables: z.preprocess(
    given =>
      typeof given === 'string'
        ? given.split(',').map(one => one.trim())
        : given,
    z
      .array(
        z
          .string()
          .max(60, 'use at most 60 characters')
          .regex(VARIABLE, 'name a variable such as cell_value'),
      )
      .min(1, 'name at least one, such as cell_value')
      .max(50, 'name at most 50: the source takes no more')
      .refine(
        names => new Set(names).size === names.length,
        'names one twice; name each once',
      ),
  ),
  /** Value of `for=`. */
  geography: z
    .string()
    .max(60, 'use at most 60 characters')
    .regex(/^[a-z ]+:(\*|[0-9,]+)$/, 'write it like us:*')
    .default('us:*'),
  start: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'write a month like 2024-01'),
});

/** What is read from the Census Bureau. */
export type CensusSpec = z.infer<typeof CensusSpecSchema>;

const BASE_URL = 'https://api.census.gov/data';
/** Columns that the server adds by itself. */
const PREDICATES = ['time', 'us', 'state', 'county'] as const;

function columnName(variable: string): string {
  return variable.toLowerCase();
}

function columnsOf(spec: CensusSpec): PlannedColumn[] {
  const level = spec.geography.split(':')[0].replaceAll(' ', '_');
  const named = spec.variables.map((variable): PlannedColumn => {
    const name = columnName(variable);
    return {
      name,
      type: name === 'cell_value' ? 'decimal' : 'string',
      ...(name !== variable && { from: variable }),
    };
  });
  const known = new Set(named.map(({ name }) => name));
  const added = ['time', level].filter(name => !known.has(name));
  return [
    ...named,
    ...added.map(
      (name): PlannedColumn => ({
        name,
        type: 'string',
        ...(name === level && { from: spec.geography.split(':')[0] }),
      }),
    ),
  ];
}

/** What tells two rows apart: everything but the measured value. */
function keyOf(columns: readonly PlannedColumn[]): string[] {
  const measured = new Set(['cell_value', 'error_data']);
  return columns.map(({ name }) => name).filter(name => !measured.has(name));
}

function sampleOf(spec: CensusSpec): ConnectorPlan['sample'] {
  const columns = columnsOf(spec);
  const header = columns.map(({ name, from }) => from ?? name);
  const months = monthsFrom(spec.start, 3);
  const rows = months.map((month, index) =>
    Object.fromEntries(
      columns.map(({ name }) => {
        if (name === 'time') return [name, month];
        if (name === 'cell_value') {
          return [name, index === 2 ? null : String(1428 - index * 37)];
        }
        return [name, PREDICATES.some(one => one === name) ? '1' : 'no'];
      }),
    ),
  );
  const asked = requestOf(`${BASE_URL}/${spec.dataset}`, {
    get: spec.variables.join(','),
    for: spec.geography,
    time: `from ${spec.start}`,
  });
  const table = [
    header,
    ...rows.map(row => columns.map(({ name }) => row[name] ?? null)),
  ];
  return {
    fixtures: { '0001.json': answer(asked, table) },
    rows,
    now: instantAfter(spec.start, 120),
  };
}

/** Everything of a pipeline for the Census Bureau that other kinds do not share. */
export function planCensus(spec: CensusSpec): ConnectorPlan {
  const secret = secretOf(spec, 'CENSUS_API_KEY');
  const columns = columnsOf(spec);
  return {
    source: { name: 'census', title: 'Census Bureau' },
    summary: `Census ${spec.dataset} of ${spec.geography.replace('*', 'all')}`,
    grain: 'a month and series',
    series: [spec.dataset.replace(/^timeseries\//, '')],
    connection: {
      baseUrl: BASE_URL,
      authentication: { in: 'query', name: 'key', secret: secret.variable },
      rateLimit: { group: 'census', perSecond: 2, perDay: 500 },
    },
    stream: {
      path: `/${spec.dataset}`,
      parameters: {
        get: spec.variables.join(','),
        for: spec.geography,
        time: 'from {from}',
      },
      pagination: { kind: 'none' },
      cursor: {
        field: 'time',
        granularity: 'month',
        initial: spec.start,
        lookback: 3,
      },
      recordsAt: '',
      shape: 'table',
      errorsAt: [],
      errors: [
        {
          at: '$body',
          matches: '(Missing|Invalid) Key',
          means: 'key',
        },
        { at: '$body', matches: '^\\s*<', means: 'retry' },
        { at: '$body', matches: '^\\s*error:', means: 'stop' },
      ],
    },
    columns,
    primaryKey: keyOf(columns),
    secrets: [secret],
    sample: sampleOf(spec),
    ...HTTP_SOURCE,
    caveats: [
      'Columns are read by name: the server adds some, and their order is not promised.',
      'No rows for a month is an empty answer and no failure.',
    ],
  };
}
