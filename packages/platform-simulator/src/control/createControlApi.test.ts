import { createWorld } from '../scenarios';
import { createControlApi } from './createControlApi';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);

function start() {
  const world = createWorld({ now: NOW, readClock: () => NOW });
  const handle = createControlApi(world);
  const ask = async (line: string, body?: unknown) => {
    const [method, path] = line.split(' ');
    const response = await handle(
      new Request(`http://control${path}`, {
        method,
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
    return { status: response.status, body: await response.json() };
  };
  return { world, ask };
}

describe('control API', () => {
  it('lists the scenarios', async () => {
    const { ask } = start();
    const { body } = await ask('GET /scenarios');
    expect(body.scenarios.map(({ name }: { name: string }) => name)).toEqual([
      'morning-of-24-october',
      'calm-day',
      'node-lost',
      'sources-failing',
      'api-403',
      'api-500',
      'api-503',
      'api-timeout',
      'api-truncated',
      'api-empty',
      'api-410',
    ]);
  });

  it('switches and resets', async () => {
    const { ask, world } = start();
    expect(await ask('PUT /scenario', { name: 'calm-day' })).toEqual({
      status: 200,
      body: { name: 'calm-day' },
    });
    expect(world.scenario()).toBe('calm-day');
    expect((await ask('GET /state')).body.applications).toEqual({
      total: 17,
      synced: 17,
    });
    await ask('POST /reset');
    expect((await ask('GET /scenario')).body).toEqual({
      name: 'morning-of-24-october',
    });
  });

  it('moves the clock, forward only', async () => {
    const { ask } = start();
    expect((await ask('POST /clock', { advanceMs: 1000 })).body).toEqual({
      now: '2026-11-21T12:00:01Z',
    });
    expect((await ask('POST /clock', { advanceMs: -1 })).status).toBe(400);
  });

  it('breaks a data source and mends it', async () => {
    const { ask, world } = start();
    const told = { host: 'api.eia.gov', fault: '429-retry-after' };
    expect(await ask('PUT /data-source-fault', told)).toEqual({
      status: 200,
      body: told,
    });
    expect(world.dataSourceFault('api.eia.gov')).toBe('429-retry-after');
    await ask('PUT /data-source-fault', { host: 'api.eia.gov', fault: null });
    expect(world.dataSourceFault('api.eia.gov')).toBeUndefined();
  });

  it('tells how full the claims are', async () => {
    const { body } = await start().ask('GET /claims');
    expect(body.claims).toContainEqual(
      expect.objectContaining({
        namespace: 'victoria-metrics',
        name: 'storage-victoria-metrics-0',
      }),
    );
  });

  it.each([
    ['PUT /scenario', { name: 'rainy-day' }, 400],
    ['PUT /scenario', 'not json', 400],
    ['PUT /data-source-fault', { host: 'api.eia.gov', fault: 'rain' }, 400],
    ['DELETE /scenario', undefined, 404],
    ['GET /', undefined, 404],
  ])('refuses %s %j with %d and a reason', async (line, body, status) => {
    const answer = await start().ask(line, body);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatch(/\w+/);
  });
});
