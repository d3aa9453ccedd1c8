/** NOAA Climate Data Online v2: offsets that begin at 1, `{}` when there is nothing, at most a year at once. */
import { dateOf, daysBetween, timeOf } from './calendar';
import { json, wholeNumber } from './reply';
import { chance, valueOn } from './series';
import type { ApiCall, DataSourceApi, Json } from './types';

const DAY = 86_400_000;
const stations: Readonly<Record<string, string>> = {
  'GHCND:USW00013874': 'ATLANTA HARTSFIELD INTERNATIONAL AIRPORT, GA US',
  'GHCND:USW00012960': 'HOUSTON INTERCONTINENTAL AIRPORT, TX US',
  'GHCND:USW00094846': 'CHICAGO OHARE INTERNATIONAL AIRPORT, IL US',
  'GHCND:USW00013967': 'OKLAHOMA CITY WILL ROGERS AIRPORT, OK US',
};
const datatypes = ['TMAX', 'TMIN', 'PRCP'];

const refuse = (message: string, status = 400) =>
  json({ status: String(status), message }, status);

/** Degrees Celsius or millimetres. */
function measured(station: string, type: string, date: string): number {
  if (type === 'PRCP') {
    const rain = chance(`${station}|${date}|rain`);
    return rain < 0.7 ? 0 : Number(((rain - 0.7) * 60).toFixed(1));
  }
  const season =
    -Math.cos(((timeOf(date) / DAY) % 365.25) * ((2 * Math.PI) / 365.25)) * 11;
  const level = type === 'TMAX' ? 21 : 10;
  return Number(
    (level + season + valueOn(`${station}|W`, date, 10, 0.4) - 10).toFixed(1),
  );
}

function inUnits(value: number, type: string, units: string | null): number {
  if (units === 'metric') return value;
  if (units === 'standard') {
    return Number(
      (type === 'PRCP' ? value / 25.4 : (value * 9) / 5 + 32).toFixed(2),
    );
  }
  return Math.round(value * 10);
}

function paged(call: ApiCall, all: readonly Json[]): Response {
  const limit = wholeNumber(call.query, 'limit', 25);
  const offset = Math.max(1, wholeNumber(call.query, 'offset', 1));
  if (!(limit >= 1 && limit <= 1000)) {
    return refuse("The 'limit' parameter must be between 1 and 1000.");
  }
  if (Number.isNaN(offset))
    return refuse("The 'offset' parameter must be a whole number.");
  const results = all.slice(offset - 1, offset - 1 + limit);
  if (results.length === 0) return json({});
  return json({
    ...(call.query.get('includemetadata') === 'false'
      ? {}
      : { metadata: { resultset: { offset, count: all.length, limit } } }),
    results,
  });
}

function list(
  query: URLSearchParams,
  name: string,
  all: readonly string[],
): string[] {
  const told = query
    .getAll(name)
    .flatMap(value => value.split(','))
    .filter(Boolean);
  return told.length > 0 ? all.filter(value => told.includes(value)) : [...all];
}

function data(call: ApiCall): Response {
  for (const name of ['datasetid', 'startdate', 'enddate']) {
    if (!call.query.get(name))
      return refuse(`Required parameter '${name}' is missing.`);
  }
  const from = (call.query.get('startdate') ?? '').slice(0, 10);
  const to = (call.query.get('enddate') ?? '').slice(0, 10);
  const span = timeOf(to) - timeOf(from);
  if (Number.isNaN(span)) return refuse('Dates must be written as YYYY-MM-DD.');
  if (span < 0) return refuse('The start date must be before the end date.');
  if (span > 366 * DAY)
    return refuse('The date range must be less than 1 year.');
  const newest = dateOf(call.now - 3 * DAY);
  const known = call.query.get('datasetid') === 'GHCND';
  const chosen = known
    ? list(call.query, 'stationid', Object.keys(stations))
    : [];
  const types = list(call.query, 'datatypeid', datatypes);
  const rows = daysBetween(from, to < newest ? to : newest).flatMap(date =>
    chosen.flatMap(station =>
      types.map(
        (datatype): Json => ({
          date: `${date}T00:00:00`,
          datatype,
          station,
          attributes: ',,W,2400',
          value: inUnits(
            measured(station, datatype, date),
            datatype,
            call.query.get('units'),
          ),
        }),
      ),
    ),
  );
  return paged(call, rows);
}

function answer(call: ApiCall): Response {
  if (!call.request.headers.get('token'))
    return refuse('Token parameter is required.');
  const path = call.path.replace(/\/$/, '').replace('/cdo-web/api/v2/', '');
  switch (path) {
    case 'data':
      return data(call);
    case 'datasets':
      return paged(call, [
        {
          id: 'GHCND',
          name: 'Daily Summaries',
          mindate: '1763-01-01',
          maxdate: dateOf(call.now - 3 * DAY),
          datacoverage: 1,
          uid: 'gov.noaa.ncdc:C00861',
        },
      ]);
    case 'stations':
      return paged(
        call,
        Object.entries(stations).map(([id, name]) => ({
          id,
          name,
          datacoverage: 1,
        })),
      );
    case 'datatypes':
      return paged(
        call,
        datatypes.map(id => ({ id, name: id, datacoverage: 1 })),
      );
    default:
      return refuse('Not Found', 404);
  }
}

const perDay = () =>
  refuse(
    'This token has reached its temporary request limit of 10000 per day.',
    429,
  );

/** `www.ncei.noaa.gov`. */
export const noaaCdo: DataSourceApi = {
  host: 'www.ncei.noaa.gov',
  keyOf: call => call.request.headers.get('token') ?? '',
  answer,
  quota: { requests: 10_000, seconds: 86_400 },
  exhausted: perDay,
  tooMany: () =>
    refuse(
      'This token has reached its temporary request limit of 5 per second.',
      429,
    ),
  errorInBody: () => json({ status: '503', message: 'Service Unavailable' }),
  rowsOf: body => (body as { results?: Json[] } | null)?.results,
  valueColumn: 'value',
  firstPage: { offset: '1' },
};
