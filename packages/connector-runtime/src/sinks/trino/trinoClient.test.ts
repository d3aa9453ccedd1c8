import type { Fetch } from '../../ports';
import { TrinoClient } from './trinoClient';

interface Asked {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: unknown;
}

/** A Trino that gives the prepared answers in order. */
function trinoThatSays(
  answers: ReadonlyArray<(() => Response) | 'gone'>,
  more: { password?: string; statementMs?: number } = {},
): { client: TrinoClient; asked: Asked[]; at: { ms: number } } {
  const asked: Asked[] = [];
  const at = { ms: 0 };
  const rest = [...answers];
  const fetch: Fetch = async (url, init) => {
    const { method = 'GET', headers, body } = init;
    asked.push({ method, url, headers, body });
    if (method === 'DELETE') {
      return new Response(null, { status: 204 });
    }
    const answer = rest.shift();
    if (answer === undefined) {
      throw new Error('Nothing was prepared for this request.');
    }
    if (answer === 'gone') {
      throw new TypeError('fetch failed');
    }
    return answer();
  };
  const client = new TrinoClient({
    url: 'https://trino.example.com/',
    user: 'connector',
    catalog: 'iceberg',
    ...more,
    ports: {
      clock: {
        now: () => at.ms,
        sleep: async ms => {
          at.ms += ms;
        },
      },
      random: () => 0.5,
      fetch,
    },
  });
  return { client, asked, at };
}

const page = (body: object) => () => Response.json(body);
const status = (code: number) => () => new Response('busy', { status: code });
const next = 'http://10.0.0.7:8080/v1/statement/executing/q1/abc/1?slug=x';

it('follows the answers to the end, on the address it was given', async () => {
  const { client, asked } = trinoThatSays([
    page({ id: 'q1', nextUri: next }),
    page({ nextUri: next, columns: [{ name: 'n' }], data: [[1]] }),
    page({ data: [[2], [3]], updateCount: 3 }),
  ]);
  await expect(client.run('SELECT 1')).resolves.toEqual({
    columns: ['n'],
    rows: [[1], [2], [3]],
    updateCount: 3,
  });
  expect(asked.map(one => `${one.method} ${one.url}`)).toEqual([
    'POST https://trino.example.com/v1/statement',
    'GET https://trino.example.com/v1/statement/executing/q1/abc/1?slug=x',
    'GET https://trino.example.com/v1/statement/executing/q1/abc/1?slug=x',
  ]);
  expect(asked[0]).toMatchObject({
    body: 'SELECT 1',
    headers: { 'x-trino-user': 'connector', 'x-trino-catalog': 'iceberg' },
  });
});

it.each([502, 503, 504, 429])(
  'asks the same address again after %i',
  async code => {
    const { client, asked } = trinoThatSays([
      status(code),
      page({ nextUri: next }),
      status(code),
      'gone',
      page({ data: [[1]] }),
    ]);
    await expect(client.run('SELECT 1')).resolves.toMatchObject({
      rows: [[1]],
    });
    expect(asked.filter(one => one.method === 'DELETE')).toEqual([]);
  },
);

it.each([
  ['PERMISSION_DENIED', 'authentication', 'TRINO_USER'],
  ['CATALOG_NOT_FOUND', 'configuration', 'TRINO_CATALOG'],
  ['ICEBERG_COMMIT_ERROR', 'unavailable', 'another writer was quicker'],
  ['GENERIC_INTERNAL_ERROR', 'unavailable', "Trino's log"],
])('says what %s means', async (errorName, failure, cure) => {
  const { client } = trinoThatSays([
    page({ nextUri: next }),
    page({ error: { message: 'no', errorName, errorType: 'INTERNAL_ERROR' } }),
  ]);
  await expect(client.run('SELECT 1')).rejects.toMatchObject({
    failure,
    trino: errorName,
    message: expect.stringContaining(cure),
  });
});

it('does not leave a query running whose answers cannot be read', async () => {
  const { client, asked } = trinoThatSays([
    page({ nextUri: next }),
    ...Array.from({ length: 6 }, () => status(503)),
  ]);
  await expect(client.run('SELECT 1')).rejects.toMatchObject({
    failure: 'unavailable',
  });
  expect(asked.at(-1)?.method).toBe('DELETE');
});

it('cancels a statement that takes too long', async () => {
  const { client, asked, at } = trinoThatSays(
    [
      page({ nextUri: next }),
      () => {
        at.ms += 2_000;
        return Response.json({ nextUri: next });
      },
    ],
    { statementMs: 1_000 },
  );
  await expect(client.run('SELECT 1')).rejects.toThrow('was cancelled');
  expect(asked.at(-1)).toMatchObject({ method: 'DELETE' });
});

it('sends a password as basic authentication and never says it', async () => {
  const { client, asked } = trinoThatSays(
    [
      () =>
        new Response('user connector with hunter2-hunter2 is unknown', {
          status: 401,
        }),
    ],
    { password: 'hunter2-hunter2' },
  );
  const error = await client.run('SELECT 1').catch(cause => cause);
  expect(asked[0].headers.authorization).toBe(
    `Basic ${Buffer.from('connector:hunter2-hunter2').toString('base64')}`,
  );
  expect(error).toMatchObject({ failure: 'authentication' });
  expect(String(error)).not.toContain('hunter2');
});

it('says that what answers is not Trino', async () => {
  const { client } = trinoThatSays([() => new Response('<html>')]);
  await expect(client.run('SELECT 1')).rejects.toThrow('is not Trino');
  const moved = trinoThatSays([status(301)]);
  await expect(moved.client.run('SELECT 1')).rejects.toThrow('leads elsewhere');
});

it('sends no password in the open', () => {
  expect(
    () =>
      new TrinoClient({
        url: 'http://trino.example.com',
        user: 'connector',
        password: 'hunter2-hunter2',
        catalog: 'iceberg',
        ports: {
          clock: { now: () => 0, sleep: async () => undefined },
          random: () => 0,
          fetch: async () => new Response(),
        },
      }),
  ).toThrow('write TRINO_URL with https');
});
