import fc from 'fast-check';
import type { Pagination } from '../../declaration';
import { defineConnector } from '../../declaration';
import type {
  ConnectorDeclaration,
  StreamDeclaration,
} from '../../declaration';
import type { Fetch } from '../../ports';
import { testPorts } from '../../testSource';
import { relocate } from '../address';
import { createSource } from '../createSource';
import type { RawPage, SourcePorts } from '../types';

const SECRET = 'the-key-that-nobody-sees';

function declare(
  pagination: Pagination,
  change: Partial<StreamDeclaration> = {},
  base: Partial<ConnectorDeclaration> = {},
): ConnectorDeclaration {
  return defineConnector({
    name: 'paged',
    source: 'pages',
    baseUrl: 'https://api.example.com/v1',
    authentication: { in: 'query', name: 'apiKey', secret: 'PAGES_KEY' },
    streams: [
      {
        name: 'rows',
        path: '/rows',
        parameters: { series: 'a b' },
        pagination,
        recordsAt: 'data',
        errorsAt: [],
        primaryKey: ['id'],
        maxRejectedRatio: 0,
        schema: {
          type: 'object',
          required: ['id'],
          additionalProperties: true,
          properties: { id: { type: 'integer' } },
        },
        ...change,
      },
    ],
    ...base,
  });
}

/** Reads to the end; `restart` makes a new source for every page, as after a crash. */
async function readAll(
  declaration: ConnectorDeclaration,
  fetch: Fetch,
  restart = false,
) {
  const asked: URL[] = [];
  const headers: Array<Record<string, string>> = [];
  const tokens: unknown[] = [];
  const ports: SourcePorts = testPorts({
    fetch: async (url, init) => {
      asked.push(new URL(url));
      headers.push(init.headers);
      return fetch(url, init);
    },
  });
  const make = () =>
    createSource({
      declaration,
      stream: declaration.streams[0],
      secret: SECRET,
      ports,
    });
  let source = make();
  let page: RawPage | undefined;
  const ids: unknown[] = [];
  do {
    source = restart ? make() : source;
    // A token goes through JSON, as in a checkpoint.
    const token =
      page?.next === undefined
        ? undefined
        : JSON.parse(JSON.stringify(page.next));
    page = await source.readPage({ window: {}, token });
    tokens.push(page.next);
    ids.push(...page.records.map(record => Object(record).id));
  } while (page.next !== undefined);
  return { ids, asked, headers, tokens };
}

const rowsOf = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => ({
    id: from + at,
  }));

/** Servers of `total` rows, by kind of pages; `size` rows a page. */
const kinds: ReadonlyArray<
  [string, (size: number) => Pagination, (total: number, size: number) => Fetch]
> = [
  [
    'page until a short one',
    pageSize => ({
      kind: 'page',
      pageParameter: 'p',
      sizeParameter: 'n',
      pageSize,
    }),
    (total, size) => async url => {
      const at = (Number(new URL(url).searchParams.get('p')) - 1) * size;
      return Response.json({ data: rowsOf(at, Math.min(total, at + size)) });
    },
  ],
  [
    'last page',
    pageSize => ({
      kind: 'last-page',
      pageParameter: 'p',
      lastPageAt: 'last',
      pageSize,
    }),
    (total, size) => async url => {
      const at = (Number(new URL(url).searchParams.get('p')) - 1) * size;
      return Response.json({
        last: String(Math.max(1, Math.ceil(total / size))),
        data: rowsOf(at, Math.min(total, at + size)),
      });
    },
  ],
  ...([0, 1] as const).map(
    (
      firstOffset,
    ): [
      string,
      (size: number) => Pagination,
      (total: number, size: number) => Fetch,
    ] => [
      `offset from ${firstOffset}`,
      pageSize => ({
        kind: 'offset',
        offsetParameter: 'o',
        limitParameter: 'l',
        firstOffset,
        pageSize,
        totalAt: 'meta.total',
      }),
      (total, size) => async url => {
        const query = new URL(url).searchParams;
        const at = Number(query.get('o')) - firstOffset;
        expect(Number(query.get('l'))).toBe(size);
        return Response.json({
          meta: { total: `${total}` },
          data: rowsOf(at, Math.min(total, at + size)),
        });
      },
    ],
  ),
  [
    'cursor in the body',
    () => ({ kind: 'cursor', cursorParameter: 'after', cursorAt: 'meta.next' }),
    (total, size) => async url => {
      const at = Number(new URL(url).searchParams.get('after') ?? 0);
      const end = Math.min(total, at + size);
      return Response.json({
        meta: { next: end < total ? `${end}` : '' },
        data: rowsOf(at, end),
      });
    },
  ],
  [
    'next url',
    () => ({ kind: 'next-url', nextUrlAt: 'links.next' }),
    (total, size) => async url => {
      const address = new URL(url);
      const at = Number(address.searchParams.get('at') ?? 0);
      const end = Math.min(total, at + size);
      // Some APIs echo the key in it, as it was sent.
      address.searchParams.set('at', `${end}`);
      return Response.json({
        links: { next: end < total ? address.href : null },
        data: rowsOf(at, end),
      });
    },
  ],
  [
    'link header',
    () => ({ kind: 'link-header' }),
    (total, size) => async url => {
      const at = Number(new URL(url).searchParams.get('at') ?? 0);
      const end = Math.min(total, at + size);
      const next = `</v1/rows?at=${end}>; rel="next", `;
      return Response.json(
        { data: rowsOf(at, end) },
        {
          headers: {
            link: `${end < total ? next : ''}</v1/rows>; rel="first"`,
          },
        },
      );
    },
  ],
];

describe.each(kinds)('%s', (_name, pagination, server) => {
  it('reads every row once, whatever the number, also when each page is read by a new process', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        async (total, size, restart) => {
          const { ids, asked, tokens } = await readAll(
            declare(pagination(size)),
            server(total, size),
            restart,
          );
          expect(ids).toEqual(rowsOf(0, total).map(row => row.id));
          for (const url of asked) {
            expect(url.searchParams.getAll('apiKey')).toEqual([SECRET]);
          }
          expect(JSON.stringify(tokens)).not.toContain(SECRET);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('stops when the source gives the same page for ever', async () => {
    const first = await server(20, 4)(
      'https://api.example.com/v1/rows?p=1&o=0&l=4',
      {
        headers: {},
        redirect: 'manual',
        signal: new AbortController().signal,
      },
    );
    const stuck = async () => first.clone();
    for (const restart of [false, true]) {
      await expect(
        readAll(declare(pagination(4)), stuck, restart),
      ).rejects.toMatchObject({
        failure: 'contract',
        message: expect.stringMatching(/repeats the page|read already/),
      });
    }
  });

  it('stops at the greatest number of pages', async () => {
    await expect(
      readAll(
        declare(pagination(2), {}, { limits: { maxPages: 3 } }),
        server(20, 2),
      ),
    ).rejects.toMatchObject({ message: expect.stringContaining('maxPages') });
  });
});

describe('loops', () => {
  const cursor: Pagination = {
    kind: 'cursor',
    cursorParameter: 'after',
    cursorAt: 'next',
  };

  it('of two pages that name each other, and of pages that come again later', async () => {
    let page = 0;
    const names = ['b', 'a', 'b', 'a'];
    await expect(
      readAll(declare(cursor), async () => {
        page += 1;
        return Response.json({ next: names[page - 1], data: [{ id: page }] });
      }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('read already'),
    });
    let again = 0;
    await expect(
      readAll(declare(cursor), async () => {
        again += 1;
        return Response.json({ next: `t${again}`, data: [{ id: again % 3 }] });
      }),
    ).rejects.toMatchObject({ message: expect.stringContaining('repeats') });
  });

  it('of empty pages that go on naming a next one; a single one is followed', async () => {
    let calls = 0;
    await expect(
      readAll(declare(cursor), async () => {
        calls += 1;
        return Response.json({ next: `t${calls}`, data: [] });
      }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('without rows'),
    });
    expect(calls).toBe(3);
    const pages = [
      { next: 't1', data: [{ id: 1 }] },
      { next: 't2', data: [] },
      { next: null, data: [{ id: 2 }] },
    ];
    let page = 0;
    const { ids } = await readAll(declare(cursor), async () => {
      page += 1;
      return Response.json(pages[page - 1]);
    });
    expect(ids).toEqual([1, 2]);
  });
});

describe('next pages on other hosts', () => {
  const next: Pagination = { kind: 'next-url', nextUrlAt: 'next' };

  it.each([
    'https://evil.example.org/v1/rows?at=1',
    'http://api.example.com/v1/rows?at=1',
    'https://api.example.com:8443/v1/rows?at=1',
    '//evil.example.org/rows',
    'https://api.example.com@evil.example.org/rows',
    'file:///etc/passwd',
  ])('%s gets no key and no request', async address => {
    const hosts: string[] = [];
    await expect(
      readAll(declare(next), async url => {
        hosts.push(new URL(url).origin);
        return Response.json({ next: address, data: [{ id: 1 }] });
      }),
    ).rejects.toMatchObject({
      failure: 'contract',
      message: expect.stringContaining('no other host'),
    });
    expect(hosts).toEqual(['https://api.example.com']);
  });

  it('a token from a checkpoint sends the key nowhere else', async () => {
    const declaration = declare(next);
    const asked: string[] = [];
    const source = createSource({
      declaration,
      stream: declaration.streams[0],
      secret: SECRET,
      ports: testPorts({
        fetch: async url => {
          asked.push(new URL(url).origin);
          return Response.json({ data: [] });
        },
      }),
    });
    for (const at of [
      'https://evil.example.org/',
      '//evil.example.org/',
      '@evil.example.org/',
      '\\\\evil.example.org/',
    ]) {
      await source.readPage({ window: {}, token: { at, page: 1 } });
    }
    expect(new Set(asked)).toEqual(new Set(['https://api.example.com']));
  });

  it('are asked at the new address when the connector was pointed elsewhere', async () => {
    const declaration = relocate(declare(next), 'http://127.0.0.1:9/pages');
    const { asked, ids } = await readAll(declaration, async url =>
      new URL(url).searchParams.has('at')
        ? Response.json({ data: [{ id: 2 }] })
        : Response.json({
            next: 'https://api.example.com/v1/rows?at=1&apiKey=x',
            data: [{ id: 1 }],
          }),
    );
    expect(ids).toEqual([1, 2]);
    expect(asked.map(url => url.origin + url.pathname)).toEqual([
      'http://127.0.0.1:9/pages/rows',
      'http://127.0.0.1:9/pages/rows',
    ]);
  });
});

describe('keys', () => {
  const none: Pagination = { kind: 'none' };
  const sent = async (
    authentication: ConnectorDeclaration['authentication'],
  ) => {
    const { asked, headers } = await readAll(
      declare(none, {}, { authentication }),
      async () => Response.json({ data: [] }),
    );
    return { query: asked[0].search, headers: headers[0] };
  };

  it('travel as declared', async () => {
    const secret = 'PAGES_KEY';
    expect(
      (await sent({ in: 'header', name: 'x-key', secret })).headers['x-key'],
    ).toBe(SECRET);
    expect((await sent({ in: 'bearer', secret })).headers.authorization).toBe(
      `Bearer ${SECRET}`,
    );
    const basic = await sent({ in: 'basic', user: 'me', secret });
    expect(basic.headers.authorization).toBe(
      `Basic ${Buffer.from(`me:${SECRET}`).toString('base64')}`,
    );
    const open = await sent({ in: 'none' });
    expect(JSON.stringify(open)).not.toContain(SECRET);
    expect(open.query).toBe('?series=a+b');
  });
});

describe('windows and partitions', () => {
  const cursor = {
    field: 'day',
    granularity: 'day',
    initial: '2026-01-01',
    lookback: 0,
  } as const;
  const schema = {
    type: 'object',
    required: ['day'],
    additionalProperties: true,
    properties: { day: { type: 'string' }, id: { type: 'integer' } },
  };
  const read = async (
    change: Partial<StreamDeclaration>,
    window: { from?: string; to?: string },
    days: readonly string[] = [],
  ) => {
    const declaration = declare({ kind: 'none' }, { schema, ...change });
    const asked: string[] = [];
    const source = createSource({
      declaration,
      stream: declaration.streams[0],
      secret: '',
      ports: testPorts({
        fetch: async url => {
          asked.push(decodeURIComponent(url));
          return Response.json({ data: days.map(day => ({ day })) });
        },
      }),
    });
    const partition = declaration.streams[0].partitions?.[0];
    const page = await source.readPage({ window, partition });
    return { asked: asked[0], days: page.records.map(row => Object(row).day) };
  };

  it('fill the path and parameters, escaped', async () => {
    const { asked } = await read(
      {
        path: '/ticker/{ticker}/{from}/{to}',
        parameters: { time: 'from {from}' },
        partitions: [{ ticker: 'C:EUR/USD' }],
        cursor,
      },
      { from: '2026-06-01' },
    );
    expect(asked).toBe(
      'https://api.example.com/v1/ticker/C:EUR/USD/2026-06-01/2026-11-21?time=from+2026-06-01',
    );
  });

  it('go to the source as parameters when it filters', async () => {
    const { asked, days } = await read(
      { cursor: { ...cursor, parameter: 'start', endParameter: 'end' } },
      { from: '2026-06-02', to: '2026-06-03' },
      ['2026-06-02', '2026-06-09'],
    );
    expect(asked).toContain('start=2026-06-02&end=2026-06-03');
    expect(days).toEqual(['2026-06-02', '2026-06-09']);
  });

  it('are kept here when the source gives everything, or takes no end', async () => {
    const days = ['2026-06-01', '2026-06-02', '2026-06-03T05:00', '2026-06-04'];
    const window = { from: '2026-06-02', to: '2026-06-03' };
    const client = await read(
      { cursor: { ...cursor, filter: 'client', parameter: 'start' } },
      window,
      days,
    );
    expect(client.days).toEqual(['2026-06-02', '2026-06-03T05:00']);
    expect(client.asked).not.toContain('start');
    const endless = await read(
      { cursor: { ...cursor, parameter: 'start' } },
      window,
      days,
    );
    expect(endless.days).toEqual(days.slice(0, 3));
  });
});

describe('shapes', () => {
  const read = async (change: Partial<StreamDeclaration>, answer: unknown) => {
    const declaration = declare({ kind: 'none' }, change);
    const source = createSource({
      declaration,
      stream: declaration.streams[0],
      secret: '',
      ports: testPorts({ fetch: async () => Response.json(answer) }),
    });
    return (await source.readPage({ window: {} })).records;
  };

  it('an object keyed by date becomes rows with the date', async () => {
    const keyed = { shape: 'keyed', keyColumn: 'day' } as const;
    const columns = {
      close: { from: '4. close', as: 'decimal' },
      symbol: { in: 'answer', from: 'Meta Data.2. Symbol' },
    } as const;
    expect(
      await read(
        { ...keyed, recordsAt: 'Time Series (Daily)', columns },
        {
          'Meta Data': { Symbol: 'IBM' },
          'Time Series (Daily)': {
            '2026-06-18': { '4. close': '1.50' },
            '2026-06-17': { '4. close': '-' },
          },
        },
      ),
    ).toEqual([
      { close: '1.5', day: '2026-06-18' },
      { close: null, day: '2026-06-17' },
    ]);
    expect(
      await read({ ...keyed, recordsAt: 'rates' }, { rates: { USD: 1 } }),
    ).toEqual([{ day: 'USD', value: 1 }]);
    await expect(read({ ...keyed, recordsAt: 'a' }, { a: [] })).rejects.toThrow(
      'no object of rows',
    );
  });

  it('a table is read by the names of its header, wherever columns stand', async () => {
    const table = { shape: 'table', recordsAt: '' } as const;
    expect(
      await read(table, [
        ['id', 'time', 'id'],
        [1, 'x', 9],
        [2, 'y', 9, 'more'],
        [3],
        'no row',
      ]),
    ).toEqual([
      { id: 1, time: 'x' },
      { id: 2, time: 'y', unnamed_4: 'more' },
      { id: 3 },
      'no row',
    ]);
    await expect(read(table, [{ id: 1 }])).rejects.toThrow(
      'table with a header',
    );
    await expect(read(table, [])).rejects.toThrow('table with a header');
  });
});

describe('tries and budgets', () => {
  const busy = async () => new Response('', { status: 503 });
  const source = (base: Partial<ConnectorDeclaration>, fetch: Fetch) => {
    const declaration = declare({ kind: 'none' }, {}, base);
    const ports = testPorts({ fetch });
    return {
      ports,
      source: createSource({
        declaration,
        stream: declaration.streams[0],
        secret: SECRET,
        ports,
      }),
    };
  };

  it('the circuit opens for all streams of the source, and closes after a good probe', async () => {
    let calls = 0;
    let answer: () => Promise<Response> = busy;
    const limits = { maxAttempts: 2, breakerFailures: 4, baseDelayMs: 1 };
    const made = source({ limits }, async () => {
      calls += 1;
      return answer();
    });
    const read = () => made.source.readPage({ window: {} });
    await expect(read()).rejects.toThrow('status 503');
    await expect(read()).rejects.toThrow('status 503');
    await expect(read()).rejects.toThrow('left alone until');
    expect(calls).toBe(4);
    expect(made.source.state().breaker).toMatchObject({ state: 'open' });
    await made.ports.clock.sleep(30_000);
    answer = async () => Response.json({ data: [] });
    await read();
    expect(made.source.state().breaker).toMatchObject({ state: 'closed' });
  });

  it('a run has a budget of retries over all its pages', async () => {
    let calls = 0;
    const limits = { maxRetriesPerRun: 3, breakerFailures: 99, maxAttempts: 3 };
    const made = source({ limits }, async () => {
      calls += 1;
      return busy();
    });
    const read = () => made.source.readPage({ window: {} });
    await expect(read()).rejects.toThrow('503');
    await expect(read()).rejects.toThrow('503');
    await expect(read()).rejects.toThrow('503');
    expect(calls).toBe(3 + 2 + 1);
  });

  it('a page has a budget of time', async () => {
    const limits = {
      retryBudgetMs: 1_000,
      baseDelayMs: 900,
      maxAttempts: 99,
      breakerFailures: 99,
    };
    const made = source({ limits }, busy);
    await expect(made.source.readPage({ window: {} })).rejects.toThrow('503');
    expect(
      made.ports.slept.reduce((sum, ms) => sum + ms, 0),
    ).toBeLessThanOrEqual(1_000);
  });

  it('an answer has a bound on its bytes', async () => {
    const made = source({ limits: { maxAnswerBytes: 1_000 } }, async () =>
      Response.json({ data: ['x'.repeat(2_000)] }),
    );
    await expect(made.source.readPage({ window: {} })).rejects.toMatchObject({
      failure: 'contract',
      message: expect.stringContaining('1000 bytes'),
    });
  });

  it('no call is made when the quota of the day is used', async () => {
    let calls = 0;
    const made = source({ rateLimit: { group: 'g', perDay: 2 } }, async () => {
      calls += 1;
      return Response.json({ data: [] });
    });
    const read = () => made.source.readPage({ window: {} });
    await read();
    await read();
    await expect(read()).rejects.toMatchObject({
      name: 'QuotaError',
      message: expect.stringContaining('2026-11-22T00:00:00.000Z'),
    });
    expect(calls).toBe(2);
    expect(made.source.state().quota).toMatchObject({ used: 2, remaining: 0 });
  });

  it('a source that says that nothing is left is given its pause', async () => {
    const made = source({}, async () =>
      Response.json(
        { data: [] },
        {
          headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '20' },
        },
      ),
    );
    await made.source.readPage({ window: {} });
    expect(made.ports.slept).toEqual([]);
    await made.source.readPage({ window: {} });
    expect(made.ports.slept).toEqual([20_000]);
  });

  it('a replay needs no network and gives the same records', async () => {
    const made = source({}, async () => Response.json({ data: [{ id: 7 }] }));
    const kept: unknown[] = [];
    const page = await made.source.readPage({
      window: {},
      archive: async answer => {
        kept.push({
          ...answer,
          raw: Buffer.from(answer.raw).toString('base64'),
        });
      },
    });
    expect(kept).toHaveLength(1);
    const { raw, contentType, request, status } = page;
    const again = await made.source.parse(
      { raw, contentType, request, status },
      {},
    );
    expect(again).toEqual(page.records);
    expect(request).toContain('apiKey=***');
  });
});
