import { ConnectorPlan, HTTP_SOURCE } from '../plan';
import { answer, requestOf } from '../sample';
import type { NoaaSpec } from './noaa';

const FORECASTS = 'https://api.weather.gov';

function forecastSample(spec: NoaaSpec): ConnectorPlan['sample'] {
  const updated = '2026-06-15T12:01:11+00:00';
  const hours = ['07', '08'];
  return {
    fixtures: {
      '0001.json': answer(
        requestOf(
          `${FORECASTS}/gridpoints/${spec.office}/${spec.gridX},${spec.gridY}/forecast/hourly`,
          {},
        ),
        {
          type: 'Feature',
          properties: {
            units: 'us',
            generatedAt: updated,
            updateTime: updated,
            periods: hours.map((hour, index) => ({
              number: index + 1,
              name: '',
              startTime: `2026-06-15T${hour}:00:00-05:00`,
              endTime: `2026-06-15T0${Number(hour) + 1}:00:00-05:00`,
              isDaytime: true,
              temperature: 78 + index,
              temperatureUnit: 'F',
              probabilityOfPrecipitation: {
                unitCode: 'wmoUnit:percent',
                value: index === 0 ? 20 : null,
              },
              windSpeed: '8 mph',
              windDirection: 'S',
              shortForecast: 'Partly Sunny',
            })),
          },
        },
      ),
    },
    rows: hours.map((hour, index) => ({
      starts_at: `2026-06-15T${Number(hour) + 5}:00:00.000Z`,
      ends_at: `2026-06-15T${Number(hour) + 6}:00:00.000Z`,
      generated_at: '2026-06-15T12:01:11.000Z',
      is_daytime: true,
      temperature: String(78 + index),
      temperature_unit: 'F',
      precipitation_percent: index === 0 ? '20' : null,
      wind_speed: '8 mph',
      wind_direction: 'S',
      short_forecast: 'Partly Sunny',
    })),
    now: '2026-06-15T12:30:00.000Z',
  };
}

/** What every hour says besides. */
const UNWANTED = [
  'number',
  'name',
  'icon',
  'dewpoint',
  // Its value is a column; what is left says the unit.
  'probabilityOfPrecipitation',
  'relativeHumidity',
  'temperatureTrend',
  'detailedForecast',
];

/** The forecast by the hour of a place. */
export function planForecast(spec: NoaaSpec): ConnectorPlan {
  const place = `${spec.office}/${spec.gridX},${spec.gridY}`;
  return {
    source: { name: 'noaa', title: 'NOAA' },
    summary: `NOAA forecast by the hour at ${place}`,
    grain: 'an hour and the forecast that told it',
    series: [`forecast/${place}`],
    connection: {
      baseUrl: FORECASTS,
      authentication: { in: 'none' },
      headers: {
        'User-Agent': `${spec.name} (${spec.contact})`,
        accept: 'application/geo+json',
      },
      rateLimit: { group: 'weather-gov', perSecond: 1 },
    },
    stream: {
      path: `/gridpoints/${place}/forecast/hourly`,
      parameters: {},
      pagination: { kind: 'none' },
      recordsAt: 'properties.periods',
      errorsAt: [],
      errors: [{ at: 'correlationId', means: 'retry' }],
    },
    columns: [
      { name: 'starts_at', type: 'timestamp', from: 'startTime' },
      { name: 'ends_at', type: 'timestamp', from: 'endTime' },
      {
        name: 'generated_at',
        type: 'timestamp',
        from: 'properties.generatedAt',
        in: 'answer',
      },
      { name: 'is_daytime', type: 'boolean', from: 'isDaytime' },
      { name: 'temperature', type: 'decimal' },
      { name: 'temperature_unit', type: 'string', from: 'temperatureUnit' },
      {
        name: 'precipitation_percent',
        type: 'decimal',
        from: 'probabilityOfPrecipitation.value',
      },
      { name: 'wind_speed', type: 'string', from: 'windSpeed' },
      { name: 'wind_direction', type: 'string', from: 'windDirection' },
      { name: 'short_forecast', type: 'string', from: 'shortForecast' },
    ],
    primaryKey: ['starts_at', 'generated_at'],
    secrets: [],
    sample: forecastSample(spec),
    ...HTTP_SOURCE,
    unwanted: UNWANTED,
    newColumn: 'discard_value',
    caveats: [
      'The source wants to know who asks: the contact travels as User-Agent.',
      'Every run keeps the forecast as it stood; what was known when is never overwritten.',
    ],
  };
}
