import { alphaVantage } from './alphaVantage';
import { census } from './census';
import { createDataSources } from './createDataSources';
import { eia } from './eia/eia';
import { fred } from './fred';
import { gie } from './gie';
import { noaaCdo } from './noaaCdo';
import { polygon } from './polygon';
import {
  dataSourceFaults,
  type DataSourceApi,
  type DataSourceFault,
  type Json,
} from './types';
import { weatherGov } from './weatherGov';

const now = Date.parse('2026-06-20T12:00:00Z');

interface Sample {
  api: DataSourceApi;
  path: string;
  headers?: Record<string, string>;
  /** Rows keyed by date cannot be doubled. */
  keyed?: boolean;
  /** Another page, for those that have pages. */
  second?: string;
}

const cdo =
  '/cdo-web/api/v2/data?datasetid=GHCND&stationid=GHCND:USW00013874&datatypeid=TMAX,PRCP&startdate=2026-01-01&enddate=2026-01-31&units=metric&limit=10';
const fredPath =
  '/fred/series/observations?series_id=DCOILWTICO&api_key=k&file_type=json&observation_start=2026-05-01&limit=5';
const eiaPath =
  '/v2/petroleum/pri/spt/data/?api_key=k&frequency=daily&data[0]=value&facets[series][]=RWTC&start=2026-05-01&length=5';
const gieHeaders = { 'x-key': 'k' };

const samples: [string, Sample][] = [
  [
    'Alpha Vantage, a commodity',
    { api: alphaVantage, path: '/query?function=WTI&interval=daily&apikey=k' },
  ],
  [
    'Alpha Vantage, a time series',
    {
      api: alphaVantage,
      path: '/query?function=TIME_SERIES_DAILY&symbol=USO&apikey=k',
      keyed: true,
    },
  ],
  [
    'Polygon',
    {
      api: polygon,
      path: '/v2/aggs/ticker/USO/range/1/day/2026-05-01/2026-06-10?apiKey=k',
    },
  ],
  ['EIA', { api: eia, path: eiaPath, second: `${eiaPath}&offset=5` }],
  [
    'GIE',
    {
      api: gie,
      path: '/api?country=DE&size=5&from=2026-05-01',
      headers: gieHeaders,
      second: '/api?country=DE&size=5&from=2026-05-01&page=2',
    },
  ],
  [
    'Census',
    {
      api: census,
      path: '/data/timeseries/eits/resconst?get=cell_value,data_type_code,time_slot_id,category_code,seasonally_adj,error_data&for=us:*&time=from+2026-01&key=k',
    },
  ],
  [
    'NOAA',
    {
      api: noaaCdo,
      path: `${cdo}&offset=1`,
      headers: { token: 'k' },
      second: `${cdo}&offset=11`,
    },
  ],
  [
    'weather.gov',
    {
      api: weatherGov,
      path: '/gridpoints/OKX/33,37/forecast/hourly',
      headers: { 'user-agent': 'tests (tests@example.org)' },
    },
  ],
  ['FRED', { api: fred, path: fredPath, second: `${fredPath}&offset=5` }],
];

describe.each(samples)('the failure menu of %s', (_name, sample) => {
  const { api, path, headers, keyed, second } = sample;
  const sources = createDataSources({
    clock: { now: () => now },
    wait: async () => undefined,
  });
  const get = (fault?: DataSourceFault, at = path) =>
    sources(
      new Request(`http://localhost/${api.host}${at}`, {
        headers: {
          ...headers,
          ...(fault ? { 'x-simulate-fault': fault } : {}),
        },
      }),
    );
  const rows = async (answer: Promise<Response>) =>
    api.rowsOf((await (await answer).json()) as Json) ?? [];

  it('has rows to break', async () => {
    expect((await rows(get())).length).toBeGreaterThan(2);
  });

  it('says too many, with and without a time to wait', async () => {
    const told = await get('429-retry-after');
    expect([told.status, told.headers.get('retry-after')]).toEqual([429, '2']);
    const untold = await get('429');
    expect([untold.status, untold.headers.get('retry-after')]).toEqual([
      429,
      null,
    ]);
  });

  it('hides an error in 200, says HTML where data should be, or nothing', async () => {
    const hidden = await get('200-with-error');
    expect(hidden.status).toBe(200);
    const body = await hidden.text();
    expect(body).not.toBe(await (await get()).text());
    expect(
      api.rowsOf(
        body.startsWith('{') || body.startsWith('[') ? JSON.parse(body) : null,
      ) ?? [],
    ).toEqual([]);
    const page = await get('html-200');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    const nothing = await get('204');
    expect([nothing.status, await nothing.text()]).toEqual([204, '']);
  });

  it('says that the quota is used up as it does when it is', async () => {
    const said = await get('quota-exhausted');
    const expected = api.exhausted();
    expect(said.status).toBe(expected.status);
    expect(await said.text()).toBe(await expected.text());
  });

  it('is slow, is cut, and fails before it does not', async () => {
    const plain = await (await get()).text();
    expect(await (await get('slow-body')).text()).toBe(plain);
    await expect((await get('cut-body')).text()).rejects.toThrow('cut');
    const statuses = [];
    for (let at = 0; at < 3; at++) {
      statuses.push((await get('500-then-ok')).status);
    }
    expect(statuses).toEqual([500, 500, 200]);
  });

  it('changes rows', async () => {
    const plain = await rows(get());
    const twice = await rows(get('duplicate-row'));
    expect(twice).toHaveLength(plain.length + (keyed ? 0 : 1));
    expect(twice.at(-1)).toEqual(plain.at(-1));
    const revised = await rows(get('revised-value'));
    expect(revised).toHaveLength(plain.length);
    expect(revised).not.toEqual(plain);
    const wider = await rows(get('new-column'));
    expect(JSON.stringify(wider[0])).toContain('quality_flag');
    const typed = await rows(get('type-change'));
    expect(typed).not.toEqual(plain);
    const asText = (all: Json[]) =>
      JSON.stringify(all, (_key, value) =>
        typeof value === 'number' ? String(value) : value,
      );
    const numbers = (text: string) =>
      text.replace(/"(-?\d+)\.?(\d*?)0*"/g, '"$1.$2"');
    expect(numbers(asText(typed))).toBe(numbers(asText(plain)));
  });

  it('writes letters that its own header makes wrong', async () => {
    const answer = await get('wrong-charset');
    expect(answer.headers.get('content-type')).toContain('charset=utf-8');
    const bytes = await answer.arrayBuffer();
    expect(() =>
      new TextDecoder('utf-8', { fatal: true }).decode(bytes),
    ).toThrow();
    expect(new TextDecoder('latin1').decode(bytes)).toContain('é');
  });

  it('has a clock that is off', async () => {
    const { headers: told } = await get('clock-skew');
    expect(Date.parse(told.get('date') ?? '') - now).toBe(3_600_000);
  });

  it('gives the first page for every page', async () => {
    const looped = await (await get('next-page-loop', second ?? path)).text();
    expect(looped.length).toBeGreaterThan(0);
    if (!second) return;
    const first = await rows(get());
    expect(await rows(get(undefined, second))).not.toEqual(first);
    expect(await rows(get('next-page-loop', second))).toEqual(first);
  });

  it('takes the fault from the address too', async () => {
    const { status } = await sources(
      new Request(`http://localhost/${api.host}~429${path}`, { headers }),
    );
    expect(status).toBe(429);
    const { status: unknown } = await sources(
      new Request(`http://localhost/${api.host}~nope${path}`, { headers }),
    );
    expect(unknown).toBe(400);
  });
});

it('has every fault that a connector must survive', () => {
  expect([...dataSourceFaults].sort()).toEqual([
    '200-with-error',
    '204',
    '429',
    '429-retry-after',
    '500-then-ok',
    'clock-skew',
    'cut-body',
    'duplicate-row',
    'html-200',
    'new-column',
    'next-page-loop',
    'quota-exhausted',
    'revised-value',
    'slow-body',
    'type-change',
    'wrong-charset',
  ]);
});
