/**
 * The tables that are in the platform's lake at the start.
 *
 * The documents name the workflows that load them and no row of them. So each workflow has its table, what the failing and the idle ones
 * would have loaded is not there, and the rows of the others are those that the simulated sources tell for the same days.
 */
import {
  addDays,
  daysBetween,
  isHoliday,
  weekdaysBetween,
} from '../../data-sources/calendar';
import { valueOn } from '../../data-sources/series';

const DAYS = 60;

/** A table and its first rows. */
export interface TableSeed {
  name: string;
  /** Columns, and what else stands in CREATE TABLE. */
  definition: string;
  /** Rows, each as SQL between brackets. */
  rows(today: string): string[];
}

const text = (value: string) => `'${value}'`;
const date = (day: string) => `DATE '${day}'`;
const decimal = (value: number, digits: number) =>
  `DECIMAL '${value.toFixed(digits)}'`;

/** Exchanges tell nothing on holidays. */
const onWorkday = (day: string, value: number) =>
  isHoliday(day) ? 'NULL' : decimal(value, 2);

const LOADED = 'loaded_at timestamp(6) with time zone';
const loadedAt = (day: string, hour: string) =>
  `TIMESTAMP '${day} ${hour} UTC'`;

function gasPrices(today: string): string[] {
  return weekdaysBetween(addDays(today, -DAYS), addDays(today, -2)).map(day => {
    const value = onWorkday(day, valueOn('RNGWHHD', day, 3.1));
    const cells = [date(day), text('RNGWHHD'), value, text('$/MMBTU')];
    return [...cells, loadedAt(addDays(day, 1), '06:04:00')].join(', ');
  });
}

function macro(today: string): string[] {
  const series: [string, number][] = [
    ['DCOILWTICO', 72],
    ['DHHNGSP', 3.1],
  ];
  return series.flatMap(([id, level]) =>
    weekdaysBetween(addDays(today, -DAYS), addDays(today, -3)).map(day =>
      [
        text(id),
        date(day),
        onWorkday(day, valueOn(id, day, level)),
        loadedAt(addDays(day, 2), '05:04:00'),
      ].join(', '),
    ),
  );
}

function gasStorage(today: string): string[] {
  const places: [string, number][] = [
    ['DE', 245.1],
    ['NL', 143.2],
  ];
  return places.flatMap(([code, volume]) =>
    daysBetween(addDays(today, -DAYS), addDays(today, -2)).map(day => {
      const full = Math.min(
        99.5,
        Math.max(8, valueOn(`AGSI|${code}`, day, 62, 0.5)),
      );
      return [
        date(day),
        text(code),
        decimal((full / 100) * volume, 4),
        decimal(full, 2),
        text('C'),
        loadedAt(addDays(day, 1), '18:04:00'),
      ].join(', ');
    }),
  );
}

const none = () => [];

/** All of them, in the schema `raw`. */
export const TABLE_SEEDS: readonly TableSeed[] = [
  {
    name: 'eia_gas_prices',
    definition: `(period date NOT NULL, series varchar NOT NULL, value decimal(18,6), units varchar, ${LOADED}) WITH (format = 'PARQUET', partitioning = ARRAY['month(period)'])`,
    rows: gasPrices,
  },
  {
    name: 'eia_petroleum_stocks',
    definition: `(period date NOT NULL, series varchar NOT NULL, value decimal(18,6), units varchar, ${LOADED}) WITH (format = 'PARQUET')`,
    rows: none,
  },
  {
    name: 'fred_macro',
    definition: `(series_id varchar NOT NULL, observed date NOT NULL, value decimal(18,6), ${LOADED}) WITH (format = 'PARQUET')`,
    rows: macro,
  },
  {
    name: 'gie_gas_storage',
    definition: `(gas_day date NOT NULL, country varchar NOT NULL, gas_in_storage decimal(18,6), full_percent decimal(9,4), status varchar, ${LOADED}) WITH (format = 'PARQUET', partitioning = ARRAY['month(gas_day)'])`,
    rows: gasStorage,
  },
  {
    name: 'noaa_weather',
    definition: `(observed timestamp(6) with time zone NOT NULL, station varchar NOT NULL, datatype varchar, value double, ${LOADED}) WITH (format = 'PARQUET')`,
    rows: none,
  },
  {
    name: 'polygon_futures',
    definition: `(ticker varchar NOT NULL, bar_start timestamp(6) with time zone NOT NULL, open decimal(18,6), high decimal(18,6), low decimal(18,6), close decimal(18,6), volume double, ${LOADED}) WITH (format = 'PARQUET')`,
    rows: none,
  },
  {
    name: 'alpha_vantage_fx',
    definition: `(pair varchar NOT NULL, day date NOT NULL, rate decimal(18,8), ${LOADED}) WITH (format = 'PARQUET')`,
    rows: none,
  },
  {
    name: 'census_trade',
    definition: `(time varchar NOT NULL, category varchar NOT NULL, value decimal(18,2), ${LOADED}) WITH (format = 'PARQUET')`,
    rows: none,
  },
];
