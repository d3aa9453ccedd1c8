/** A connector as it is generated: its declaration, the runtime, and the sink that the environment names. */
import type {
  ConnectorDeclaration,
  TableSink,
} from '@254carbon/connector-runtime';
import {
  createSinkFromEnvironment,
  createStoreFromEnvironment,
  defineConnector,
  runStream,
} from '@254carbon/connector-runtime';
import { answerCalls } from '../../inventory/childCalls';
import type { MemoryPoint } from '../connectorSamples';
import type { ConnectorCalls } from './sideCalls';

function declarationOf(url: string, pageRows: number): ConnectorDeclaration {
  return defineConnector({
    name: 'bench-prices',
    source: 'bench',
    baseUrl: url,
    authentication: { in: 'none' },
    limits: { maxPages: 1_000_000 },
    streams: [
      {
        name: 'prices',
        path: '/prices',
        parameters: {},
        pagination: {
          kind: 'offset',
          offsetParameter: 'offset',
          limitParameter: 'length',
          pageSize: pageRows,
          totalAt: 'response.total',
        },
        cursor: {
          field: 'period',
          parameter: 'start',
          granularity: 'second',
          initial: '1990-01-01T00:00:00Z',
          lookback: 0,
        },
        recordsAt: 'response.data',
        errorsAt: ['error'],
        primaryKey: ['period', 'series'],
        maxRejectedRatio: 0,
        table: { namespace: 'bench', name: 'prices' },
        schema: {
          type: 'object',
          required: ['period', 'series'],
          additionalProperties: false,
          properties: {
            period: { type: 'string', format: 'date-time' },
            series: { type: 'string' },
            value: {
              type: ['string', 'null'],
              format: 'decimal',
              'x-precision': 18,
              'x-scale': 4,
              'x-missing': ['.'],
            },
            volume: { type: 'integer' },
            units: { type: 'string' },
            area: { type: 'string' },
          },
        },
      },
    ],
  });
}

/** The sink, with a look at the memory after every page. */
function watched(sink: TableSink, points: MemoryPoint[]): TableSink {
  let rows = 0;
  return {
    kind: sink.kind,
    keepsCursor: sink.keepsCursor,
    ensure: table => sink.ensure(table),
    lastCommit: table => sink.lastCommit(table),
    async commit(table, batch) {
      const result = await sink.commit(table, batch);
      rows += batch.rows.length;
      const { rss, heapUsed } = process.memoryUsage();
      points.push({ rows, residentBytes: rss, heapBytes: heapUsed });
      return result;
    },
  };
}

answerCalls<ConnectorCalls>({
  async run({ url, sink, env, data, pageRows }) {
    const declaration = declarationOf(url, pageRows);
    const outside = {
      clock: {
        now: () => Date.now(),
        sleep: (ms: number) =>
          new Promise<void>(resolve => setTimeout(resolve, ms)),
      },
      random: Math.random,
      fetch: (address: string, init: RequestInit) => fetch(address, init),
    };
    // Archives and checkpoints go where the rows go: to the bucket with `s3`, else to a folder, as on a desk.
    const store = await createStoreFromEnvironment(
      sink === 's3' ? env : {},
      outside,
      { folder: data },
    );
    const ports = { ...outside, log: () => undefined, store };
    const memory: MemoryPoint[] = [];
    const inner = await createSinkFromEnvironment(
      { CONNECTOR_SINK: sink, ...env },
      ports,
    );
    const cpu = process.cpuUsage();
    const begun = performance.now();
    const report = await runStream({
      declaration,
      stream: declaration.streams[0],
      secret: '',
      ports,
      sink: watched(inner, memory),
    });
    const milliseconds = performance.now() - begun;
    const { user, system } = process.cpuUsage(cpu);
    return {
      rows: report.accepted,
      pages: report.pages,
      milliseconds,
      cpuMs: (user + system) / 1000,
      memory,
    };
  },
});
