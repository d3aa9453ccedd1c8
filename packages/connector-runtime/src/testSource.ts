import type { ConnectorDeclaration } from './declaration';
import { defineConnector } from './declaration';
import type { Ports } from './ports';
import { MemoryStore } from './memoryStore';

/** A declaration in the shape of EIA v2, with small pages. */
export function testDeclaration(
  change: Partial<ConnectorDeclaration> = {},
): ConnectorDeclaration {
  return defineConnector({
    name: 'spot',
    source: 'eia',
    baseUrl: 'https://api.example.com/v2',
    authentication: { in: 'query', name: 'api_key', secret: 'EIA_API_KEY' },
    streams: [
      {
        name: 'spot-price',
        path: '/petroleum/pri/spt/data/',
        parameters: { frequency: 'daily', 'data[0]': 'value' },
        pagination: {
          kind: 'offset',
          offsetParameter: 'offset',
          limitParameter: 'length',
          pageSize: 2,
          totalAt: 'response.total',
        },
        cursor: {
          field: 'period',
          parameter: 'start',
          granularity: 'day',
          initial: '2026-01-01',
          lookback: 2,
        },
        recordsAt: 'response.data',
        errorsAt: ['error'],
        primaryKey: ['period', 'series'],
        maxRejectedRatio: 0,
        schema: {
          type: 'object',
          required: ['period', 'series', 'value'],
          additionalProperties: true,
          properties: {
            period: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
            series: { type: 'string' },
            value: {
              type: ['number', 'null'],
              'x-number': true,
              'x-missing': ['.', ''],
            },
          },
        },
      },
    ],
    ...change,
  });
}

/** A source of rows by day that pages like EIA and echoes the key, as EIA may. */
export class TestSource {
  rows: Array<{
    period: string;
    series: string;
    value: string | null;
    extra?: string;
  }>;
  readonly asked: string[] = [];

  constructor(days: number) {
    this.rows = Array.from({ length: days }, (_, index) => ({
      period: `2026-01-${String(index + 1).padStart(2, '0')}`,
      series: 'RWTC',
      value: `${70 + index}.5`,
      extra: 'ignored',
    }));
  }

  answer = async (address: string): Promise<Response> => {
    this.asked.push(address);
    const query = new URL(address).searchParams;
    const found = this.rows.filter(
      row => row.period >= (query.get('start') ?? ''),
    );
    const offset = Number(query.get('offset'));
    const data = found.slice(offset, offset + Number(query.get('length')));
    return Response.json({
      response: { total: `${found.length}`, data },
      request: { params: Object.fromEntries(query) },
    });
  };
}

/** Ports whose time moves only when somebody sleeps. */
export function testPorts(
  change: Partial<Ports> = {},
): Ports & { slept: number[]; logged: string[] } {
  let now = Date.UTC(2026, 10, 21, 6);
  const slept: number[] = [];
  const logged: string[] = [];
  return {
    slept,
    logged,
    clock: {
      now: () => now,
      sleep: async milliseconds => {
        slept.push(milliseconds);
        now += milliseconds;
      },
    },
    random: () => 0.5,
    fetch: async () => Response.error(),
    store: new MemoryStore(),
    log: (event, fields) => logged.push(JSON.stringify({ event, ...fields })),
    ...change,
  };
}
