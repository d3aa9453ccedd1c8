/** api.weather.gov: no key, but a caller has to say who it is; GeoJSON; forecasts that begin at this hour. */
import { chance } from './series';
import type { ApiCall, DataSourceApi, Json } from './types';

const HOUR = 3_600_000;
const gridpoint =
  /^\/gridpoints\/([A-Z]{3})\/(\d+),(\d+)\/forecast(\/hourly)?$/;

function geoJson(body: Json, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type':
        status < 400 ? 'application/geo+json' : 'application/problem+json',
      'cache-control': 'public, max-age=300',
    },
  });
}

function problem(title: string, detail: string, status: number): Response {
  return geoJson(
    {
      correlationId: 'c0ffee',
      title,
      type: `https://api.weather.gov/problems/${title.replaceAll(' ', '')}`,
      status,
      detail,
      instance: 'https://api.weather.gov/requests/c0ffee',
    },
    status,
  );
}

const iso = (time: number) =>
  new Date(time).toISOString().replace('.000Z', '+00:00');

function period(
  place: string,
  start: number,
  hours: number,
  number: number,
): Json {
  const hour = new Date(start).getUTCHours();
  const warmth = Math.sin(((hour - 13) / 24) * 2 * Math.PI);
  const luck = chance(`${place}|${start}`);
  const isDaytime = hour >= 12;
  const halfDay = isDaytime ? 'Today' : 'Tonight';
  return {
    number,
    name: hours === 1 ? '' : halfDay,
    startTime: iso(start),
    endTime: iso(start + hours * HOUR),
    isDaytime,
    temperature: Math.round(66 + 11 * warmth + 4 * luck),
    temperatureUnit: 'F',
    probabilityOfPrecipitation: {
      unitCode: 'wmoUnit:percent',
      value: Math.round(luck * 60),
    },
    dewpoint: {
      unitCode: 'wmoUnit:degC',
      value: Number((14 + 6 * luck).toFixed(1)),
    },
    relativeHumidity: {
      unitCode: 'wmoUnit:percent',
      value: Math.round(55 + 35 * luck),
    },
    windSpeed: `${Math.round(4 + 8 * luck)} mph`,
    windDirection: ['N', 'E', 'S', 'W'][Math.floor(luck * 4)],
    shortForecast: luck > 0.7 ? 'Chance Rain Showers' : 'Partly Sunny',
  };
}

function forecast(call: ApiCall, place: string, hours: number): Response {
  const now = Math.floor(call.now / HOUR) * HOUR;
  const count = hours === 1 ? 156 : 14;
  return geoJson({
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [] },
    properties: {
      units: 'us',
      generatedAt: iso(now),
      updateTime: iso(now - HOUR),
      validTimes: `${iso(now - 6 * HOUR)}/P7DT20H`,
      periods: Array.from({ length: count }, (_, at) =>
        period(place, now + at * hours * HOUR, hours, at + 1),
      ),
    },
  });
}

function point(latitude: number, longitude: number): Response {
  if (latitude < 18 || latitude > 72 || longitude > -60 || longitude < -180) {
    return problem(
      'Data Unavailable For Requested Point',
      `Unable to provide data for requested point ${latitude},${longitude}`,
      404,
    );
  }
  const x = Math.floor(Math.abs(longitude) * 7) % 140;
  const y = Math.floor(latitude * 9) % 140;
  const grid = `https://api.weather.gov/gridpoints/HGX/${x},${y}`;
  return geoJson({
    id: `https://api.weather.gov/points/${latitude},${longitude}`,
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties: {
      gridId: 'HGX',
      gridX: x,
      gridY: y,
      forecast: `${grid}/forecast`,
      forecastHourly: `${grid}/forecast/hourly`,
      timeZone: 'America/Chicago',
    },
  });
}

/** A runtime's default says nothing about who calls. */
function saysWho(call: ApiCall): boolean {
  const agent = call.request.headers.get('user-agent')?.trim() ?? '';
  return agent !== '' && !/^(node|undici|node-fetch)\b/.test(agent);
}

const denied = (status: number) =>
  new Response(
    '<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>A User-Agent with contact information is required.</BODY></HTML>',
    { status, headers: { 'content-type': 'text/html' } },
  );

function answer(call: ApiCall): Response {
  if (!saysWho(call)) return denied(403);
  const at = /^\/points\/(-?[\d.]+),(-?[\d.]+)$/.exec(call.path);
  if (at) return point(Number(at[1]), Number(at[2]));
  const grid = gridpoint.exec(call.path);
  return grid
    ? forecast(call, `${grid[1]}/${grid[2]},${grid[3]}`, grid[4] ? 1 : 12)
    : problem('Not Found', `'${call.path}' is not a valid resource path`, 404);
}

const tooMany = () =>
  problem(
    'Too Many Requests',
    'Rate limit exceeded; try again in a few seconds.',
    429,
  );

/** `api.weather.gov`. Its limit is not published, so none is kept. */
export const weatherGov: DataSourceApi = {
  host: 'api.weather.gov',
  keyOf: () => '',
  answer,
  exhausted: tooMany,
  tooMany,
  errorInBody: () =>
    problem('Unexpected Problem', 'An unexpected problem has occurred.', 200),
  rowsOf: body =>
    (body as { properties?: { periods?: Json[] } } | null)?.properties?.periods,
  valueColumn: 'temperature',
};
