import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testPorts } from '../testSource';
import { instrumentFetch, instrumentLog, tellSource } from './instrument';
import { publishMetrics } from './publish';
import { createMetrics, METRICS } from './registry';
import { serveHealth } from './serveHealth';

describe('createMetrics', () => {
  it('writes the text that Prometheus reads', () => {
    const metrics = createMetrics({ connector: 'spot' });
    metrics.count('connector_records_total', { outcome: 'read', stream: 'a' });
    metrics.count(
      'connector_records_total',
      { outcome: 'read', stream: 'a' },
      4,
    );
    metrics.set('connector_quota_remaining', { group: 'a"b\\c\nd' }, 7);
    metrics.observe('connector_run_duration_seconds', {}, 3);
    const lines = metrics.text().split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        '# TYPE connector_records_total counter',
        'connector_records_total{connector="spot",outcome="read",stream="a"} 5',
        'connector_quota_remaining{connector="spot",group="a\\"b\\\\c\\nd"} 7',
        '# TYPE connector_run_duration_seconds histogram',
        'connector_run_duration_seconds_bucket{connector="spot",le="2.5"} 0',
        'connector_run_duration_seconds_bucket{connector="spot",le="5"} 1',
        'connector_run_duration_seconds_bucket{connector="spot",le="+Inf"} 1',
        'connector_run_duration_seconds_sum{connector="spot"} 3',
        'connector_run_duration_seconds_count{connector="spot"} 1',
      ]),
    );
    const pattern =
      /^(#.*|[a-z_]+(\{[a-z_]+="(\\.|[^"\\])*"(,[a-z_]+="(\\.|[^"\\])*")*\})? \S+|)$/;
    expect(lines.filter(line => !pattern.test(line))).toEqual([]);
  });

  it('declares every name once, as dashboards know it', () => {
    expect(Object.keys(METRICS).every(name => /^connector_/.test(name))).toBe(
      true,
    );
    expect(Object.keys(METRICS)).toHaveLength(17);
  });
});

it('counts requests by host and class of status, never by path', async () => {
  const metrics = createMetrics();
  const { clock } = testPorts();
  const fetch = instrumentFetch(
    async url => {
      if (url.includes('down')) {
        throw new Error('no network');
      }
      return new Response('', { status: 404 });
    },
    metrics,
    clock,
  );
  const init = {
    headers: {},
    redirect: 'manual' as const,
    signal: new AbortController().signal,
  };
  await fetch('https://api.example.com/a?api_key=secret-key', init);
  await expect(fetch('https://api.example.com/down', init)).rejects.toThrow();
  expect(metrics.text()).toContain(
    'connector_http_requests_total{host="api.example.com",status_class="4xx"} 1',
  );
  expect(metrics.text()).toContain('status_class="network"} 1');
  expect(metrics.text()).not.toContain('secret-key');
});

it('counts the retries that the log hears of', () => {
  const metrics = createMetrics();
  const { log, logged } = testPorts();
  const counting = instrumentLog(log, metrics);
  counting('retry', { reason: 'status 429' });
  counting('retry', { reason: 'socket hang up at api.example.com' });
  counting('page', { rows: 1 });
  expect(logged).toHaveLength(3);
  expect(metrics.text()).toContain('{reason="429"} 1');
  expect(metrics.text()).toContain('{reason="network"} 1');
});

it('says what a source went through', () => {
  const metrics = createMetrics();
  tellSource(metrics, 'a', {
    requests: 5,
    requestsByStatus: { '2xx': 5 },
    retries: 2,
    bytes: 10,
    rateLimitWaitMs: 1_500,
    breaker: { name: 'eia', state: 'open', failures: 10 },
    quota: {
      group: 'eia',
      perDay: 25,
      used: 5,
      remaining: 20,
      resetsAt: '2026-11-22T00:00:00.000Z',
    },
  });
  for (const line of [
    'connector_rate_limit_wait_seconds_total{stream="a"} 1.5',
    'connector_quota_remaining{group="eia"} 20',
    'connector_circuit_state{name="eia"} 2',
  ]) {
    expect(metrics.text()).toContain(line);
  }
});

describe('publishMetrics', () => {
  it('writes a file and posts to an address; neither may fail a run', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'metrics-'));
    const file = join(folder, 'deep', 'spot.prom');
    const posted: string[] = [];
    const ports = testPorts({
      fetch: async (url, init) => {
        posted.push(`${init.method} ${url} ${init.body}`);
        return new Response(null, { status: 204 });
      },
    });
    const url = 'https://metrics.example.com/api/v1/import/prometheus';
    await publishMetrics('a 1\n', { file, url }, ports);
    expect(await readFile(file, 'utf8')).toBe('a 1\n');
    expect(posted).toEqual([`POST ${url} a 1\n`]);
    const broken = testPorts({
      fetch: async () => new Response(null, { status: 500 }),
    });
    await publishMetrics('a 1\n', { url }, broken);
    expect(broken.logged.join()).toContain('answered 500');
    await rm(folder, { recursive: true });
  });
});

it('serves health: alive while the loop turns, ready while it works', async () => {
  let now = 0;
  const metrics = createMetrics();
  metrics.set('connector_up', {}, 1);
  const clock = { now: () => now, sleep: async () => undefined };
  const health = await serveHealth({ port: 0, metrics, clock, silenceMs: 100 });
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${health.port}${path}`);
    return `${response.status} ${await response.text()}`;
  };
  expect(await ask('/healthz')).toBe('200 ok\n');
  expect(await ask('/readyz')).toBe('503 not ready\n');
  health.ready(true);
  expect(await ask('/readyz')).toBe('200 ok\n');
  expect(await ask('/metrics')).toContain('connector_up 1');
  now = 101;
  expect(await ask('/healthz')).toContain('503');
  expect(await ask('/readyz')).toContain('503');
  health.beat();
  expect(await ask('/healthz')).toBe('200 ok\n');
  expect(await ask('/other')).toContain('404');
  await health.close();
});
