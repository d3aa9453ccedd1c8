/*
 * What happens to pages: contracts, windows, duplicates, partitions, expectations, lineage, and streams without end.
 */
import { gunzipSync } from 'node:zlib';
import { readCheckpoint, stateName } from '../checkpoint';
import type { ConnectorDeclaration, StreamDeclaration } from '../declaration';
import { defineConnector } from '../declaration';
import { MemoryStore } from '../memoryStore';
import { createMetrics } from '../metrics/registry';
import type { ObjectStore } from '../ports';
import type { QualityCheck } from '../quality/types';
import { runStream } from '../runStream';
import { MemorySink } from '../sinks/memorySink';
import type { RawPage, Source } from '../source/types';
import { readTable, tableOf } from '../tables';
import { testDeclaration, testPorts, TestSource } from '../testSource';
import { readSchemaVersion } from './schemaVersions';

type Change = Partial<StreamDeclaration>;

function declare(change: Change = {}): ConnectorDeclaration {
  const declared = testDeclaration();
  return defineConnector({
    ...declared,
    streams: [{ ...declared.streams[0], ...change }],
  });
}

const run = (
  declaration: ConnectorDeclaration,
  ports: ReturnType<typeof testPorts>,
  more: Partial<Parameters<typeof runStream>[0]> = {},
) =>
  runStream({
    declaration,
    stream: declaration.streams[0],
    secret: 'secret-key',
    ports,
    ...more,
  });

async function linesBelow(
  store: ObjectStore,
  prefix: string,
): Promise<Array<Record<string, unknown>>> {
  const lines: Array<Record<string, unknown>> = [];
  for (const key of await store.list(prefix)) {
    const text = Buffer.from((await store.get(key)) ?? []).toString();
    lines.push(
      ...text
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
    );
  }
  return lines;
}

describe('archive', () => {
  it('keeps every answer compressed, with a manifest whose digest is true', async () => {
    const ports = testPorts({ fetch: new TestSource(3).answer });
    await run(declare(), ports);
    const keys = await ports.store.list('raw/');
    expect(keys).toEqual([
      'raw/eia/spot-price/dt=2026-11-21/run=000000000-20261121T060000Z/page-000000.json.gz',
      'raw/eia/spot-price/dt=2026-11-21/run=000000000-20261121T060000Z/page-000000.manifest.json',
      'raw/eia/spot-price/dt=2026-11-21/run=000000000-20261121T060000Z/page-000001.json.gz',
      'raw/eia/spot-price/dt=2026-11-21/run=000000000-20261121T060000Z/page-000001.manifest.json',
    ]);
    const packed = (await ports.store.get(keys[0])) ?? new Uint8Array();
    const text = gunzipSync(packed).toString();
    expect(JSON.parse(text).response.data).toHaveLength(2);
    const [manifest] = await linesBelow(ports.store, keys[1]);
    const { createHash } = await import('node:crypto');
    expect(manifest).toMatchObject({
      key: keys[0],
      sha256: createHash('sha256').update(text).digest('hex'),
      bytes: text.length,
      status: 200,
      window: { from: '2026-01-01' },
    });
  });
});

describe('contracts', () => {
  const evolving = (contract: StreamDeclaration['contract']) =>
    declare({ contract, maxRejectedRatio: 1 });

  it('evolve: the table grows, the version is remembered, and the next run knows it', async () => {
    const source = new TestSource(3);
    const ports = testPorts({ fetch: source.answer });
    const declaration = evolving({ newColumn: 'evolve' });
    const report = await run(declaration, ports);
    expect(report.schemaVersion).toBe(2);
    const rows = await readTable(ports.store, declaration.streams[0]);
    expect(rows[0]).toMatchObject({ extra: 'ignored' });
    expect(await readSchemaVersion(ports.store, 'spot-price')).toMatchObject({
      version: 2,
      changes: [
        { change: 'column-added', column: 'extra', type: 'string or null' },
      ],
    });
    expect(ports.logged.join()).toContain('"event":"schema"');
    await ports.clock.sleep(1_000);
    expect((await run(declaration, ports)).schemaVersion).toBe(2);
  });

  it('evolve: a memory table gets the column too, and what would narrow is set aside', async () => {
    const source = new TestSource(3);
    source.rows[1].series = JSON.parse('7');
    const sink = new MemorySink();
    const ports = testPorts({ fetch: source.answer });
    const declaration = evolving({ newColumn: 'evolve', wrongType: 'evolve' });
    const report = await run(declaration, ports, { sink });
    expect(report).toMatchObject({ accepted: 2, rejected: 1 });
    const version = await readSchemaVersion(ports.store, 'spot-price');
    const table = tableOf(declaration.streams[0], version?.added);
    expect((await sink.read(table))[0]).toHaveProperty('extra', 'ignored');
    expect(await linesBelow(ports.store, 'dlq/')).toEqual([
      {
        reason: 'wrong-type',
        path: 'series',
        problems: ['series: expected string, got number'],
        record: expect.objectContaining({ series: 7, period: '2026-01-02' }),
        request: expect.stringContaining('/petroleum/pri/spt/data/'),
        run: report.run,
        page: 0,
      },
    ]);
    expect(await ports.store.list('dlq/')).toEqual([
      `dlq/eia/spot-price/dt=2026-11-21/run=${report.run}/page-000000.jsonl`,
    ]);
  });

  it('freeze: stops, and nothing of the page is written', async () => {
    const ports = testPorts({ fetch: new TestSource(3).answer });
    const declaration = evolving({ newColumn: 'freeze' });
    await expect(run(declaration, ports)).rejects.toMatchObject({
      failure: 'contract',
      message: expect.stringContaining("'extra'"),
    });
    expect(await readTable(ports.store, declaration.streams[0])).toEqual([]);
  });

  it('discard_row and discard_value', async () => {
    const ports = testPorts({ fetch: new TestSource(3).answer });
    const rows = await run(evolving({ newColumn: 'discard_row' }), ports);
    expect(rows).toMatchObject({ accepted: 0, rejected: 3 });
    const other = testPorts({ fetch: new TestSource(3).answer });
    const kept = await run(evolving({ newColumn: 'discard_value' }), other);
    expect(kept).toMatchObject({ accepted: 3, rejected: 0 });
    expect(other.logged.join()).toContain('"event":"schema-drift"');
  });

  it('stops when more is set aside than the stream allows, over all pages', async () => {
    const source = new TestSource(10);
    for (const index of [1, 3, 5]) {
      source.rows[index].value = 'n/a';
    }
    const tolerant = declare({ maxRejectedRatio: 0.3 });
    await run(tolerant, testPorts({ fetch: source.answer }));
    const strict = declare({ maxRejectedRatio: 0.2 });
    await expect(
      run(strict, testPorts({ fetch: source.answer })),
    ).rejects.toThrow(/3 of 10 rows/);
  });
});

describe('windows and duplicates', () => {
  const clientSide = () =>
    declare({
      cursor: {
        field: 'period',
        filter: 'client',
        granularity: 'day',
        initial: '2026-01-01',
        lookback: 2,
      },
      pagination: { kind: 'none' },
    });
  /** A source that always gives everything, newest first, as AlphaVantage does. */
  const everything = (source: TestSource) => async () =>
    Response.json({ response: { data: [...source.rows].reverse() } });

  it('a source that gives everything is filtered here, and late revisions come in', async () => {
    const source = new TestSource(6);
    const ports = testPorts({ fetch: everything(source) });
    const declaration = clientSide();
    expect((await run(declaration, ports)).accepted).toBe(6);
    source.rows[4].value = '99';
    source.rows[0].value = '11';
    await ports.clock.sleep(86_400_000);
    const again = await run(declaration, ports);
    expect(again).toMatchObject({ accepted: 3, reached: '2026-01-06' });
    const rows = await readTable(ports.store, declaration.streams[0]);
    expect(rows.map(row => row.value)).toEqual([
      70.5, 71.5, 72.5, 73.5, 99, 75.5,
    ]);
  });

  it('a row that comes on two pages is written once; a newer one replaces it', async () => {
    const source = new TestSource(3);
    source.rows.push({ ...source.rows[0] }, { ...source.rows[1], value: '5' });
    const ports = testPorts({ fetch: source.answer });
    const declaration = declare();
    const report = await run(declaration, ports);
    expect(report).toMatchObject({ accepted: 4, duplicates: 1 });
    const rows = await readTable(ports.store, declaration.streams[0]);
    expect(rows.map(row => row.value)).toEqual([70.5, 5, 72.5]);
  });

  it('a cursor that cannot be ordered is set aside, not believed', async () => {
    const source = new TestSource(3);
    source.rows[2].period = '2026-01-03T00';
    const loose = declare({ maxRejectedRatio: 1 });
    const { schema } = loose.streams[0];
    const declaration = declare({
      maxRejectedRatio: 1,
      schema: {
        ...schema,
        properties: { ...schema.properties, period: { type: 'string' } },
      },
    });
    const ports = testPorts({ fetch: source.answer });
    expect(await run(declaration, ports)).toMatchObject({
      accepted: 2,
      rejected: 1,
      reached: '2026-01-02',
    });
  });
});

describe('partitions', () => {
  const bySymbol = declare({
    partitions: [{ series: 'A' }, { series: 'B' }, { series: 'C' }],
    parameters: { series: '{series}' },
  });

  function sourceBySeries(broken?: string) {
    const days: Record<string, number> = { A: 3, B: 5, C: 2 };
    return async (address: string) => {
      const series = new URL(address).searchParams.get('series') ?? '';
      if (series === broken) {
        return Response.json({ error: 'no such series' });
      }
      const source = new TestSource(days[series]);
      source.rows.forEach(row => {
        row.series = series;
      });
      return source.answer(address);
    };
  }

  it('each has a pass and a state of its own', async () => {
    const ports = testPorts({ fetch: sourceBySeries() });
    const report = await run(bySymbol, ports);
    expect(report).toMatchObject({ accepted: 10, reached: '2026-01-02' });
    expect(report.partitions).toHaveLength(3);
    expect(new Set(report.partitions.map(one => one.run)).size).toBe(3);
    const reached = await Promise.all(
      ['A', 'B', 'C'].map(
        async series =>
          (
            await readCheckpoint(
              ports.store,
              stateName('spot-price', { series }),
            )
          ).reached,
      ),
    );
    expect(reached).toEqual(['2026-01-03', '2026-01-05', '2026-01-02']);
    expect(await readTable(ports.store, bySymbol.streams[0])).toHaveLength(10);
  });

  it('one that is refused does not hold the others back, and the run still fails', async () => {
    const ports = testPorts({ fetch: sourceBySeries('B') });
    await expect(run(bySymbol, ports)).rejects.toMatchObject({
      failure: 'rejected',
    });
    expect(await readTable(ports.store, bySymbol.streams[0])).toHaveLength(5);
  });
});

describe('expectations', () => {
  const expecting = (...checks: QualityCheck[]) => declare({ checks });
  const tooMany: QualityCheck = {
    check: 'row-count',
    max: 2,
    severity: 'fail',
  };

  it('fail: the cursor does not move, and the last page is not committed', async () => {
    const metrics = createMetrics();
    const ports = {
      ...testPorts({ fetch: new TestSource(3).answer }),
      metrics,
    };
    const declaration = expecting(tooMany);
    await expect(run(declaration, ports)).rejects.toMatchObject({
      failure: 'quality',
      message: expect.stringContaining('row-count: 3 rows'),
    });
    const state = await readCheckpoint(ports.store, 'spot-price');
    expect(state.reached).toBeUndefined();
    expect(state.open).toBeUndefined();
    expect(await readTable(ports.store, declaration.streams[0])).toHaveLength(
      2,
    );
    const [document] = await ports.store.list('quality/');
    const bytes = await ports.store.get(document);
    expect(JSON.parse(Buffer.from(bytes ?? []).toString())).toMatchObject({
      rows: 3,
      results: [{ check: 'row-count', outcome: 'fail', severity: 'fail' }],
    });
    expect(metrics.text()).toContain(
      'connector_dq_check_result{check="row-count",severity="fail",stream="spot-price"} 0',
    );
    const mended = expecting({ ...tooMany, max: 9 });
    expect(await run(mended, ports)).toMatchObject({
      accepted: 3,
      reached: '2026-01-03',
      quality: [{ outcome: 'pass' }],
    });
  });

  it('warn: is said and the cursor moves', async () => {
    const ports = testPorts({ fetch: new TestSource(3).answer });
    const report = await run(
      expecting({ ...tooMany, severity: 'warn' }),
      ports,
    );
    expect(report).toMatchObject({
      reached: '2026-01-03',
      quality: [{ outcome: 'fail', severity: 'warn' }],
    });
    expect(ports.logged.join()).toContain('"event":"quality"');
  });

  it('freshnessHours is an expectation of the cursor', async () => {
    const ports = testPorts({ fetch: new TestSource(3).answer });
    const report = await run(declare({ freshnessHours: 24 }), ports);
    expect(report.quality).toMatchObject([
      { check: 'freshness(period)', outcome: 'fail', severity: 'warn' },
    ]);
  });
});

describe('the state in the table', () => {
  it('is believed when the checkpoint is behind it or gone', async () => {
    const sink = new MemorySink();
    const first = testPorts({ fetch: new TestSource(3).answer });
    await run(declare(), first, { sink });
    const source = new TestSource(5);
    const second = testPorts({
      fetch: source.answer,
      store: new MemoryStore(),
    });
    const report = await run(declare(), second, { sink });
    expect(new URL(source.asked[0]).searchParams.get('start')).toBe(
      '2026-01-01',
    );
    expect(second.logged.join()).toContain('state-from-table');
    expect(report.reached).toBe('2026-01-05');
  });
});

describe('streams without an end', () => {
  /** A topic of numbers: a page of two, then nothing until more is sent. */
  function topic(total: () => number, onIdle: () => void): Source {
    return {
      async readPage({ token, archive }): Promise<RawPage> {
        const at = typeof token === 'number' ? token : 0;
        const numbers = [at, at + 1].filter(one => one < total());
        if (numbers.length === 0) {
          onIdle();
        }
        const records = numbers.map(one => ({
          period: '2026-01-01',
          series: `n${one}`,
          value: one,
        }));
        const answer = {
          raw: Buffer.from(JSON.stringify(records)),
          contentType: 'application/json',
          request: `topic from ${at}`,
          status: 200,
        };
        await archive?.(answer);
        const next = at + numbers.length;
        return {
          ...answer,
          token: at,
          records,
          ...(numbers.length > 0 && { next }),
        };
      },
      parse: async answer => JSON.parse(Buffer.from(answer.raw).toString()),
      state: () => ({
        requests: 0,
        requestsByStatus: {},
        retries: 0,
        bytes: 0,
        rateLimitWaitMs: 0,
      }),
      close: async () => undefined,
    };
  }
  const declaration = defineConnector({
    ...declare({ cursor: undefined, kafka: { topic: 'numbers' } }),
    kind: 'kafka',
    baseUrl: 'kafka://broker:9092',
  });

  it('go on at the end until they are told to stop, and start where they stopped', async () => {
    const stop = new AbortController();
    let total = 3;
    let idle = 0;
    const source = topic(
      () => total,
      () => {
        idle += 1;
        total = Math.min(5, total + 2);
        if (idle > 2) {
          stop.abort();
        }
      },
    );
    const ports = testPorts({ stop: stop.signal });
    const options = { forever: true, createSource: () => source };
    const report = await run(declaration, ports, options);
    expect(report).toMatchObject({ accepted: 5, stopped: false });
    expect(await readCheckpoint(ports.store, 'spot-price')).toMatchObject({
      position: 5,
    });

    total = 8;
    const seen: string[] = [];
    const again = await run(declaration, testPorts({ store: ports.store }), {
      createSource: () => ({
        ...source,
        async readPage(place) {
          const page = await source.readPage(place);
          seen.push(page.request);
          return page;
        },
      }),
    });
    expect(again.accepted).toBe(3);
    expect(seen[0]).toBe('topic from 5');
    expect(await readTable(ports.store, declaration.streams[0])).toHaveLength(
      8,
    );
  });

  it('are judged every hour, with the source left open', async () => {
    const stop = new AbortController();
    const total = 2;
    let idle = 0;
    let closed = 0;
    const ports = testPorts({ stop: stop.signal });
    const source = topic(
      () => total,
      () => {
        idle += 1;
        ports.clock.sleep(1_800_000);
        if (idle > 5) {
          stop.abort();
        }
      },
    );
    const report = await run(declaration, ports, {
      forever: true,
      createSource: () => ({
        ...source,
        close: async () => {
          closed += 1;
        },
      }),
    });
    expect(report.accepted).toBe(2);
    expect(closed).toBe(1);
    const ended = ports.logged.filter(line => line.includes('run-ended'));
    expect(ended.length).toBeGreaterThan(1);
    const lineage = await ports.store.list('lineage/');
    expect(lineage.filter(key => key.endsWith('complete.json'))).toHaveLength(
      ended.length + 1,
    );
  });

  it('a run that is told to stop between pages goes on later', async () => {
    const stop = new AbortController();
    const source = new TestSource(5);
    const ports = testPorts({
      stop: stop.signal,
      fetch: async address => {
        stop.abort();
        return source.answer(address);
      },
    });
    const report = await run(declare(), ports);
    expect(report).toMatchObject({ stopped: true, pages: 1, accepted: 2 });
    const after = testPorts({ fetch: source.answer, store: ports.store });
    expect(await run(declare(), after)).toMatchObject({
      run: report.run,
      accepted: 5,
      reached: '2026-01-05',
    });
  });
});
