import fc from 'fast-check';
import {
  apiHosts,
  createDataSources,
  dataSourceFaults,
  type DataSourceFault,
} from './index';

const now = Date.parse('2026-06-24T12:00:00Z');
const make = () =>
  createDataSources({ clock: { now: () => now }, wait: async () => undefined });

function get(
  path: string,
  headers: Record<string, string> = {},
  sources = make(),
): Promise<Response> {
  return sources(new Request(`http://127.0.0.1/${path}`, { headers }));
}

const eia =
  'api.eia.gov/v2/petroleum/pri/spt/data/?api_key=k&frequency=daily&data[0]=value&start=2026-06-01';
const samples: Record<string, [string, Record<string, string>]> = {
  'www.alphavantage.co': [
    'www.alphavantage.co/query?function=WTI&interval=monthly&apikey=k',
    {},
  ],
  'api.polygon.io': [
    'api.polygon.io/v2/aggs/ticker/USO/range/1/day/2026-06-01/2026-06-20?limit=5',
    { authorization: 'Bearer k' },
  ],
  'api.eia.gov': [eia, {}],
  'agsi.gie.eu': [
    'agsi.gie.eu/api?country=DE&from=2026-06-01&to=2026-06-15&size=10',
    { 'x-key': 'k' },
  ],
  'api.census.gov': [
    'api.census.gov/data/timeseries/eits/resconst?get=cell_value,data_type_code&for=us:*&time=from+2026-01&key=k',
    {},
  ],
  'www.ncei.noaa.gov': [
    'www.ncei.noaa.gov/cdo-web/api/v2/data?datasetid=GHCND&stationid=GHCND:USW00013874&datatypeid=TMAX,PRCP&startdate=2026-01-01&enddate=2026-01-31&units=metric&limit=1000&offset=1',
    { token: 'k' },
  ],
  'api.weather.gov': [
    'api.weather.gov/gridpoints/HGX/65,97/forecast/hourly',
    { 'user-agent': 'portal (data@254carbon.example)' },
  ],
  'api.stlouisfed.org': [
    'api.stlouisfed.org/fred/series/observations?series_id=DCOILWTICO&api_key=k&file_type=json&observation_start=2026-06-15&observation_end=2026-06-19',
    {},
  ],
};

describe('each API in its own shape', () => {
  it('has a sample for every host', () => {
    expect(Object.keys(samples).sort()).toEqual([...apiHosts].sort());
  });

  it('EIA: text values, null on a holiday, metadata without /data/', async () => {
    const body = await (
      await get(
        `${eia}&facets[series][]=RWTC&sort[0][column]=period&sort[0][direction]=asc`,
      )
    ).json();
    expect(typeof body.response.total).toBe('string');
    expect(body.response.data[0]).toMatchObject({
      period: '2026-06-01',
      series: 'RWTC',
      units: '$/BBL',
      value: expect.stringMatching(/^\d+\.\d\d$/),
    });
    expect(
      body.response.data.find(
        (row: { period: string }) => row.period === '2026-06-19',
      ).value,
    ).toBeNull();
    const about = await (
      await get('api.eia.gov/v2/petroleum/pri/spt/?api_key=k')
    ).json();
    expect(about.response).toMatchObject({
      facets: expect.anything(),
      frequency: expect.anything(),
      startPeriod: '1986-01-02',
    });
    const missing = await get('api.eia.gov/v2/petroleum/pri/spt/data/');
    expect([missing.status, (await missing.json()).error.code]).toEqual([
      403,
      'API_KEY_MISSING',
    ]);
    const full = await (
      await get(
        'api.eia.gov/v2/petroleum/pri/spt/data/?api_key=k&frequency=daily&data[]=value',
      )
    ).json();
    expect(full.response.data).toHaveLength(5000);
    expect(full.response.warnings[0].warning).toBe('incomplete return');
  });

  it('EIA: pages joined are the whole series, whatever the length', async () => {
    const sources = make();
    type Row = { period: string; series: string };
    const page = async (query: string): Promise<Row[]> =>
      (await (await get(`${eia}${query}`, {}, sources)).json()).response.data;
    const whole = await page('');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async length => {
        const joined: Row[] = [];
        for (let offset = 0; offset < whole.length; offset += length) {
          joined.push(...(await page(`&offset=${offset}&length=${length}`)));
        }
        expect(joined).toEqual(whole);
      }),
      { numRuns: 15 },
    );
  });

  it('FRED: `.` on a holiday, count and vintages, 400 without a key', async () => {
    const body = await (await get(samples['api.stlouisfed.org'][0])).json();
    expect(body).toMatchObject({ count: 5, offset: 0, limit: 100000 });
    expect(body.observations[4]).toEqual({
      realtime_start: '2026-06-24',
      realtime_end: '2026-06-24',
      date: '2026-06-19',
      value: '.',
    });
    expect(
      (await get('api.stlouisfed.org/fred/series?series_id=DCOILWTICO')).status,
    ).toBe(400);
  });

  it('Polygon: next_url leads to the rest, without the key; no results key when there are none', async () => {
    const [path, headers] = samples['api.polygon.io'];
    const sources = make();
    const times: number[] = [];
    let next: string | undefined = path;
    while (next) {
      const body = await (await get(next, headers, sources)).json();
      times.push(...body.results.map((bar: { t: number }) => bar.t));
      next = body.next_url?.replace('https://', '');
      expect(body.next_url ?? '').not.toContain('apiKey');
    }
    expect(times).toHaveLength(14);
    expect(times[0]).toBe(Date.parse('2026-06-01T04:00:00Z'));
    expect(new Set(times).size).toBe(14);
    const none = await (
      await get(
        'api.polygon.io/v2/aggs/ticker/NOPE/range/1/day/2026-06-01/2026-06-20?apiKey=z',
      )
    ).json();
    expect(none.resultsCount).toBe(0);
    expect(none).not.toHaveProperty('results');
  });

  it('GIE: pages to last_page, newest first, refusal with 200', async () => {
    const [path, headers] = samples['agsi.gie.eu'];
    const first = await (await get(path, headers)).json();
    expect(first).toMatchObject({ last_page: 2, total: 15 });
    expect(first.data[0]).toMatchObject({
      code: 'DE',
      gasDayStart: '2026-06-15',
      full: expect.any(String),
    });
    const second = await (await get(`${path}&page=2`, headers)).json();
    expect(second.data.at(-1).gasDayStart).toBe('2026-06-01');
    const denied = await get(path);
    expect([denied.status, await denied.json()]).toEqual([
      200,
      { error: 'access denied', message: 'Invalid or missing API key' },
    ]);
  });

  it('Census: header row, HTML without a key, 204 for nothing, 400 for a bad variable', async () => {
    const [path] = samples['api.census.gov'];
    const body = await (await get(path)).json();
    expect(body[0]).toEqual(['cell_value', 'data_type_code', 'time', 'us']);
    const html = await get(path.replace('&key=k', ''));
    expect([html.status, await html.text()]).toEqual([
      200,
      expect.stringContaining('Missing Key'),
    ]);
    expect((await get(path.replace('2026-01', '2030-01'))).status).toBe(204);
    expect(await (await get(path.replace('cell_value', 'nope'))).text()).toBe(
      "error: error: unknown variable 'nope'",
    );
  });

  it('NOAA: offset begins at 1, nothing is {}, weather.gov wants a name', async () => {
    const [path, headers] = samples['www.ncei.noaa.gov'];
    const body = await (await get(path, headers)).json();
    expect(body.metadata.resultset).toEqual({
      offset: 1,
      count: 62,
      limit: 1000,
    });
    expect(body.results[0]).toMatchObject({
      date: '2026-01-01T00:00:00',
      datatype: 'TMAX',
    });
    expect(
      await (await get(path.replaceAll('2026', '2031'), headers)).json(),
    ).toEqual({});
    const [forecast, named] = samples['api.weather.gov'];
    expect((await get(forecast)).status).toBe(403);
    expect(
      (await (await get(forecast, named)).json()).properties.periods[0],
    ).toMatchObject({ number: 1, temperatureUnit: 'F' });
  });

  it('Alpha Vantage: newest first, and the 26th request of a day is refused with 200', async () => {
    const sources = make();
    const path =
      'www.alphavantage.co/query?function=WTI&interval=daily&apikey=k';
    const body = await (await get(path, {}, sources)).json();
    expect(
      body.data.find((row: { date: string }) => row.date === '2026-06-19')
        .value,
    ).toBe('.');
    for (let used = 1; used < 25; used++) await get(path, {}, sources);
    const last = await get(path, {}, sources);
    expect([last.status, Object.keys(await last.json())]).toEqual([
      200,
      ['Information'],
    ]);
  });
});

describe('the failure menu', () => {
  const broken = (host: string, fault: DataSourceFault, sources = make()) => {
    const [path, headers] = samples[host];
    return get(path, { ...headers, 'x-simulate-fault': fault }, sources);
  };

  it.each(Object.keys(samples))('every fault is answered at %s', async host => {
    for (const fault of dataSourceFaults) {
      expect(await broken(host, fault)).toBeInstanceOf(Response);
    }
    expect(
      (await broken(host, '429-retry-after')).headers.get('retry-after'),
    ).toBe('2');
    expect((await broken(host, '429')).headers.has('retry-after')).toBe(false);
    expect((await broken(host, '200-with-error')).status).toBe(200);
    expect((await broken(host, '204')).status).toBe(204);
  });

  it('fails twice and then answers', async () => {
    const sources = make();
    const seen: number[] = [];
    for (let at = 0; at < 3; at++)
      seen.push((await broken('api.eia.gov', '500-then-ok', sources)).status);
    expect(seen).toEqual([500, 500, 200]);
  });

  it('changes rows: a duplicate, a revision, a column, a type', async () => {
    const rows = async (answer: Promise<Response>) =>
      (await (await answer).json()).response.data;
    const plain = await rows(get(eia));
    const twice = await rows(broken('api.eia.gov', 'duplicate-row'));
    expect(twice.slice(-1)).toEqual(plain.slice(-1));
    expect(twice).toHaveLength(plain.length + 1);
    expect(
      (await rows(broken('api.eia.gov', 'revised-value'))).at(-1).value,
    ).not.toBe(plain.at(-1).value);
    expect((await rows(broken('api.eia.gov', 'new-column')))[0]).toHaveProperty(
      'quality_flag',
    );
    expect(
      typeof (await rows(broken('api.eia.gov', 'type-change'))).at(-1).value,
    ).toBe('number');
  });

  it('loops, cuts and slows', async () => {
    const [path, headers] = samples['api.polygon.io'];
    const loop = await (
      await broken('api.polygon.io', 'next-page-loop')
    ).json();
    expect(loop.next_url).toContain(decodeURIComponent(path.split('?')[0]));
    expect(headers).toBeDefined();
    await expect(
      (await broken('api.eia.gov', 'cut-body')).text(),
    ).rejects.toThrow('cut');
    expect(
      await (await broken('api.eia.gov', 'slow-body')).json(),
    ).toHaveProperty('response');
  });

  it('names the cure for an unknown host or fault', async () => {
    expect((await get('example.org/x')).status).toBe(404);
    const answer = await get(eia, { 'x-simulate-fault': 'nope' });
    expect([answer.status, (await answer.json()).error]).toEqual([
      400,
      expect.stringContaining('429-retry-after'),
    ]);
  });
});
