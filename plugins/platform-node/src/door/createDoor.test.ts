import { createServer as createTcpServer, AddressInfo, Server } from 'node:net';
import { ProbeTarget } from '@254carbon/backstage-plugin-platform-common';
import { PlatformConfig, Route } from '../config';
import { FakeApi, startFakeApi } from '../__fixtures__/startFakeApi';
import { createDoor } from './createDoor';
import { PlatformDoor } from './types';

describe('createDoor', () => {
  let api: FakeApi;
  let tcp: Server;
  let door: PlatformDoor;

  const target = (change: Partial<ProbeTarget> = {}): ProbeTarget => ({
    serviceId: 'trino',
    cluster: 'demo',
    namespace: 'data',
    serviceName: 'trino',
    port: 8080,
    protocol: 'http',
    scheme: 'http',
    path: '/v1/info',
    send: '',
    timeoutMs: 500,
    ...change,
  });
  function open(
    options: { hosts?: Record<string, string>; route?: Route } = {},
  ) {
    const config: PlatformConfig = {
      clusters: [
        {
          name: 'demo',
          url: api.url,
          credential: { type: 'token', token: 't0ken' },
          skipTlsVerify: false,
        },
      ],
      routes: new Map(options.route ? [['demo', options.route]] : []),
      hosts: new Map(Object.entries(options.hosts ?? {})),
      probes: { intervalMs: 1, timeoutMs: 1, concurrency: 1 },
    };
    door = createDoor({ config, now: () => 0 });
    return door;
  }
  const tcpAddress = () =>
    `tcp://127.0.0.1:${(tcp.address() as AddressInfo).port}`;

  beforeEach(async () => {
    api = await startFakeApi();
    tcp = createTcpServer(socket => {
      socket.on('data', data => {
        if (data.toString() === 'ruok') socket.end('imok');
        else if (data.toString() === 'leak')
          socket.write('password=hunter2-hunter2\n');
      });
      socket.on('error', () => {});
    });
    await new Promise<void>(resolve => tcp.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    await door.close();
    await api.close();
    await new Promise(resolve => tcp.close(resolve));
  });

  const PROXY = '/api/v1/namespaces/data/services/trino:8080/proxy/v1/info';

  it('asks through the service proxy with its identity, and keeps few headers', async () => {
    const seen: (string | undefined)[] = [];
    api.answer(PROXY, (request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(200, {
        'content-type': 'application/json',
        'set-cookie': 'session=abc',
        location: '/login?token=abcdefgh12345678',
      });
      response.end('{"starting":false,"token":"abcdefgh12345678"}');
    });
    const answer = await open().probe(target());
    expect(answer).toMatchObject({
      ok: true,
      observedAt: '1970-01-01T00:00:00.000Z',
      source: {
        kind: 'probe',
        name: 'demo',
        detail: 'GET http://trino.data:8080/v1/info',
      },
      value: {
        protocol: 'http',
        status: 200,
        headers: {
          'content-type': 'application/json',
          location: '/login?token=[redacted]',
        },
        body: '{"starting":false,"token":"[redacted]"}',
      },
    });
    expect(seen).toEqual(['Bearer t0ken']);
  });

  it('tells the service’s own 503 from that of the proxy', async () => {
    api.answer(PROXY, (_, response) => {
      response.writeHead(503, { 'content-type': 'application/json' });
      response.end('{"status":"starting"}');
    });
    expect(await open().probe(target())).toMatchObject({
      ok: true,
      value: { status: 503 },
    });
    await door.close();
    api.answer('/api/v1/namespaces/data/services/minio:9000', (_, response) => {
      response.writeHead(503, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          kind: 'Status',
          apiVersion: 'v1',
          code: 503,
          message: 'no endpoints available for service "minio"',
        }),
      );
    });
    const answer = await open().probe(
      target({ serviceName: 'minio', port: 9000 }),
    );
    expect(answer).toMatchObject({
      ok: false,
      reason: expect.stringContaining('no endpoints available'),
    });
  });

  it('names the missing rule when the proxy is forbidden', async () => {
    api.faults.set('/proxy/', { type: 'status', status: 403 });
    expect(await open().probe(target())).toMatchObject({
      ok: false,
      reason: expect.stringContaining('"services/proxy"'),
    });
  });

  describe('tells who failed', () => {
    const status = (code: number, message: string) =>
      api.answer('/api/v1/namespaces/', (_, response) => {
        response.writeHead(code, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify({ kind: 'Status', apiVersion: 'v1', code, message }),
        );
      });

    it.each([
      [401, 'Unauthorized', 'not-asked'],
      [403, 'services "trino" is forbidden', 'not-asked'],
      [500, 'etcdserver: request timed out', 'not-asked'],
      [503, 'the server is currently unable to handle it', 'not-asked'],
      [503, 'no endpoints available for service "trino"', 'no-answer'],
      [503, 'error trying to reach service: dial tcp: refused', 'no-answer'],
    ])('%i %s: %s', async (code, message, failure) => {
      status(code, message);
      expect(await open().probe(target())).toMatchObject({
        ok: false,
        failure,
      });
    });

    it('the service, when it is silent and the API server answers', async () => {
      api.answer(PROXY, () => {});
      expect(await open().probe(target({ timeoutMs: 50 }))).toMatchObject({
        ok: false,
        failure: 'no-answer',
      });
    });

    it.each(['cut', 'truncated'] as const)(
      'the API server, when its own answer is %s too',
      async type => {
        api.answer(PROXY, (_, response) => response.destroy());
        api.faults.set('/version', { type });
        expect(await open().probe(target())).toMatchObject({
          ok: false,
          failure: 'not-asked',
          reason: expect.stringContaining('the API server of cluster demo'),
        });
      },
    );
  });

  it('does not follow redirects and cuts long bodies', async () => {
    api.answer(PROXY, (_, response) => {
      response.writeHead(302, {
        location: 'https://team.cloudflareaccess.com/login',
      });
      response.end('x'.repeat(10_000));
    });
    const answer = await open().probe(target());
    expect(answer).toMatchObject({
      ok: true,
      value: {
        status: 302,
        headers: { location: 'https://team.cloudflareaccess.com/login' },
      },
    });
    expect(
      answer.ok && answer.value.protocol === 'http' && answer.value.body.length,
    ).toBe(4096);
  });

  it('gives up in time', async () => {
    api.answer(PROXY, () => {});
    expect(await open().probe(target({ timeoutMs: 50 }))).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/did not answer in time/),
    });
  });

  it('has no route for TCP through the proxy, nor for anything when there is none', async () => {
    expect(await open().probe(target({ protocol: 'tcp' }))).toMatchObject({
      ok: false,
      reason: expect.stringMatching(
        /^no route to trino\.data:8080 .*platform\.hosts/,
      ),
    });
    await door.close();
    expect(
      await open({ route: { type: 'none' } }).probe(target()),
    ).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^no route to trino\.data:8080/),
    });
    expect(api.requests).toEqual([]);
  });

  it('speaks TCP by the host map', async () => {
    open({ hosts: { 'zookeeper.data:2181': tcpAddress() } });
    const zookeeper = {
      serviceName: 'zookeeper',
      port: 2181,
      protocol: 'tcp' as const,
    };
    expect(
      await door.probe(target({ ...zookeeper, send: 'ruok' })),
    ).toMatchObject({
      ok: true,
      value: { protocol: 'tcp', text: 'imok' },
    });
    expect(
      await door.probe(target({ ...zookeeper, send: 'leak' })),
    ).toMatchObject({
      ok: true,
      value: { text: 'password=[redacted]\n' },
    });
    expect(await door.probe(target({ ...zookeeper }))).toMatchObject({
      ok: true,
      value: { text: '' },
    });
    expect(
      await door.probe(
        target({ ...zookeeper, send: 'silence', timeoutMs: 50 }),
      ),
    ).toMatchObject({
      ok: false,
      reason: expect.stringMatching(
        /zookeeper\.data:2181 did not answer in time/,
      ),
    });
  });

  it('goes through the edge with the headers of the route', async () => {
    const seen: object[] = [];
    api.answer('/edge/trino/v1/info', (request, response) => {
      seen.push(request.headers);
      response.end('ok');
    });
    const route: Route = {
      type: 'external',
      url: `${api.url}/edge/{service}`,
      headers: { 'x-access': 'a' },
    };
    expect(await open({ route }).probe(target())).toMatchObject({
      ok: true,
      value: { body: 'ok' },
    });
    expect(seen).toEqual([expect.objectContaining({ 'x-access': 'a' })]);
  });

  it('calls a data source at its mapped address, by the name that it has', async () => {
    api.answer('/api.eia.gov/v2/data', (_, response) =>
      response.end('{"rows":[]}'),
    );
    open({ hosts: { 'api.eia.gov': `${api.url}/api.eia.gov` } });
    expect(door.resolve('https://api.eia.gov/v2/data?a=1')).toBe(
      `${api.url}/api.eia.gov/v2/data?a=1`,
    );
    expect(door.resolve('https://api.census.gov/x')).toBe(
      'https://api.census.gov/x',
    );
    expect(
      await door.fetch('https://api.eia.gov/v2/data?api_key=secret'),
    ).toMatchObject({
      ok: true,
      source: { kind: 'api', name: 'api.eia.gov', detail: 'GET /v2/data' },
      value: { status: 200, body: '{"rows":[]}', truncated: false },
    });
  });

  it('says what is wrong when nobody listens', async () => {
    open({ hosts: { 'api.eia.gov': 'http://127.0.0.1:1' } });
    expect(await door.fetch('https://api.eia.gov/')).toMatchObject({
      ok: false,
      reason: expect.stringMatching(
        /^api\.eia\.gov cannot be reached: the connection was refused; check/,
      ),
    });
  });
});
