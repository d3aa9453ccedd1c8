/*
 * The numbers that dashboards and alerts read, out of whole runs: each moves when what it stands for happens.
 */
import { defineConnector } from '../declaration';
import { MemoryStore } from '../memoryStore';
import { instrumentFetch, instrumentLog } from '../metrics/instrument';
import type { Metrics } from '../metrics/registry';
import { createMetrics } from '../metrics/registry';
import type { Fetch } from '../ports';
import { runStream } from '../runStream';
import { testDeclaration, testPorts, TestSource } from '../testSource';

function setUp(answer: Fetch, store = new MemoryStore()) {
  const metrics = createMetrics();
  const plain = testPorts({ fetch: answer, store });
  const ports = {
    ...plain,
    metrics,
    log: instrumentLog(plain.log, metrics),
    fetch: instrumentFetch(answer, metrics, plain.clock),
  };
  const declared = testDeclaration();
  const declaration = defineConnector({
    ...declared,
    streams: [
      {
        ...declared.streams[0],
        maxRejectedRatio: 1,
        contract: { newColumn: 'evolve' },
      },
    ],
  });
  const run = () =>
    runStream({
      declaration,
      stream: declaration.streams[0],
      secret: 'secret-key',
      ports,
    });
  return { metrics, ports, run, store };
}

/** The value of a series; undefined when it was never told. */
function valueOf(metrics: Metrics, series: string): number | undefined {
  const line = metrics
    .text()
    .split('\n')
    .find(one => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

describe('the numbers of a run', () => {
  it('tell bytes, requests, lag, what was set aside and why, and how the table grew', async () => {
    const source = new TestSource(4);
    source.rows[1].value = 'not a number';
    const { metrics, ports, run, store } = setUp(source.answer);
    await run();
    const of = (series: string) => valueOf(metrics, series);
    const raw = of('connector_bytes_total{stage="raw",stream="spot-price"}');
    expect(raw).toBeGreaterThan(100);
    let archived = 0;
    for (const key of await store.list('raw/')) {
      if (key.endsWith('.gz')) {
        archived += (await store.get(key))?.byteLength ?? 0;
      }
    }
    expect(
      of('connector_bytes_total{stage="archived",stream="spot-price"}'),
    ).toBe(archived);
    expect(
      of(
        'connector_http_request_duration_seconds_count{host="api.example.com"}',
      ),
    ).toBe(source.asked.length);
    expect(of('connector_cursor_lag_seconds{stream="spot-price"}')).toBe(
      (ports.clock.now() - Date.UTC(2026, 0, 4)) / 1000,
    );
    expect(metrics.text()).toMatch(
      /^connector_dlq_records_total\{reason="[a-z-]+"\} 1$/m,
    );
    expect(
      of('connector_records_total{outcome="rejected",stream="spot-price"}'),
    ).toBe(1);
    expect(of('connector_schema_drift_total{kind="column-added"}')).toBe(1);
  });

  it('tell requests that were asked again, by what was answered', async () => {
    const source = new TestSource(2);
    let asked = 0;
    const { metrics, run } = setUp(async url => {
      asked += 1;
      return asked < 3
        ? new Response('busy', { status: 503 })
        : source.answer(url);
    });
    await run();
    expect(valueOf(metrics, 'connector_http_retries_total{reason="503"}')).toBe(
      2,
    );
    expect(
      valueOf(
        metrics,
        'connector_http_requests_total{host="api.example.com",status_class="5xx"}',
      ),
    ).toBe(2);
  });

  it('tell a run that another was quicker than', async () => {
    const source = new TestSource(4);
    const store = new MemoryStore();
    const other = setUp(source.answer, store);
    let asked = 0;
    const { metrics, run } = setUp(async url => {
      asked += 1;
      if (asked === 2) {
        await other.run();
      }
      return source.answer(url);
    }, store);
    await expect(run()).rejects.toMatchObject({ failure: 'conflict' });
    expect(
      valueOf(metrics, 'connector_commit_conflicts_total{stream="spot-price"}'),
    ).toBe(1);
  });
});
