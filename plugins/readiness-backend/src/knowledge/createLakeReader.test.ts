import { mockServices } from '@backstage/backend-test-utils';
import { LakeTables } from '@254carbon/backstage-plugin-platform-common';
import { NOW } from '../testing/fixtures';
import { createLakeReader } from './createLakeReader';

const READ: LakeTables = {
  state: {
    state: 'read',
    reason: 'The Iceberg REST catalog has 2 tables.',
    readAt: new Date(NOW - 20_000).toISOString(),
  },
  cluster: 'demo',
  names: ['raw.eia', 'refined.gas'],
};

function setUp(patienceMs = 1_000, waitMs = 1_000) {
  const state = { now: NOW };
  const answer = jest.fn(
    async (_url: string, _init?: RequestInit): Promise<Response> =>
      Response.json(READ),
  );
  const onLate = jest.fn();
  const read = createLakeReader({
    auth: mockServices.auth(),
    discovery: { getBaseUrl: async id => `http://portal/api/${id}` },
    now: () => state.now,
    onLate,
    patienceMs,
    waitMs,
    fetch: answer as typeof fetch,
  });
  return { state, answer, read, onLate };
}

describe('createLakeReader', () => {
  it('tells what is listed, as old as the list is, and asks as the plugin every five minutes', async () => {
    const { state, answer, read } = setUp();
    const listing = await read();
    expect(listing).toMatchObject({
      ok: true,
      value: { cluster: 'demo', names: ['raw.eia', 'refined.gas'] },
      observedAt: READ.state.readAt,
    });
    const [url, init] = answer.mock.calls[0];
    expect(url).toBe('http://portal/api/data-sources/lake-tables');
    expect(new Headers(init?.headers).get('authorization')).toMatch(
      /^Bearer ./,
    );
    state.now += 299_000;
    expect(await read()).toBe(listing);
    state.now += 1_000;
    await read();
    expect(answer).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['failed' as const, undefined],
    ['none' as const, 'not-asked'],
  ])('a lake that is %s is no empty lake', async (kind, failure) => {
    const { state, answer, read } = setUp();
    await read();
    state.now += 300_000;
    const reason = 'The Iceberg REST catalog gave no answer.';
    answer.mockResolvedValueOnce(
      Response.json({ state: { state: kind, reason }, names: [] }),
    );
    const broken = await read();
    expect(broken).toMatchObject({
      ok: false,
      reason,
      lastGood: { value: { names: ['raw.eia', 'refined.gas'] } },
    });
    expect(broken.ok ? undefined : broken.failure).toBe(failure);
    state.now += 30_000;
    expect(await read()).toMatchObject({ ok: true });
  });

  it('tells a portal without the plugin from one whose plugin fails', async () => {
    const { state, answer, read } = setUp();
    answer.mockResolvedValueOnce(new Response('{}', { status: 404 }));
    expect(await read()).toMatchObject({ ok: false, failure: 'not-asked' });
    state.now += 30_000;
    answer.mockResolvedValueOnce(new Response('{}', { status: 503 }));
    const starting = await read();
    expect(starting.ok ? 'ok' : starting.failure).toBeUndefined();
  });

  it('does not wait for a lake that hangs, and rings when it answers late', async () => {
    const { state, answer, read, onLate } = setUp(60_000, 10);
    let reply: (answer: Response) => void = () => undefined;
    answer.mockReturnValueOnce(
      new Promise(resolve => {
        reply = resolve;
      }),
    );
    expect(await read()).toMatchObject({
      ok: false,
      reason:
        'The lake was asked for its tables and has not answered within 10 ms.',
    });
    await read();
    expect(answer).toHaveBeenCalledTimes(1);
    const rung = new Promise<void>(done => onLate.mockImplementation(done));
    state.now += 5_000;
    reply(Response.json(READ));
    await rung;
    expect(await read()).toMatchObject({ ok: true });
  });
});
