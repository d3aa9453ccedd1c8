/** EIA v2: a tree whose inner nodes describe themselves and whose `/data` leaves page by offset. */
import { json, wholeNumber } from '../reply';
import type { ApiCall, DataSourceApi, Json, JsonRecord } from '../types';
import {
  childrenOf,
  dateFormats,
  eiaRoutes,
  type EiaFrequency,
  type EiaRoute,
} from './routes';
import { periodsOf, rowsOf, type RowQuery } from './rows';

const MAX_ROWS = 5000;

const versions = { apiVersion: '2.1.13', ExcelAddInVersion: '2.1.0' };

const refuse = (code: string, message: string, status = 403) =>
  json({ error: { code, message } }, status);

const badRequest = (error: string) => json({ error, code: 400 }, 400);

/** `name[]`, `name[0]` and so on, in the order of the query. */
function list(query: URLSearchParams, name: string): string[] {
  const key = new RegExp(`^${name}(\\[\\d*\\])?$`);
  return [...query]
    .filter(([told]) => key.test(told))
    .map(([, value]) => value);
}

function readFacets(query: URLSearchParams): Record<string, string[]> {
  const facets: Record<string, string[]> = {};
  for (const [key, value] of query) {
    const found = /^facets\[([^\]]+)\]/.exec(key);
    if (found) (facets[found[1]] ??= []).push(value);
  }
  return facets;
}

function readSort(query: URLSearchParams): RowQuery['sort'] {
  const sort: { column: string; direction: 'asc' | 'desc' }[] = [];
  for (const [key, value] of query) {
    const found = /^sort\[(\d+)\]\[(column|direction)\]$/.exec(key);
    if (!found) continue;
    const entry = (sort[Number(found[1])] ??= { column: '', direction: 'asc' });
    if (found[2] === 'column') entry.column = value;
    else entry.direction = value === 'desc' ? 'desc' : 'asc';
  }
  return sort.filter(entry => entry?.column);
}

function refuseQuery(route: EiaRoute, query: RowQuery): Response | undefined {
  if (!route.frequencies.includes(query.frequency)) {
    return badRequest(
      `Invalid frequency '${
        query.frequency
      }' provided. The only valid frequencies are '${route.frequencies.join(
        "', '",
      )}'.`,
    );
  }
  const facet = Object.keys(query.facets).find(
    name => !route.facets.includes(name),
  );
  if (facet) return badRequest(`Invalid facet '${facet}' provided.`);
  const column = query.columns.find(name => name !== 'value');
  return column
    ? badRequest(
        `Invalid data '${column}' provided. The only valid data are 'value'.`,
      )
    : undefined;
}

/** Echoes the key, as the real API does: what archives replies has to remove it. */
function echo(
  call: ApiCall,
  query: RowQuery,
  window: { offset: number; length: number },
): JsonRecord {
  const params: JsonRecord = {
    frequency: query.frequency,
    data: [...query.columns],
    facets: query.facets as JsonRecord,
    ...(query.start ? { start: query.start } : {}),
    ...(query.end ? { end: query.end } : {}),
    sort: query.sort.map(entry => ({ ...entry })),
    offset: String(window.offset),
    length: String(window.length),
    api_key: call.query.get('api_key') ?? '',
  };
  return { command: call.path, params };
}

function data(call: ApiCall, route: EiaRoute): Response {
  const query: RowQuery = {
    frequency: (call.query.get('frequency') ??
      route.frequencies[0]) as EiaFrequency,
    columns: list(call.query, 'data'),
    facets: readFacets(call.query),
    start: call.query.get('start') ?? undefined,
    end: call.query.get('end') ?? undefined,
    sort: readSort(call.query),
  };
  const refused = refuseQuery(route, query);
  if (refused) return refused;
  const offset = wholeNumber(call.query, 'offset', 0);
  const told = wholeNumber(call.query, 'length', MAX_ROWS);
  if (Number.isNaN(offset) || Number.isNaN(told)) {
    return badRequest('Invalid offset or length provided.');
  }
  const length = Math.min(told, MAX_ROWS);
  const rows = rowsOf(route, query, call.now);
  const incomplete = offset + length < rows.length;
  return json({
    response: {
      ...(incomplete
        ? {
            warnings: [
              {
                warning: 'incomplete return',
                description:
                  'The API can only return 5000 rows in JSON format.  Please consider constraining your request with facet, start, or end, or using offset to paginate results.',
              },
            ],
          }
        : {}),
      total: String(rows.length),
      dateFormat: dateFormats[query.frequency],
      frequency: query.frequency,
      data: rows.slice(offset, offset + length),
      description: route.description,
    },
    request: echo(call, query, { offset, length }),
    ...versions,
  });
}

function describeRoute(route: EiaRoute, id: string, now: number): Response {
  const frequency = route.frequencies[0];
  const periods = route.series.map(series => periodsOf(series, frequency, now));
  const starts = periods.map(told => told[0]).sort();
  const ends = periods.map(told => told.at(-1) ?? '').sort();
  return json({
    response: {
      id: id.split('/').at(-1) ?? id,
      name: route.name,
      description: route.description,
      frequency: route.frequencies.map(told => ({
        id: told,
        query: told[0].toUpperCase(),
        format: dateFormats[told],
      })),
      facets: route.facets.map(told => ({ id: told, description: told })),
      data: { value: { alias: 'value', units: route.series[0].units } },
      startPeriod: starts[0],
      endPeriod: ends.at(-1) ?? '',
      defaultDateFormat: dateFormats[frequency],
      defaultFrequency: frequency,
    },
    request: { command: `/v2/${id}/`, params: [] },
    ...versions,
  });
}

function describeFacet(route: EiaRoute, facet: string): Response {
  const label = facet === 'series' ? 'series-description' : `${facet}-name`;
  const values = new Map(
    route.series.map(series => [
      series.columns[facet],
      series.columns[label] ?? '',
    ]),
  );
  const facets = [...values].map(([id, name]) => ({ id, name }));
  return json({
    response: { totalFacets: facets.length, facets },
    request: { command: `/facet/${facet}`, params: [] },
    ...versions,
  });
}

function answer(call: ApiCall): Response {
  if (!call.query.get('api_key')) {
    return refuse(
      'API_KEY_MISSING',
      'No api_key was supplied.  Please register for one at https://www.eia.gov/opendata/register.php',
    );
  }
  const path = call.path.replace(/^\/v2\/?/, '').replace(/\/$/, '');
  const notFound = () => json({ error: 'Not Found.', code: 404 }, 404);
  if (!call.path.startsWith('/v2')) return notFound();
  if (Object.hasOwn(eiaRoutes, path))
    return describeRoute(eiaRoutes[path], path, call.now);
  const leaf = /^(.+)\/(?:data|facet\/([^/]+))$/.exec(path);
  if (leaf && Object.hasOwn(eiaRoutes, leaf[1])) {
    const route = eiaRoutes[leaf[1]];
    if (!leaf[2]) return data(call, route);
    return route.facets.includes(leaf[2])
      ? describeFacet(route, leaf[2])
      : notFound();
  }
  const routes = childrenOf(path);
  return routes
    ? json({
        response: { id: path, routes },
        request: { command: call.path, params: [] },
        ...versions,
      })
    : notFound();
}

const tooMany = () =>
  refuse(
    'OVER_RATE_LIMIT',
    'You have exceeded your rate limit. Try again later or contact us for assistance.',
    429,
  );

/** `api.eia.gov`. The limit is not published; this is its order of magnitude. */
export const eia: DataSourceApi = {
  host: 'api.eia.gov',
  keyOf: call => call.query.get('api_key') ?? '',
  answer,
  quota: { requests: 5000, seconds: 3600 },
  exhausted: tooMany,
  tooMany,
  errorInBody: () =>
    json({ error: 'Internal error while reading the data set.', code: 500 }),
  rowsOf: body =>
    (body as { response?: { data?: Json[] } } | null)?.response?.data,
  valueColumn: 'value',
  firstPage: { offset: '0' },
};
