import { createDataSources } from '@254carbon/platform-simulator';
import type { ConnectorDeclaration, StreamDeclaration } from '../declaration';
import { defineConnector } from '../declaration';
import { checkRow } from '../schema';
import type { TestApi } from '../testSevenApis';
import { testApis } from '../testSevenApis';
import { testPorts } from '../testSource';
import { createSource } from './createSource';
import type { RawPage } from './types';

/*
 * The same runtime against APIs that somebody else wrote: the demo platform's own seven, each with every item of its
 * failure menu. What is asserted is the outcome a person would want: the same rows, other rows that say so, or an error
 * of the right kind; never fewer rows without a word.
 */

type Fault = Parameters<typeof createDataSources>[0]['faults'] extends
  | ((host: string) => infer F)
  | undefined
  ? NonNullable<F>
  : never;

interface Simulated {
  readonly api: TestApi;
  readonly host: string;
  /** Path of the base URL on the real host. */
  readonly base: string;
  readonly stream: Partial<StreamDeclaration>;
  readonly window: { from: string; to?: string };
  /** What the API's own error in a good answer, and its exhausted quota, must become. */
  readonly hidden: string;
  readonly exhausted: string;
  readonly paged: boolean;
}

const KEY = 'abcdefabcdefabcdefabcdefabcdef12';
const june = { from: '2026-06-01', to: '2026-06-19' };

function offsetBy(api: TestApi, pageSize: number): Partial<StreamDeclaration> {
  const { pagination } = api.declaration.streams[0];
  return {
    pagination:
      pagination.kind === 'offset' ? { ...pagination, pageSize } : pagination,
  };
}

const { alphaVantage, polygon, eia, gie, census, noaa, weather, fred } =
  testApis;

const simulated: Readonly<Record<string, Simulated>> = {
  alphaVantage: {
    api: alphaVantage,
    host: 'www.alphavantage.co',
    base: '',
    stream: {},
    window: june,
    hidden: 'rejected',
    exhausted: 'unavailable',
    paged: false,
  },
  polygon: {
    api: polygon,
    host: 'api.polygon.io',
    base: '',
    stream: { parameters: { sort: 'asc', limit: '5' } },
    window: june,
    hidden: 'rejected',
    exhausted: 'unavailable',
    paged: true,
  },
  eia: {
    api: eia,
    host: 'api.eia.gov',
    base: '/v2',
    stream: {
      parameters: {
        frequency: 'daily',
        'data[0]': 'value',
        'facets[series][]': 'RWTC',
        'sort[0][column]': 'period',
        'sort[0][direction]': 'asc',
      },
      ...offsetBy(eia, 5),
    },
    window: june,
    hidden: 'rejected',
    exhausted: 'unavailable',
    paged: true,
  },
  gie: {
    api: gie,
    host: 'agsi.gie.eu',
    base: '/api',
    stream: {
      pagination: {
        kind: 'last-page',
        pageParameter: 'page',
        sizeParameter: 'size',
        pageSize: 5,
        lastPageAt: 'last_page',
      },
    },
    window: june,
    hidden: 'authentication',
    exhausted: 'unavailable',
    paged: true,
  },
  census: {
    api: census,
    host: 'api.census.gov',
    base: '/data',
    stream: {
      parameters: {
        get: 'cell_value,data_type_code,category_code',
        for: 'us:*',
        time: 'from {from}',
      },
    },
    window: { from: '2026-01' },
    hidden: 'authentication',
    exhausted: 'unavailable',
    paged: false,
  },
  noaa: {
    api: noaa,
    host: 'www.ncei.noaa.gov',
    base: '/cdo-web/api/v2',
    stream: {
      parameters: {
        datasetid: 'GHCND',
        stationid: 'GHCND:USW00013874',
        datatypeid: 'TMAX',
        units: 'metric',
      },
      ...offsetBy(noaa, 5),
    },
    window: june,
    hidden: 'unavailable',
    exhausted: 'unavailable',
    paged: true,
  },
  weather: {
    api: weather,
    host: 'api.weather.gov',
    base: '',
    stream: { path: '/gridpoints/HGX/65,97/forecast/hourly' },
    window: { from: '2026-06-24' },
    hidden: 'contract',
    exhausted: 'unavailable',
    paged: false,
  },
  fred: {
    api: fred,
    host: 'api.stlouisfed.org',
    base: '/fred',
    stream: offsetBy(fred, 5),
    window: { from: '2026-06-01' },
    hidden: 'authentication',
    exhausted: 'unavailable',
    paged: true,
  },
};

function declare(one: Simulated, limits: ConnectorDeclaration['limits'] = {}) {
  const { declaration } = one.api;
  return defineConnector({
    ...declaration,
    baseUrl: `https://${one.host}${one.base}`,
    streams: [{ ...declaration.streams[0], ...one.stream }],
    limits: { baseDelayMs: 1, ...limits },
  });
}

/** Reads a stream to its end, or to its error, through the simulator with a fault in the given calls. */
async function read(
  one: Simulated,
  fault?: Fault,
  given: {
    broken?: (call: number) => boolean;
    limits?: ConnectorDeclaration['limits'];
    wait?: () => Promise<void>;
  } = {},
) {
  const { broken = () => true } = given;
  let calls = 0;
  const base = testPorts();
  await base.clock.sleep(Date.parse('2026-06-24T12:00:00Z') - base.clock.now());
  base.slept.length = 0;
  const handle = createDataSources({
    clock: base.clock,
    faults: () => (broken(calls) ? fault : undefined),
    wait: given.wait ?? (async () => undefined),
  });
  const declaration = declare(one, given.limits);
  const [stream] = declaration.streams;
  const source = createSource({
    declaration,
    stream,
    secret: KEY,
    ports: {
      ...base,
      fetch: async (url, { headers, signal }) => {
        calls += 1;
        const answer = await handle(new Request(url, { headers, signal }));
        // As in a real network, an aborted request also ends the body.
        const body = answer.body?.pipeThrough(new TransformStream(), {
          signal,
        });
        return new Response(body, answer);
      },
    },
  });
  const records: unknown[] = [];
  let failure: string | undefined;
  let message = '';
  let page: RawPage | undefined;
  try {
    do {
      page = await source.readPage({
        window: one.window,
        token: page?.next,
        partition: stream.partitions?.[0],
      });
      records.push(...page.records);
    } while (page.next !== undefined);
  } catch (error) {
    failure = Object(error).failure ?? 'unexpected';
    message = String(error);
  }
  return { records, failure, message, calls, slept: base.slept, stream };
}

const once = (call: number) => call === 1;

describe.each(Object.entries(simulated))('%s, simulated', (_name, one) => {
  let good: readonly unknown[] = [];
  beforeAll(async () => {
    const { records, failure, message } = await read(one);
    if (failure) {
      throw new Error(`Without a fault: ${failure}: ${message}`);
    }
    good = records;
  });
  const { valueColumn } = one.api;
  const column = (records: readonly unknown[], name: string) =>
    records.map(record => Object(record)[name]);

  it('gives rows that keep their schema', async () => {
    const { schema } = one.api.declaration.streams[0];
    expect(good.length).toBeGreaterThan(3);
    for (const record of good) {
      expect(checkRow(schema, record)).toMatchObject({ ok: true });
    }
  });

  it('429 with Retry-After, once: the same rows, after the wait that was asked for', async () => {
    const { records, slept } = await read(one, '429-retry-after', {
      broken: once,
    });
    expect(records).toEqual(good);
    expect(slept[0]).toBeGreaterThanOrEqual(2_000);
  });

  it('429 without Retry-After, once: the same rows; for ever: unavailable', async () => {
    const back = await read(one, '429', { broken: once });
    expect(back.records).toEqual(good);
    const gone = await read(one, '429', { limits: { maxAttempts: 3 } });
    expect(gone).toMatchObject({
      failure: 'unavailable',
      calls: 3,
      records: [],
    });
  });

  it('an error with status 200: the kind of error that it is', async () => {
    const { failure, records } = await read(one, '200-with-error');
    expect(failure).toBe(one.hidden);
    expect(records).toEqual([]);
  });

  it('HTML with status 200: an error, no rows', async () => {
    const { failure, records } = await read(one, 'html-200');
    expect(failure).toBe(_name === 'weather' ? 'unavailable' : 'contract');
    expect(records).toEqual([]);
  });

  it('204: nothing, no error', async () => {
    const { failure, records } = await read(one, '204');
    expect(failure).toBeUndefined();
    expect(records).toEqual([]);
  });

  it('500 and then ok: the same rows', async () => {
    const { records, failure } = await read(one, '500-then-ok');
    expect(failure).toBeUndefined();
    expect(records).toEqual(good);
  });

  it('slow: within the timeout the same rows, beyond it unavailable', async () => {
    const patient = await read(one, 'slow-body');
    expect(patient.records).toEqual(good);
    const hasty = await read(one, 'slow-body', {
      limits: { requestTimeoutMs: 5, maxAttempts: 2 },
      wait: () => new Promise(() => undefined),
    });
    expect(hasty).toMatchObject({ failure: 'unavailable', calls: 2 });
  });

  it('cut, once: the same rows; for ever: unavailable, no half page', async () => {
    const back = await read(one, 'cut-body', { broken: once });
    expect(back.records).toEqual(good);
    const gone = await read(one, 'cut-body', { limits: { maxAttempts: 2 } });
    expect(gone).toMatchObject({ failure: 'unavailable', records: [] });
  });

  it('pages in a loop: an error where there are pages, and never without an end', async () => {
    const { failure, records } = await read(one, 'next-page-loop');
    expect(failure).toBe(one.paged ? 'contract' : undefined);
    expect(records.length).toBeLessThanOrEqual(good.length);
  });

  it('a duplicate row: given twice with one key, nothing lost', async () => {
    const { records, failure, stream } = await read(one, 'duplicate-row');
    const keys = (rows: readonly unknown[]) =>
      new Set(
        rows.map(row =>
          JSON.stringify(stream.primaryKey.map(key => Object(row)[key])),
        ),
      );
    expect(failure).toBeUndefined();
    expect(keys(records)).toEqual(keys(good));
    // AlphaVantage repeats its oldest row, which is long before the window.
    const extra = _name === 'alphaVantage' ? 0 : 1;
    expect(records.length).toBeGreaterThanOrEqual(good.length + extra);
  });

  it('revised values: the same keys with other values', async () => {
    const { records } = await read(one, 'revised-value');
    expect(column(records, 'date')).toEqual(column(good, 'date'));
    expect(records).not.toEqual(good);
  });

  it('a new column: arrives with every row, for the contract to judge', async () => {
    const { records } = await read(one, 'new-column');
    expect(records).toHaveLength(good.length);
    expect(new Set(column(records, 'quality_flag'))).toEqual(new Set(['A']));
  });

  it('numbers as text, or text as numbers: the same exact decimals', async () => {
    const { records } = await read(one, 'type-change');
    expect(column(records, valueColumn)).toEqual(column(good, valueColumn));
  });

  it('the quota is used up: unavailable, at once or after the attempts', async () => {
    const { failure, records } = await read(one, 'quota-exhausted', {
      limits: { maxAttempts: 2 },
    });
    expect(failure).toBe(one.exhausted);
    expect(records).toEqual([]);
  });
});
