/** GIE AGSI: gas in storage by gas day, newest first, numbers as text, refusals with status 200. */
import { addDays, dateOf, daysBetween } from './calendar';
import { json, wholeNumber } from './reply';
import { chance, valueOn } from './series';
import type { ApiCall, DataSourceApi, Json } from './types';

const start = '2011-01-01';
const places: Readonly<Record<string, { name: string; volume: number }>> = {
  EU: { name: 'EU', volume: 1140 },
  DE: { name: 'Germany', volume: 245.1 },
  FR: { name: 'France', volume: 128.7 },
  IT: { name: 'Italy', volume: 203 },
  NL: { name: 'Netherlands', volume: 143.2 },
  AT: { name: 'Austria', volume: 101.2 },
  ES: { name: 'Spain', volume: 35.9 },
};

const denied = () =>
  json({ error: 'access denied', message: 'Invalid or missing API key' });

function fullness(code: string, date: string): number {
  return Math.min(99.5, Math.max(8, valueOn(`AGSI|${code}`, date, 62, 0.5)));
}

function row(code: string, date: string, newest: string): Json {
  const { name, volume } = places[code];
  const full = fullness(code, date);
  const before = fullness(code, addDays(date, -1));
  const net = ((before - full) / 100) * volume * 1000;
  const flow = chance(`${code}|${date}|f`) * 30;
  const estimated = date > addDays(newest, -2);
  return {
    name,
    code,
    url: code.toLowerCase(),
    updatedAt: `${addDays(date, 1)} 19:30:00`,
    gasDayStart: date,
    gasDayEnd: addDays(date, 1),
    gasInStorage: ((full / 100) * volume).toFixed(4),
    consumption: (volume * 3.31).toFixed(4),
    consumptionFull: full.toFixed(2),
    injection: (Math.max(0, -net) + flow).toFixed(2),
    withdrawal: net < -flow ? '-' : (Math.max(0, net) + flow).toFixed(2),
    netWithdrawal: net.toFixed(2),
    workingGasVolume: volume.toFixed(4),
    injectionCapacity: (volume * 16.8).toFixed(2),
    withdrawalCapacity: (volume * 27.7).toFixed(2),
    contractedCapacity: '-',
    availableCapacity: '-',
    coveredCapacity: '-',
    status: estimated ? 'E' : 'C',
    trend: (full - before).toFixed(2),
    full: full.toFixed(2),
    info: [],
  };
}

interface Selection {
  codes: string[];
  from: string;
  to: string;
}

function select(query: URLSearchParams, newest: string): Selection {
  const date = query.get('date');
  const told = query.get('country') ?? (query.get('type') ? 'EU' : undefined);
  const codes = told ? [told.toUpperCase()] : Object.keys(places);
  if (date) return { codes, from: date, to: date };
  const from = query.get('from') ?? (told ? start : newest);
  const to = query.get('to') ?? newest;
  return {
    codes,
    from: from < start ? start : from,
    to: to > newest ? newest : to,
  };
}

function answer(call: ApiCall): Response {
  if (call.path.replace(/\/$/, '') === '/api/about') {
    return json(
      Object.entries(places).map(([code, { name }]) => ({
        code,
        name,
        url: code.toLowerCase(),
      })),
    );
  }
  if (call.path.replace(/\/$/, '') !== '/api') {
    return json({ error: 'not found', message: 'Unknown route' }, 404);
  }
  if (!call.request.headers.get('x-key')) return denied();
  const newest = dateOf(call.now - 86_400_000);
  const { codes, from, to } = select(call.query, newest);
  const size = Math.min(300, wholeNumber(call.query, 'size', 30));
  const page = wholeNumber(call.query, 'page', 1);
  if (!(size >= 1) || !(page >= 1)) {
    return json({ error: 'bad request', message: 'Invalid page or size' }, 400);
  }
  const known = codes.filter(code => Object.hasOwn(places, code));
  const days =
    from <= to && to <= newest ? daysBetween(from, to).reverse() : [];
  const keys = days.flatMap(date => known.map(code => ({ code, date })));
  const data = keys
    .slice((page - 1) * size, page * size)
    .map(({ code, date }) => row(code, date, newest));
  return json({
    last_page: Math.ceil(keys.length / size),
    total: keys.length,
    dataset: 'EU',
    gas_day: newest,
    data,
  });
}

const tooMany = () =>
  json(
    {
      error: 'too many requests',
      message: 'API limit of 60 calls per minute exceeded',
    },
    429,
  );

/** `agsi.gie.eu`. */
export const gie: DataSourceApi = {
  host: 'agsi.gie.eu',
  keyOf: call => call.request.headers.get('x-key') ?? '',
  answer,
  quota: { requests: 60, seconds: 60 },
  exhausted: tooMany,
  tooMany,
  errorInBody: denied,
  rowsOf: body => (body as { data?: Json[] } | null)?.data,
  valueColumn: 'gasInStorage',
  firstPage: { page: '1' },
};
