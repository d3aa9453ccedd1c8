import { InputError } from '@backstage/errors';

/** A series of EIA's open data, version 2. */
export interface EiaSeries {
  /** Path of the data set, such as `petroleum/pri/spt`. */
  readonly route: string;
  readonly series: string;
  readonly frequency: EiaFrequency;
  /** First period, in the form of the frequency. */
  readonly start: string;
}

/** How often EIA publishes a series. */
export type EiaFrequency = 'daily' | 'weekly' | 'monthly' | 'annual';

/** Rows of one page: EIA gives at most this many. */
export const EIA_PAGE_SIZE = 5000;

const ROWS = 5;
const VALUES = ['71.26', null, '70.98', '72.41', '73.05'];
const SHAPES: Readonly<Record<EiaFrequency, { length: number; form: string }>> =
  {
    daily: { length: 10, form: '2024-01-02' },
    weekly: { length: 10, form: '2024-01-05' },
    monthly: { length: 7, form: '2024-01' },
    annual: { length: 4, form: '2024' },
  };

function period({ frequency, start }: EiaSeries, index: number): string {
  const [year, month = '01', day = '01'] = start.split('-');
  const date = new Date(Date.UTC(+year, +month - 1, +day));
  if (frequency === 'annual') {
    date.setUTCFullYear(date.getUTCFullYear() + index);
  } else if (frequency === 'monthly') {
    date.setUTCMonth(date.getUTCMonth() + index);
  } else {
    date.setUTCDate(
      date.getUTCDate() + index * (frequency === 'weekly' ? 7 : 1),
    );
  }
  return date.toISOString().slice(0, SHAPES[frequency].length);
}

/** @throws InputError when the first period has not the form of the frequency. */
export function assertStart({ frequency, start }: EiaSeries): void {
  const { length, form } = SHAPES[frequency];
  const valid = start.length === length && !Number.isNaN(Date.parse(start));
  if (!valid) {
    throw new InputError(
      `'${start}' is no first period of a ${frequency} series; write it like ${form}.`,
    );
  }
}

/** The parameters that name the series, as the connector declares them. */
export function eiaParameters({
  series,
  frequency,
}: EiaSeries): Record<string, string> {
  return {
    frequency,
    'data[0]': 'value',
    'facets[series][]': series,
    'sort[0][column]': 'period',
    'sort[0][direction]': 'asc',
  };
}

/** A recorded answer in EIA's shape: five periods, one without a value. The numbers are made up. */
export function buildEiaFixture(declared: EiaSeries): object {
  const query = new URLSearchParams({
    ...eiaParameters(declared),
    start: declared.start,
    offset: '0',
    length: String(EIA_PAGE_SIZE),
  });
  query.sort();
  return {
    request: decodeURIComponent(`/v2/${declared.route}/data/?${query}`),
    status: 200,
    contentType: 'application/json',
    body: {
      response: {
        total: String(ROWS),
        dateFormat: 'YYYY-MM-DD'.slice(0, SHAPES[declared.frequency].length),
        frequency: declared.frequency,
        data: VALUES.map((value, index) => ({
          period: period(declared, index),
          series: declared.series,
          'series-description': `${declared.series} (sample)`,
          value,
          units: '$/BBL',
        })),
        description:
          'A sample in the shape of the real answer; record a real one with "npm run fixtures:record".',
      },
      request: {
        command: `/v2/${declared.route}/data/`,
        params: { api_key: '***' },
      },
      apiVersion: '2.1.13',
    },
  };
}

/** The rows that the fixture must become. */
export function expectedRows(declared: EiaSeries): object[] {
  return VALUES.map((value, index) => ({
    period: period(declared, index),
    series: declared.series,
    value: value === null ? null : Number(value),
  }));
}
