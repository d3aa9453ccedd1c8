import type { JsonRecord } from '../types';

/** How often a route publishes; the words are EIA's. */
export type EiaFrequency = 'daily' | 'weekly' | 'monthly' | 'annual';

/** One series of a route; `columns` are the cells that a row repeats. */
export interface EiaSeries {
  id: string;
  level: number;
  start: string;
  columns: Record<string, string>;
  units: string;
}

/** One route that has data. */
export interface EiaRoute {
  name: string;
  description: string;
  frequencies: readonly EiaFrequency[];
  facets: readonly string[];
  series: readonly EiaSeries[];
}

function spot(
  id: string,
  told: {
    level: number;
    start: string;
    area: string;
    areaName: string;
    product: string;
    productName: string;
    text: string;
    units: string;
  },
): EiaSeries {
  return {
    id,
    level: told.level,
    start: told.start,
    units: told.units,
    columns: {
      duoarea: told.area,
      'area-name': told.areaName,
      product: told.product,
      'product-name': told.productName,
      process: 'PF4',
      'process-name': 'Spot Price FOB',
      series: id,
      'series-description': told.text,
    },
  };
}

const storage = (
  id: string,
  area: string,
  areaName: string,
  level: number,
): EiaSeries => ({
  id,
  level,
  start: '2010-01-01',
  units: 'BCF',
  columns: {
    duoarea: area,
    'area-name': areaName,
    product: 'EPG0',
    'product-name': 'Natural Gas',
    process: 'SWO',
    'process-name': 'Underground Storage - Working Gas',
    series: id,
    'series-description': `${areaName} Natural Gas Working Underground Storage (Billion Cubic Feet)`,
  },
});

const facets = ['duoarea', 'product', 'process', 'series'];

/** The routes with data, by their path below `/v2/`. */
export const eiaRoutes: Readonly<Record<string, EiaRoute>> = {
  'petroleum/pri/spt': {
    name: 'Spot Prices',
    description: 'Spot prices for crude oil and petroleum products.',
    frequencies: ['daily', 'weekly', 'monthly', 'annual'],
    facets,
    series: [
      spot('RWTC', {
        level: 72,
        start: '1986-01-02',
        area: 'YCUOK',
        areaName: 'NA',
        product: 'EPCWTI',
        productName: 'WTI Crude Oil',
        text: 'Cushing, OK WTI Spot Price FOB (Dollars per Barrel)',
        units: '$/BBL',
      }),
      spot('RBRTE', {
        level: 76,
        start: '1987-05-20',
        area: 'ZEU',
        areaName: 'NA',
        product: 'EPCBRENT',
        productName: 'UK Brent Crude Oil',
        text: 'Europe Brent Spot Price FOB (Dollars per Barrel)',
        units: '$/BBL',
      }),
    ],
  },
  'natural-gas/pri/fut': {
    name: 'Spot and Futures Prices (NYMEX)',
    description: 'Natural gas spot and futures prices.',
    frequencies: ['daily', 'weekly', 'monthly', 'annual'],
    facets,
    series: [
      spot('RNGWHHD', {
        level: 3.1,
        start: '1997-01-07',
        area: 'RGC',
        areaName: 'NA',
        product: 'EPG0',
        productName: 'Natural Gas',
        text: 'Henry Hub Natural Gas Spot Price (Dollars per Million Btu)',
        units: '$/MMBTU',
      }),
    ],
  },
  'natural-gas/stor/wkly': {
    name: 'Weekly Working Gas in Underground Storage',
    description:
      'Weekly estimates of working gas volumes held in underground storage.',
    frequencies: ['weekly'],
    facets,
    series: [
      storage('NW2_EPG0_SWO_R48_BCF', 'R48', 'U.S. LOWER 48 STATES', 3100),
      storage('NW2_EPG0_SWO_R31_BCF', 'R31', 'EAST REGION', 720),
      storage('NW2_EPG0_SWO_R33_BCF', 'R33', 'SOUTH CENTRAL REGION', 1080),
    ],
  },
};

/** How a period is written, as the metadata and the replies name it. */
export const dateFormats: Readonly<Record<EiaFrequency, string>> = {
  daily: 'YYYY-MM-DD',
  weekly: 'YYYY-MM-DD',
  monthly: 'YYYY-MM',
  annual: 'YYYY',
};

/** The children of a path that has no data itself; undefined when there is no such path. */
export function childrenOf(path: string): JsonRecord[] | undefined {
  const prefix = path === '' ? '' : `${path}/`;
  const names = Object.keys(eiaRoutes)
    .filter(route => route.startsWith(prefix))
    .map(route => route.slice(prefix.length).split('/')[0]);
  if (names.length === 0) return undefined;
  return [...new Set(names)].map(id => ({
    id,
    name: eiaRoutes[prefix + id]?.name ?? id,
    description: eiaRoutes[prefix + id]?.description ?? '',
  }));
}
