import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { defineConnector } from '../declaration';
import type { ConnectorDeclaration, StreamDeclaration } from '../declaration';
import { relocate } from '../source/address';
import { openRehearsal, REHEARSAL_KEY } from './openRehearsal';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rehearsal-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const NOW = '2026-06-20T06:00:00.000Z';
const ROWS = [
  { day: '2026-06-01', price: '71.25' },
  { day: '2026-06-02', price: '72.5' },
];

async function put(files: Record<string, unknown>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(
      join(root, path),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  }
}

function connector(
  change: Partial<ConnectorDeclaration>,
  stream: Partial<StreamDeclaration>,
): ConnectorDeclaration {
  return defineConnector({
    name: 'prices',
    source: 'exchange',
    baseUrl: 'https://prices.example.com',
    authentication: { in: 'none' },
    ...change,
    streams: [
      {
        name: 'daily',
        path: '/daily',
        parameters: {},
        pagination: { kind: 'none' },
        recordsAt: '',
        errorsAt: [],
        primaryKey: ['day'],
        maxRejectedRatio: 0,
        columns: { day: { as: 'date' }, price: { as: 'decimal' } },
        schema: {
          type: 'object',
          required: ['day'],
          additionalProperties: false,
          properties: {
            day: { type: 'string', format: 'date' },
            price: { type: ['string', 'null'], format: 'decimal' },
          },
        },
        ...stream,
      },
    ],
  });
}

const answer = {
  request: '/daily?',
  status: 200,
  contentType: 'application/json',
  body: ROWS,
};
const EXPECTED = { 'test/expected.json': { now: NOW, rows: ROWS } };
const LINES = ROWS.map(row => `${row.day},${row.price}`);

const WORLDS: ReadonlyArray<
  [string, Partial<ConnectorDeclaration>, Partial<StreamDeclaration>, object]
> = [
  ['rest', {}, {}, { 'fixtures/0001.json': answer }],
  [
    'files',
    { kind: 'files', baseUrl: 's3://lake' },
    { path: '/', files: { prefix: 'in/', suffix: '.csv', format: 'csv' } },
    { 'fixtures/drop/a.csv': ['day,price', ...LINES].join('\n') },
  ],
  [
    'files of Parquet',
    { kind: 'files', baseUrl: 's3://lake' },
    { files: { prefix: 'in/', suffix: '.parquet', format: 'parquet' } },
    { 'fixtures/drop/a.json': ROWS },
  ],
  [
    'kafka',
    { kind: 'kafka', baseUrl: 'kafka://broker:9092' },
    { kafka: { topic: 'prices', start: 'earliest' } },
    {
      'fixtures/messages.json': ROWS.map((row, index) => ({
        partition: 0,
        offset: String(index),
        timestamp: 0,
        value: JSON.stringify(row),
      })),
    },
  ],
  [
    'database',
    {
      kind: 'database',
      baseUrl: 'postgres://db:5432/prices',
      authentication: { in: 'basic', user: 'reader', secret: 'PASSWORD' },
    },
    {
      database: { table: 'public.daily' },
      cursor: {
        field: 'day',
        granularity: 'day',
        initial: '1970-01-01',
        lookback: 0,
      },
    },
    { 'fixtures/rows.json': ROWS },
  ],
  [
    'websocket',
    {
      kind: 'websocket',
      baseUrl: 'wss://feed.example.com',
      authentication: { in: 'header', name: 'x', secret: 'FEED_KEY' },
    },
    {
      websocket: {
        authenticate: '{"auth":"{secret}"}',
        authenticated: 'welcome',
        subscribe: ['{"action":"subscribe"}'],
      },
    },
    { 'fixtures/messages.json': [{ status: 'welcome' }, ROWS] },
  ],
  [
    'webhook',
    {
      kind: 'webhook',
      baseUrl: 'http://0.0.0.0:1',
      authentication: { in: 'header', name: 'x-signature', secret: 'WORD' },
    },
    {
      webhook: {
        path: '/events',
        signature: {
          header: 'x-signature',
          algorithm: 'sha256',
          encoding: 'hex',
        },
      },
    },
    { 'fixtures/calls.json': [ROWS] },
  ],
];

describe('a rehearsal', () => {
  it.each(WORLDS)(
    'of %s turns what was recorded into rows, without a network',
    async (_, change, stream, files) => {
      await put({ ...EXPECTED, ...files });
      const given = await openRehearsal({
        connector: connector(change, stream),
        root,
      });
      const { accepted, rejected } = await given.run();
      expect({ accepted, rejected }).toEqual({ accepted: 2, rejected: 0 });
      expect(await given.rows()).toEqual(given.expected);
      expect(given.expected).toEqual(ROWS);
    },
  );

  it('tells what callers were told: an unsigned call is refused', async () => {
    const [, change, stream, files] =
      WORLDS.find(([name]) => name === 'webhook') ?? WORLDS[0];
    await put({ ...EXPECTED, ...files });
    const given = await openRehearsal({
      connector: connector(change, stream),
      root,
    });
    const { called } = await given.run();
    expect(called).toEqual({ refused: 401, statuses: [202] });
  });

  it('fails when the declaration and what was recorded no longer fit', async () => {
    await put({ ...EXPECTED, 'fixtures/0001.json': answer });
    const given = await openRehearsal({
      connector: connector({}, { path: '/weekly' }),
      root,
    });
    await expect(given.run()).rejects.toThrow('No fixture answers /weekly?');
    expect(await given.rows()).toEqual([]);
  });

  it('is held at the declared address, wherever the connector is pointed', async () => {
    await put({ ...EXPECTED, 'fixtures/0001.json': answer });
    const given = await openRehearsal({
      connector: relocate(connector({}, {}), 'http://127.0.0.1:9/elsewhere'),
      root,
    });
    await given.run();
    expect(await given.rows()).toEqual(given.expected);
  });

  it('sees another row than the expected one', async () => {
    await put({
      'test/expected.json': { now: NOW, rows: [{ ...ROWS[0], price: '1' }] },
      'fixtures/0001.json': { ...answer, body: [ROWS[0]] },
    });
    const given = await openRehearsal({ connector: connector({}, {}), root });
    await given.run();
    expect(await given.rows()).not.toEqual(given.expected);
  });

  it('lets ports be changed, gives the rehearsal key, and moves its clock by waiting only', async () => {
    await put({ ...EXPECTED, 'fixtures/0001.json': answer });
    const seen: string[] = [];
    let calls = 0;
    const given = await openRehearsal({
      connector: connector(
        { authentication: { in: 'bearer', secret: 'PRICES_KEY' } },
        {},
      ),
      root,
      change: ({ fetch }) => ({
        fetch: async (url, init) => {
          seen.push(init.headers.authorization);
          calls += 1;
          return calls === 1
            ? new Response('', {
                status: 429,
                headers: { 'retry-after': '3600' },
              })
            : fetch(url, init);
        },
      }),
    });
    await expect(given.run()).rejects.toThrow();
    expect(given.ports.clock.now()).toBe(Date.parse(NOW));
    await given.run();
    expect(seen).toContain(`Bearer ${REHEARSAL_KEY}`);
    expect(await given.rows()).toEqual(given.expected);
    expect(given.lines.join()).not.toContain(REHEARSAL_KEY);
  });
});
