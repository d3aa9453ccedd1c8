import type { ConnectorDeclaration, Limits } from '../declaration';
import { DEFAULT_LIMITS, defineConnector } from '../declaration';
import type { Fetch } from '../ports';
import { checkRow } from '../schema';
import { testApis } from '../testSevenApis';
import type { TestApi } from '../testSevenApis';
import { testPorts } from '../testSource';
import { createSource } from './createSource';
import type { RawAnswer, RawPage } from './types';

const SECRET = 'S3cret/key+of the test';

type Answer =
  | Response
  | ((url: string, init: { signal: AbortSignal }) => Promise<Response>);

/** Reads one stream to its end from answers given one after the other; the last one goes on for ever. */
async function readAll(
  declaration: ConnectorDeclaration,
  answers: readonly Answer[],
  secret = SECRET,
) {
  const asked: Array<{ url: string; headers: Record<string, string> }> = [];
  const archived: RawAnswer[] = [];
  const fetch: Fetch = async (url, init) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push({ url, headers: init.headers });
    return typeof answer === 'function' ? answer(url, init) : answer.clone();
  };
  const ports = testPorts({ fetch });
  const [stream] = declaration.streams;
  const source = createSource({ declaration, stream, secret, ports });
  const pages: RawPage[] = [];
  const read = async () => {
    let page: RawPage | undefined;
    do {
      page = await source.readPage({
        window: { from: stream.cursor?.initial },
        token: page?.next,
        partition: stream.partitions?.[0],
        archive: async answer => {
          archived.push(answer);
        },
      });
      pages.push(page);
    } while (page.next !== undefined);
    return pages.flatMap(one => one.records);
  };
  const outcome = await read().then(
    records => ({ records, error: undefined }),
    (error: { failure: string; message: string }) => ({
      records: undefined,
      error,
    }),
  );
  const seen = [
    ...ports.logged,
    ...archived.map(one => `${one.request} ${Buffer.from(one.raw).toString()}`),
    JSON.stringify(pages),
    String(outcome.error),
  ].join('\n');
  return { ...outcome, asked, archived, ports, source, seen };
}

function within(api: TestApi, limits: Partial<Limits> = {}) {
  return defineConnector({
    ...api.declaration,
    limits: { ...api.declaration.limits, ...limits },
  });
}

const valuesOf = (api: TestApi, records: readonly unknown[] | undefined) =>
  records?.map(record => Object(record)[api.valueColumn]);
const status = (code: number, headers?: Record<string, string>, body = 'no') =>
  new Response(body, { status: code, headers });
const html = (body: string) =>
  new Response(`<html><body>${body}</body></html>`, {
    headers: { 'content-type': 'text/html' },
  });
const good = (api: TestApi) => Response.json(api.answer(['71.26', null]));

describe.each(Object.entries(testApis))('%s', (name, api) => {
  const [stream] = api.declaration.streams;

  it('becomes rows that keep the schema, decimals exact and missing values null', async () => {
    const { records, error } = await readAll(api.declaration, [good(api)]);
    expect(error).toBeUndefined();
    expect(valuesOf(api, records)).toEqual(['71.26', null]);
    expect(records?.map(record => checkRow(stream.schema, record).ok)).toEqual([
      true,
      true,
    ]);
  });

  it('429 with Retry-After: waits as long as asked, then reads', async () => {
    const { records, ports } = await readAll(api.declaration, [
      status(429, { 'retry-after': '7' }),
      good(api),
    ]);
    expect(records).toHaveLength(2);
    expect(ports.slept[0]).toBeGreaterThanOrEqual(7_000);
    expect(ports.slept[0]).toBeLessThanOrEqual(7_500);
  });

  it('429 without Retry-After: waits by jitter, then reads', async () => {
    const { records, ports, source } = await readAll(api.declaration, [
      status(429),
      good(api),
    ]);
    expect(records).toHaveLength(2);
    expect(ports.slept[0]).toBe(DEFAULT_LIMITS.baseDelayMs / 2);
    expect(source.state()).toMatchObject({
      requests: 2,
      retries: 1,
      requestsByStatus: { '4xx': 1, '2xx': 1 },
    });
  });

  it('429 that asks for longer than the budget: stops and says when to come back', async () => {
    const { error, asked } = await readAll(api.declaration, [
      status(429, { 'retry-after': '86400' }),
    ]);
    expect(error).toMatchObject({
      failure: 'unavailable',
      message: expect.stringContaining('come back at 2026-11-22T06:00:00'),
    });
    expect(asked).toHaveLength(1);
  });

  it('5xx for a while: reads when it is over; for ever: stops after the attempts', async () => {
    const back = await readAll(api.declaration, [
      status(500),
      status(503),
      good(api),
    ]);
    expect(back.records).toHaveLength(2);
    const gone = await readAll(within(api, { maxAttempts: 3 }), [status(502)]);
    expect(gone.asked).toHaveLength(3);
    expect(gone.error).toMatchObject({ failure: 'unavailable' });
  });

  it.each([400, 404, 422])('%i: stops at once', async code => {
    const { error, asked } = await readAll(api.declaration, [status(code)]);
    expect(error).toMatchObject({ failure: 'rejected' });
    expect(asked).toHaveLength(1);
  });

  it.each([401, 403])('%i: the key, at once', async code => {
    const { error, asked } = await readAll(api.declaration, [status(code)]);
    expect(error).toMatchObject({ failure: 'authentication' });
    expect(asked).toHaveLength(1);
  });

  it('HTML with status 200: an error, kept, nothing taken', async () => {
    const { error, archived } = await readAll(api.declaration, [
      html('Welcome'),
    ]);
    expect(error).toMatchObject({
      failure: 'contract',
      message: expect.stringContaining('text/html'),
    });
    expect(Buffer.from(archived[0].raw).toString()).toContain('Welcome');
  });

  it('204: nothing, and no error', async () => {
    const { records, error } = await readAll(api.declaration, [
      new Response(null, { status: 204 }),
    ]);
    expect(error).toBeUndefined();
    expect(records).toEqual([]);
  });

  it('an empty body with status 200: an error', async () => {
    const { error } = await readAll(api.declaration, [new Response('')]);
    expect(error).toMatchObject({ failure: 'contract' });
  });

  it('slow: gives the try up at its timeout and asks again', async () => {
    const { records, source } = await readAll(
      within(api, { requestTimeoutMs: 20 }),
      [
        (_, { signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
          }),
        good(api),
      ],
    );
    expect(records).toHaveLength(2);
    expect(source.state().requestsByStatus).toEqual({ network: 1, '2xx': 1 });
  });

  it('cut by the network: asks again', async () => {
    const cut = async () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(Buffer.from('{"data":[{'));
            controller.error(new TypeError('terminated'));
          },
        }),
      );
    const { records } = await readAll(api.declaration, [cut, good(api)]);
    expect(records).toHaveLength(2);
  });

  it('cut without a sign: broken JSON is asked again and is never a page', async () => {
    const whole = JSON.stringify(api.answer(['71.26', null]));
    const cut = new Response(whole.slice(0, -9), {
      headers: { 'content-type': 'application/json' },
    });
    const { records } = await readAll(api.declaration, [cut, good(api)]);
    expect(records).toHaveLength(2);
    const never = await readAll(within(api, { maxAttempts: 2 }), [cut]);
    expect(never.error).toMatchObject({
      failure: 'contract',
      message: expect.stringContaining('cut or broken'),
    });
  });

  it('the wrong charset: an error, no wrong letter', async () => {
    const latin = Buffer.from(
      JSON.stringify(api.answer(['71.26'])).replace(/"?71\.26"?/, '"Zürich"'),
      'latin1',
    );
    const { error } = await readAll(api.declaration, [
      new Response(latin, {
        headers: { 'content-type': 'application/json; charset=utf-8' },
      }),
    ]);
    expect(error).toMatchObject({
      failure: 'contract',
      message: expect.stringContaining('charset'),
    });
  });

  it('a new column arrives with the row', async () => {
    const answer = JSON.parse(
      JSON.stringify(api.answer(['1', '2'])),
      (_, value) => {
        if (Array.isArray(value) && Array.isArray(value[0])) {
          return value.map((row, at) => [...row, at === 0 ? 'flag' : 'A']);
        }
        return value !== null &&
          typeof value === 'object' &&
          !Array.isArray(value)
          ? { ...value, flag: 'A' }
          : value;
      },
    );
    const { records } = await readAll(api.declaration, [Response.json(answer)]);
    expect(records?.map(record => Object(record).flag)).toEqual(['A', 'A']);
  });

  it('a changed type stays what it is and breaks the schema', async () => {
    const document: unknown = JSON.parse(
      JSON.stringify(api.answer(['7', '2'])),
      (_, value) => (value === '7' || value === 7 ? { a: 7 } : value),
    );
    const { records } = await readAll(api.declaration, [
      Response.json(document),
    ]);
    const checked = records?.map(record => checkRow(stream.schema, record).ok);
    expect(checked).toContain(false);
  });

  it('a duplicate row is given twice, so that the key decides', async () => {
    const isRow = (value: unknown) =>
      typeof value === 'object' && value !== null;
    const doubled: unknown = JSON.parse(
      JSON.stringify(api.answer(['1', '2'])),
      (_, value) =>
        Array.isArray(value) && isRow(value.at(-1))
          ? [...value, value.at(-1)]
          : value,
    );
    const { records } = await readAll(api.declaration, [
      Response.json(doubled),
    ]);
    expect(records).toHaveLength(3);
    expect(records?.[2]).toEqual(records?.[1]);
  });

  it('a revised value replaces what was read before, under the same key', async () => {
    const before = await readAll(api.declaration, [
      Response.json(api.answer(['1', '2'])),
    ]);
    const after = await readAll(api.declaration, [
      Response.json(api.answer(['1', '3'])),
    ]);
    const keyOf = (record: unknown) =>
      stream.primaryKey.map(column => Object(record)[column]);
    expect(after.records?.map(keyOf)).toEqual(before.records?.map(keyOf));
    expect(valuesOf(api, after.records)).toEqual(['1', '3']);
  });

  it('a redirect: stops, the key goes nowhere else', async () => {
    const { error, asked } = await readAll(api.declaration, [
      status(302, { location: 'https://elsewhere.example.com/' }),
    ]);
    expect(error).toMatchObject({ failure: 'rejected' });
    expect(asked).toHaveLength(1);
  });

  it('sends the key as declared and shows it nowhere', async () => {
    const echo = async (url: string) =>
      Response.json({
        ...Object(api.answer(['1'])),
        request: { url },
        echoed: SECRET,
      });
    const { asked, seen } = await readAll(api.declaration, [
      status(500, {}, `failed for ${SECRET}`),
      name === 'census' ? good(api) : echo,
    ]);
    const sent =
      new URL(asked[0].url).searchParams.toString() +
      JSON.stringify(asked[0].headers);
    const keyed = api.declaration.authentication.in !== 'none';
    expect(sent.includes('S3cret')).toBe(keyed);
    expect(seen).not.toContain('S3cret');
  });
});

describe('errors hidden in good answers', () => {
  const { alphaVantage, gie, census, noaa, fred, polygon, eia, weather } =
    testApis;

  it('AlphaVantage: the calls of the day are used, so nobody asks again before midnight', async () => {
    const information = Response.json({
      Information: 'Our standard API rate limit is 25 requests per day.',
    });
    const first = await readAll(alphaVantage.declaration, [information]);
    expect(first.error).toMatchObject({
      failure: 'unavailable',
      resetsAt: Date.UTC(2026, 10, 22),
      message: expect.stringContaining('2026-11-22T00:00:00.000Z'),
    });
    const asked: string[] = [];
    const again = createSource({
      declaration: alphaVantage.declaration,
      stream: alphaVantage.declaration.streams[0],
      secret: SECRET,
      ports: {
        ...first.ports,
        fetch: async url => {
          asked.push(url);
          return good(alphaVantage);
        },
      },
    });
    const place = { window: {}, partition: { symbol: 'WTI' } };
    await expect(again.readPage(place)).rejects.toThrow(
      'All 25 calls of today',
    );
    expect(asked).toEqual([]);
    await first.ports.clock.sleep(18 * 3_600_000);
    await again.readPage(place);
    expect(asked).toHaveLength(1);
  });

  it('AlphaVantage: too fast is asked again, a wrong call is not', async () => {
    const note = Response.json({ Note: 'Our limit is 5 calls per minute.' });
    const back = await readAll(alphaVantage.declaration, [
      note,
      good(alphaVantage),
    ]);
    expect(back.records).toHaveLength(2);
    const wrong = await readAll(alphaVantage.declaration, [
      Response.json({ 'Error Message': 'Invalid API call.' }),
    ]);
    expect(wrong.asked).toHaveLength(1);
    expect(wrong.error).toMatchObject({ failure: 'rejected' });
  });

  it('GIE: a key refused with status 200 is the key, another error is not', async () => {
    const denied = await readAll(gie.declaration, [
      Response.json({
        error: 'access denied',
        message: 'Invalid or missing API key',
      }),
    ]);
    expect(denied.error).toMatchObject({
      failure: 'authentication',
      message: expect.stringContaining('GIE_KEY'),
    });
    const other = await readAll(gie.declaration, [
      Response.json({ error: 'bad country', message: 'unknown' }),
    ]);
    expect(other.error).toMatchObject({ failure: 'rejected' });
  });

  it('Census: an HTML page that says Missing Key is the key', async () => {
    const { error } = await readAll(census.declaration, [
      html('<title>Missing Key</title>'),
    ]);
    expect(error).toMatchObject({ failure: 'authentication' });
  });

  it('NOAA: an empty object is nothing', async () => {
    const { records } = await readAll(noaa.declaration, [Response.json({})]);
    expect(records).toEqual([]);
  });

  it('Polygon: no results without the list is nothing, and a list that went away is an error', async () => {
    const nothing = await readAll(polygon.declaration, [
      Response.json(polygon.answer([])),
    ]);
    expect(nothing.records).toEqual([]);
    const gone = await readAll(polygon.declaration, [
      Response.json({ status: 'OK', resultsCount: 3 }),
    ]);
    expect(gone.error).toMatchObject({ failure: 'contract' });
  });

  it('FRED: 400 that names api_key is the key; 429 in the body is asked again', async () => {
    const refusal = JSON.stringify({
      error_code: 400,
      error_message:
        'Bad Request. The value for variable api_key is not registered.',
    });
    const denied = await readAll(fred.declaration, [status(400, {}, refusal)]);
    expect(denied.error).toMatchObject({ failure: 'authentication' });
    const busy = Response.json({
      error_code: 429,
      error_message: 'Too Many Requests.',
    });
    const back = await readAll(fred.declaration, [busy, good(fred)]);
    expect(back.records).toHaveLength(2);
  });

  it('EIA: over the rate limit in the body is asked again; a short page that hides rows is an error', async () => {
    const busy = Response.json({ error: { code: 'OVER_RATE_LIMIT' } });
    const back = await readAll(eia.declaration, [busy, good(eia)]);
    expect(back.records).toHaveLength(2);
    const hidden = await readAll(eia.declaration, [
      Response.json({
        response: { total: '9', data: [{ period: '2026-01-01' }] },
      }),
    ]);
    expect(hidden.error).toMatchObject({
      failure: 'contract',
      message: expect.stringContaining('1 of 9'),
    });
  });

  it('weather: a maintenance page is asked again, and the contact is always sent', async () => {
    const { records, asked } = await readAll(weather.declaration, [
      html('Maintenance'),
      good(weather),
    ]);
    expect(records).toHaveLength(2);
    expect(asked[0].headers['user-agent']).toContain('data@example.com');
  });
});
