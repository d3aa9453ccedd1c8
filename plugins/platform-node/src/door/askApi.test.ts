import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { FakeApi, startFakeApi } from '../__fixtures__/startFakeApi';
import { readPlatformConfig } from '../config';
import { createDoor } from './createDoor';
import { ApiPlace, DoorAnswer, DoorRequest, PlatformDoor } from './types';

const TOKEN = 'cluster-token-1234';
const PLACE: ApiPlace = {
  type: 'service',
  cluster: 'demo',
  namespace: 'monitoring',
  serviceName: 'grafana',
  port: 3000,
  scheme: 'http',
};
const PROXY = '/api/v1/namespaces/monitoring/services/grafana:3000/proxy';

describe('asking the API of a system', () => {
  let api: FakeApi;
  let door: PlatformDoor;
  const seen: { url: string; headers: Record<string, unknown> }[] = [];

  function open(platform: JsonObject = {}) {
    const cluster = { name: 'demo', url: api.url, serviceAccountToken: TOKEN };
    const config = readPlatformConfig(
      new ConfigReader({
        kubernetes: {
          clusterLocatorMethods: [{ type: 'config', clusters: [cluster] }],
        },
        platform,
      }),
    );
    door = createDoor({ config });
  }

  function ask<T>(
    read: (answer: DoorAnswer) => T,
    request: DoorRequest = {},
    place: ApiPlace = PLACE,
  ) {
    const source = { kind: 'api' as const, name: 'grafana' };
    return door.ask({ place, path: '/api/search?a=b', request, source, read });
  }

  beforeEach(async () => {
    api = await startFakeApi();
    seen.length = 0;
    for (const prefix of [PROXY, '/direct', '/edge/grafana']) {
      api.answer(prefix, (request, response) => {
        seen.push({ url: request.url ?? '', headers: request.headers });
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"url":"http://user:hunter22@host","n":1}');
      });
    }
  });
  afterEach(async () => {
    await door.close();
    await api.close();
  });

  it("goes through the service proxy with the portal's own identity", async () => {
    open();
    const answer = await ask(({ body }) => JSON.parse(body), {
      headers: { token: 'own' },
    });
    expect(answer).toMatchObject({ ok: true, value: { n: 1 } });
    expect(seen[0].url).toBe(`${PROXY}/api/search?a=b`);
    expect(seen[0].headers).toMatchObject({
      token: 'own',
      authorization: `Bearer ${TOKEN}`,
    });
  });

  it('scrubs what was read, after it was read', async () => {
    open();
    const answer = await ask(({ body }) => JSON.parse(body));
    expect(JSON.stringify(answer)).toContain('user:[redacted]@host');
  });

  it('sends no Authorization through the service proxy, and says what to do', async () => {
    open();
    const answer = await ask(() => 1, {
      headers: { authorization: 'Bearer grafana-token' },
    });
    expect(seen).toEqual([]);
    expect(answer).toMatchObject({
      ok: false,
      failure: 'not-asked',
      reason: expect.stringMatching(/carries no Authorization header: .*url/),
    });
    expect(JSON.stringify(answer)).not.toContain('grafana-token');
  });

  it('prefers the host map, and takes the route of the cluster otherwise', async () => {
    const headers = { Authorization: 'Bearer grafana-token' };
    open({ hosts: { 'grafana.monitoring:3000': `${api.url}/direct` } });
    await ask(() => 1, { headers });
    await door.close();
    const url = `${api.url}/edge/{service}`;
    open({
      routes: [
        {
          cluster: 'demo',
          type: 'external',
          url,
          headers: { 'x-access': 'a' },
        },
      ],
    });
    await ask(() => 1, { headers });
    expect(seen.map(one => one.url)).toEqual([
      '/direct/api/search?a=b',
      '/edge/grafana/api/search?a=b',
    ]);
    expect(seen[1].headers).toMatchObject({
      'x-access': 'a',
      authorization: headers.Authorization,
    });
    expect(JSON.stringify(seen)).not.toContain(TOKEN);
  });

  it('asks an address with the path that it has', async () => {
    open({ hosts: { 'grafana.example.com': api.url } });
    await ask(
      () => 1,
      {},
      { type: 'address', url: 'https://grafana.example.com/direct/' },
    );
    expect(seen[0].url).toBe('/direct/api/search?a=b');
  });

  it.each([
    [
      'no route',
      { routes: [{ cluster: 'demo', type: 'none' }] },
      /no route to grafana\.monitoring:3000/,
    ],
    ['a cluster that is not known', {}, /cluster itself cannot be used/],
  ])('%s is not asked', async (what, platform, expected) => {
    open(platform);
    const cluster = what === 'no route' ? 'demo' : 'other';
    const answer = await ask(() => 1, {}, { ...PLACE, cluster });
    expect(answer).toMatchObject({
      ok: false,
      failure: 'not-asked',
      reason: expect.stringMatching(expected),
    });
  });
});
