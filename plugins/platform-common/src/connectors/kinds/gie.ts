import type { JsonObject } from '../../kubernetes';
import { ConnectorPlan, PlannedColumn, HTTP_SOURCE } from '../plan';
import { answer, daysFrom, instantAfter, requestOf } from '../sample';
import { secretOf } from '../secretOf';
import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';
import { dayField } from '../fields';

/** Gas in storage (AGSI) or LNG (ALSI) from GIE. */
export const GieSpecSchema = z.strictObject({
  ...COMMON_FIELDS,
  kind: z.literal('gie'),
  product: z.enum(['agsi', 'alsi']).default('agsi'),
  /** `eu` for the whole Union, otherwise the two letters of a country. */
  area: z.string().regex(/^(eu|[A-Z]{2})$/, 'write eu, or a country as DE'),
  start: dayField(),
});

/** What is read from GIE. */
export type GieSpec = z.infer<typeof GieSpecSchema>;

const HOSTS = {
  agsi: 'https://agsi.gie.eu',
  alsi: 'https://alsi.gie.eu',
} as const;
const PAGE_SIZE = 300;

/** Quantities of each product, by the source's name. */
const QUANTITIES = {
  agsi: {
    gasInStorage: 'gas_in_storage',
    consumption: 'consumption',
    consumptionFull: 'consumption_full',
    injection: 'injection',
    withdrawal: 'withdrawal',
    netWithdrawal: 'net_withdrawal',
    workingGasVolume: 'working_gas_volume',
    injectionCapacity: 'injection_capacity',
    withdrawalCapacity: 'withdrawal_capacity',
    contractedCapacity: 'contracted_capacity',
    availableCapacity: 'available_capacity',
    coveredCapacity: 'covered_capacity',
    trend: 'trend',
    full: 'full_percent',
  },
  alsi: {
    lngInventory: 'lng_inventory',
    sendOut: 'send_out',
    dtmi: 'declared_inventory',
    dtrs: 'declared_send_out',
    contractedCapacity: 'contracted_capacity',
    availableCapacity: 'available_capacity',
    trend: 'trend',
  },
} as const;

function columnsOf({ product }: GieSpec): PlannedColumn[] {
  return [
    { name: 'gas_day', type: 'date', from: 'gasDayStart' },
    { name: 'code', type: 'string' },
    { name: 'name', type: 'string' },
    { name: 'url', type: 'string' },
    { name: 'gas_day_end', type: 'date', from: 'gasDayEnd' },
    { name: 'updated_at', type: 'string', from: 'updatedAt' },
    ...Object.entries(QUANTITIES[product]).map(
      ([from, name]): PlannedColumn => ({ name, type: 'decimal', from }),
    ),
    {
      name: 'status',
      type: 'string',
      description: 'E estimated, C confirmed, N none.',
    },
  ];
}

function parametersOf({ area }: GieSpec): Record<string, string> {
  return area === 'eu' ? { type: 'eu' } : { country: area };
}

function sampleOf(spec: GieSpec): ConnectorPlan['sample'] {
  const quantities = Object.entries(QUANTITIES[spec.product]);
  const code = spec.area.toUpperCase();
  const days = daysFrom(spec.start, 2);
  const raw = days.map((day, index) => ({
    name: `${code} (sample)`,
    code,
    url: spec.area.toLowerCase(),
    gasDayStart: day,
    ...Object.fromEntries(
      quantities.map(([from], at) => [
        from,
        index === 1 && at === 1 ? '-' : `${180 + at}.2${index + 1}`,
      ]),
    ),
    status: index === 0 ? 'C' : 'E',
    info: [],
  }));
  const rows = days.map((day, index) => ({
    gas_day: day,
    code,
    name: `${code} (sample)`,
    url: spec.area.toLowerCase(),
    ...Object.fromEntries(
      quantities.map(([, name], at) => [
        name,
        index === 1 && at === 1 ? null : `${180 + at}.2${index + 1}`,
      ]),
    ),
    status: index === 0 ? 'C' : 'E',
  }));
  const asked = requestOf(`${HOSTS[spec.product]}/api`, {
    ...parametersOf(spec),
    from: spec.start,
    page: '1',
    size: String(PAGE_SIZE),
  });
  const body: JsonObject = {
    last_page: 1,
    total: 2,
    dataset: code,
    gas_day: days[1],
    data: [...raw].reverse(),
  };
  return {
    fixtures: { '0001.json': answer(asked, body) },
    rows,
    now: instantAfter(spec.start, 10),
  };
}

/** Everything of a pipeline for GIE that other kinds do not share. */
export function planGie(spec: GieSpec): ConnectorPlan {
  const secret = secretOf(spec, 'GIE_API_KEY');
  const stock = spec.product === 'agsi' ? 'gas in storage' : 'LNG';
  return {
    source: { name: 'gie', title: 'GIE' },
    summary: `GIE ${spec.product.toUpperCase()} ${stock}, ${spec.area}`,
    grain: 'a gas day',
    series: [spec.area],
    connection: {
      baseUrl: HOSTS[spec.product],
      authentication: { in: 'header', name: 'x-key', secret: secret.variable },
      rateLimit: { group: 'gie', perMinute: 60 },
    },
    stream: {
      path: '/api',
      parameters: parametersOf(spec),
      pagination: {
        kind: 'last-page',
        pageParameter: 'page',
        sizeParameter: 'size',
        pageSize: PAGE_SIZE,
        lastPageAt: 'last_page',
      },
      cursor: {
        field: 'gas_day',
        parameter: 'from',
        granularity: 'day',
        initial: spec.start,
        lookback: 30,
      },
      recordsAt: 'data',
      errorsAt: [],
      errors: [
        { at: 'error', matches: 'denied|[Kk]ey', means: 'key' },
        { at: 'error', means: 'stop' },
      ],
    },
    columns: columnsOf(spec),
    primaryKey: ['gas_day', 'code'],
    secrets: [secret],
    sample: sampleOf(spec),
    ...HTTP_SOURCE,
    unwanted: ['info'],
    newColumn: 'discard_value',
    caveats: [
      'Days are revised for weeks: estimated first, confirmed later. Every run reads the last 30 days again.',
      'Remarks that the source adds to a day (info) are left out.',
    ],
  };
}
