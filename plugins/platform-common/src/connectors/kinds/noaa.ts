import { ConnectorPlan, HTTP_SOURCE } from '../plan';
import { answer, daysFrom, instantAfter, requestOf } from '../sample';
import { secretOf } from '../secretOf';
import { planForecast } from './noaaForecast';
import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';
import { dayField, idField, idsField } from '../fields';

/** Who is told when a connector misbehaves: weather.gov refuses callers without it. */
const CONTACT =
  /^[A-Za-z0-9._+-]{1,60}@[A-Za-z0-9-]{1,60}(\.[A-Za-z0-9-]{1,60}){1,4}$/;

/** Observed climate (CDO version 2), or the forecast by the hour of a grid point (api.weather.gov). */
export const NoaaSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('noaa'),
    service: z.enum(['cdo', 'forecast']).default('cdo'),
    dataset: z.enum(['GHCND', 'GSOM', 'GSOY']).default('GHCND'),
    station: idField('GHCND:USW00013874').optional(),
    datatypes: idsField('TMAX', 20).optional(),
    start: dayField().optional(),
    /** Office and place of a grid point: what `/points/<latitude>,<longitude>` answers. */
    office: z
      .string()
      .regex(/^[A-Z]{3}$/, 'write three letters such as OKX')
      .optional(),
    gridX: z.number().int().min(0).max(500).optional(),
    gridY: z.number().int().min(0).max(500).optional(),
    contact: z
      .string()
      .regex(CONTACT, 'write an e-mail address that somebody reads')
      .optional(),
  })
  .superRefine((spec, context) => {
    const needed =
      spec.service === 'cdo'
        ? (['station', 'datatypes', 'start'] as const)
        : (['office', 'gridX', 'gridY', 'contact'] as const);
    for (const field of needed) {
      if (spec[field] === undefined) {
        context.addIssue({
          code: 'custom',
          path: [field],
          message: `is empty; the service '${spec.service}' needs it`,
        });
      }
    }
  });

/** What is read from NOAA. */
export type NoaaSpec = z.infer<typeof NoaaSpecSchema>;

const CDO = 'https://www.ncei.noaa.gov/cdo-web/api/v2';
const PAGE_SIZE = 1000;
/** Days that the source gives at once: a year of daily data, ten of monthly and annual ones. */
const DAILY_SPAN = 365;
const MONTHLY_SPAN = 3650;

function cdoParameters(spec: NoaaSpec): Record<string, string> {
  return {
    datasetid: spec.dataset,
    stationid: spec.station ?? '',
    datatypeid: (spec.datatypes ?? []).join(','),
    units: 'metric',
  };
}

function cdoSample(spec: NoaaSpec): ConnectorPlan['sample'] {
  const start = spec.start ?? '';
  const station = spec.station ?? '';
  const now = instantAfter(start, 6);
  const found = daysFrom(start, 2).flatMap((day, index) =>
    [...(spec.datatypes ?? [])].sort().map(datatype => ({
      day,
      datatype,
      value: index === 0 ? 12.2 : 0,
    })),
  );
  const asked = requestOf(`${CDO}/data`, {
    ...cdoParameters(spec),
    startdate: start,
    enddate: now.slice(0, 10),
    offset: '1',
    limit: String(PAGE_SIZE),
  });
  return {
    fixtures: {
      '0001.json': answer(asked, {
        metadata: {
          resultset: { offset: 1, count: found.length, limit: PAGE_SIZE },
        },
        results: found.map(({ day, datatype, value }) => ({
          date: `${day}T00:00:00`,
          datatype,
          station,
          attributes: ',,W,2400',
          value,
        })),
      }),
    },
    rows: found.map(({ day, datatype, value }) => ({
      station,
      date: day,
      datatype,
      value: String(value),
      attributes: ',,W,2400',
    })),
    now,
  };
}

/** Observations of a station. */
function planClimate(spec: NoaaSpec): ConnectorPlan {
  const secret = secretOf(spec, 'NOAA_API_KEY');
  const yearly = spec.dataset !== 'GHCND';
  return {
    source: { name: 'noaa', title: 'NOAA' },
    summary: `NOAA ${spec.dataset} of ${spec.station}: ${(
      spec.datatypes ?? []
    ).join(', ')}`,
    grain: 'a station, date and quantity',
    series: (spec.datatypes ?? []).map(type => `${spec.dataset}/${type}`),
    connection: {
      baseUrl: CDO,
      authentication: { in: 'header', name: 'token', secret: secret.variable },
      rateLimit: { group: 'noaa', perSecond: 5, perDay: 10_000 },
    },
    stream: {
      path: '/data',
      // The source answers nothing without an end.
      parameters: { ...cdoParameters(spec), enddate: '{to}' },
      pagination: {
        kind: 'offset',
        offsetParameter: 'offset',
        limitParameter: 'limit',
        pageSize: PAGE_SIZE,
        firstOffset: 1,
        totalAt: 'metadata.resultset.count',
      },
      cursor: {
        field: 'date',
        parameter: 'startdate',
        granularity: 'day',
        initial: spec.start ?? '',
        lookback: yearly ? 90 : 30,
        span: spec.dataset === 'GHCND' ? DAILY_SPAN : MONTHLY_SPAN,
      },
      recordsAt: 'results',
      errorsAt: [],
      errors: [
        { at: '$body', matches: '^\\s*\\{\\s*\\}\\s*$', means: 'nothing' },
        { at: 'message', matches: '[Tt]oken', means: 'key' },
        { at: 'status', matches: '^(429|5)', means: 'retry' },
        { at: 'message', means: 'stop' },
      ],
    },
    columns: [
      { name: 'station', type: 'string' },
      { name: 'date', type: 'date' },
      { name: 'datatype', type: 'string' },
      { name: 'value', type: 'decimal', description: 'Metric units.' },
      { name: 'attributes', type: 'string' },
    ],
    primaryKey: ['station', 'date', 'datatype'],
    secrets: [secret],
    sample: cdoSample(spec),
    ...HTTP_SOURCE,
    caveats: [
      'The source answers for at most a year of daily data at once, ten of monthly data: a longer time is asked for piece by piece, in one run.',
      'NOAA calls this version of the API deprecated; it still answers.',
    ],
  };
}

/** Everything of a pipeline for NOAA that other kinds do not share. */
export function planNoaa(spec: NoaaSpec): ConnectorPlan {
  return spec.service === 'cdo' ? planClimate(spec) : planForecast(spec);
}
