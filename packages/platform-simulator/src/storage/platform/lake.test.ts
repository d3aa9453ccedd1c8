import { startPlatform, type RunningPlatform } from '../../startPlatform';

const NOW = Date.parse('2026-06-15T12:00:00Z');

describe("the platform's lake", () => {
  let platform: RunningPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ now: NOW });
  });
  afterAll(() => platform.close());

  async function select(sql: string): Promise<unknown[][]> {
    const headers = { 'x-trino-user': 'test', 'x-trino-catalog': 'iceberg' };
    const rows: unknown[][] = [];
    let response = await fetch(`${platform.lake.trino.url}/v1/statement`, {
      method: 'POST',
      headers,
      body: sql,
    });
    for (;;) {
      const page = await response.json();
      expect(page.error).toBeUndefined();
      rows.push(...(page.data ?? []));
      if (!page.nextUri) return rows;
      response = await fetch(page.nextUri, { headers });
    }
  }

  it('has the tables of the workflows, with rows where a workflow works', async () => {
    expect(await select('SHOW TABLES FROM raw')).toEqual(
      [
        'alpha_vantage_fx',
        'census_trade',
        'eia_gas_prices',
        'eia_petroleum_stocks',
        'fred_macro',
        'gie_gas_storage',
        'noaa_weather',
        'polygon_futures',
      ].map(name => [name]),
    );
    expect(await select('SELECT count(*) FROM raw.polygon_futures')).toEqual([
      [0],
    ]);
    const [[rows]] = await select('SELECT count(*) FROM raw.fred_macro');
    expect(rows).toBeGreaterThan(50);
  });

  it('tells what the simulated source tells for the same day', async () => {
    const fred = platform.hosts['api.stlouisfed.org'];
    const answer = await fetch(
      `${fred}/fred/series/observations?series_id=DCOILWTICO&api_key=k&file_type=json&observation_start=2026-05-18&observation_end=2026-05-22`,
    );
    const { observations } = await answer.json();
    expect(observations).toHaveLength(5);
    const rows = await select(
      "SELECT observed, value FROM raw.fred_macro WHERE series_id = 'DCOILWTICO' AND observed BETWEEN DATE '2026-05-18' AND DATE '2026-05-22' ORDER BY observed",
    );
    expect(rows.map(([day, value]) => [day, Number(value)])).toEqual(
      observations.map((row: { date: string; value: string }) => [
        row.date,
        Number(row.value),
      ]),
    );
  });

  it('answers at the services themselves, whose health goes on being told', async () => {
    const { s3, iceberg, trino } = platform.lake;
    const live = await fetch(`${s3.endpoint}/minio/health/live`);
    expect(live.status).toBe(200);
    const anonymous = await fetch(`${s3.endpoint}/landing/a`);
    expect(anonymous.status).toBe(403);
    expect(await anonymous.text()).toContain('AccessDenied');
    const config = await fetch(`${iceberg.url}/v1/config`);
    expect(await config.json()).toEqual({ defaults: {}, overrides: {} });
    const spaces = await fetch(`${iceberg.url}/v1/namespaces`);
    expect(await spaces.json()).toEqual({
      namespaces: [['commodities'], ['raw']],
    });
    const info = await fetch(`${trino.url}/v1/info`);
    expect(await info.json()).toMatchObject({ starting: false });
  });

  it('is gone while its pods are', async () => {
    const pods = { group: '', plural: 'pods' };
    const names = platform.store
      .list(pods, { namespace: 'data-platform' })
      .map(pod => pod.metadata.name ?? '')
      .filter(name => name.startsWith('iceberg-rest-catalog-'));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      platform.store.delete(pods, { namespace: 'data-platform', name });
    }
    const { status } = await fetch(
      `${platform.lake.iceberg.url}/v1/namespaces`,
    );
    expect(status).toBe(503);
  });
});
