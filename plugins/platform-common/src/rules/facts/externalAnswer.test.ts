import { indexObjects } from '../../kubernetes';
import { HttpAnswer } from '../../profiles';
import { listExternalAddresses } from './externalAddresses';
import {
  readChallengeAnswer,
  readExternalAnswer,
  readStep,
} from './externalAnswer';

const host = 'trino.example.com';
const asked = `https://${host}/`;
const answer = (status: number, location?: string, body = ''): HttpAnswer => ({
  protocol: 'http',
  status,
  headers: location === undefined ? {} : { location },
  body,
  durationMs: 1,
});

describe('readStep', () => {
  it.each([
    [200, undefined],
    [404, undefined],
    [503, undefined],
    [304, '/ui/'],
    [302, undefined],
  ])('takes %s to %s for the answer', (status, location) => {
    expect(readStep(asked, answer(status, location))).toEqual({ kind: 'here' });
  });

  it.each([
    ['/ui/login', `https://${host}/ui/login`],
    [`https://${host}/ui/?a=b#c`, `https://${host}/ui/?a=b`],
  ])('goes on to %s', (location, url) => {
    expect(readStep(asked, answer(302, location))).toEqual({ kind: 'on', url });
  });

  it('goes on from HTTP to HTTPS, and not to another port', () => {
    const from = `http://${host}/`;
    expect(readStep(from, answer(301, asked))).toMatchObject({ kind: 'on' });
    expect(readStep(from, answer(301, `http://${host}:8080/`))).toMatchObject({
      kind: 'behind',
    });
  });

  it.each([
    [
      'https://team.cloudflareaccess.com/cdn-cgi/access/login/trino?kid=secret',
      '302 to the login at team.cloudflareaccess.com/cdn-cgi/access/login/trino',
    ],
    ['https://www.example.com/', '302 to another place, www.example.com/'],
    [
      '/oauth2/start?rd=%2F',
      '302 to the login at trino.example.com/oauth2/start',
    ],
    ['http://[', '302 to nowhere'],
  ])('does not follow to %s', (location, reason) => {
    expect(readStep(asked, answer(302, location))).toEqual({
      kind: 'behind',
      reason,
    });
  });

  it('knows the page of a login', () => {
    const page = '<a href="https://x.cloudflareaccess.com/">';
    expect(readStep(asked, answer(200, undefined, page))).toMatchObject({
      kind: 'behind',
    });
  });
});

describe('readExternalAnswer', () => {
  it.each([
    [{ host, status: 200 }, 'good', 'trino.example.com answers 200'],
    [{ host, path: '/api', status: 404 }, 'good', `${host}/api answers 404`],
    [
      { host, status: 530 },
      'bad',
      `${host} answers 530: the edge has no tunnel`,
    ],
    [{ host, status: 500 }, 'bad', `${host} answers 500`],
    [
      { host, fault: 'name', reason: 'its name is not known' },
      'bad',
      `${host} does not answer: its name is not known`,
    ],
    [
      { host, status: 302, behind: true, reason: '302 to the login at x' },
      'open',
      `${host}: the edge is up, the service is not known: 302 to the login at x`,
    ],
    [
      { host, notAsked: true, reason: 'no route to it' },
      'open',
      `${host} was not asked from outside: no route to it`,
    ],
    [{ host }, 'open', `${host} was not asked from outside`],
  ] as const)('reads %j as %s', (one, sight, said) => {
    const read = readExternalAnswer(one);
    expect(read.sight).toBe(sight);
    expect(read.said).toContain(said);
  });
});

describe('readChallengeAnswer', () => {
  it.each([
    [{ status: 404 }, true],
    [{ status: 302, behind: true, reason: 'a login' }, false],
    [{ status: 403 }, false],
    [{ status: 503 }, false],
    [{ fault: 'connection', reason: 'refused' }, false],
    [{ notAsked: true, reason: 'no route' }, undefined],
    [{}, undefined],
  ] as const)('reads %j as %s', (one, reachable) => {
    const read = readChallengeAnswer({ host, challenge: true, ...one });
    expect(read?.reachable).toBe(reachable);
  });
});

describe('listExternalAddresses', () => {
  const entry = (
    kind: string,
    apiVersion: string,
    spec: object,
    name = 'x',
  ) => ({
    cluster: 'demo',
    object: {
      apiVersion,
      kind,
      metadata: { name, namespace: 'data', uid: `${kind} ${name}` },
      spec,
    } as never,
    source: { kind: 'cluster' as const, name: 'demo' },
    observedAt: '2026-01-01T00:00:00Z',
  });
  const ingress = (rules: object[], tls: object[] = [], name = 'x') =>
    entry('Ingress', 'networking.k8s.io/v1', { rules, tls }, name);
  const rule = (name: string, ...paths: string[]) => ({
    host: name,
    http: {
      paths: paths.map(path => ({
        path,
        backend: { service: { name: 'trino', port: { number: 80 } } },
      })),
    },
  });
  const challenge = (spec: object) =>
    entry('Challenge', 'acme.cert-manager.io/v1', spec);
  const list = (...entries: ReturnType<typeof entry>[]) =>
    listExternalAddresses(indexObjects(entries)).map(
      ({ host: name, path, tls, challenge: waits }) =>
        `${tls ? 'https' : 'http'} ${name}${path}${waits ? ' waits' : ''}`,
    );

  it('has each host and path once', () => {
    expect(
      list(
        ingress([rule(host, '/', '/api(/|$)(.*)', '/ui')]),
        ingress([rule(host, '/')], [{ hosts: [host] }], 'y'),
      ),
    ).toEqual([`https ${host}/`, `http ${host}/ui`]);
  });

  it('leaves out what is for the inside, any host, and for a minute', () => {
    expect(
      list(
        ingress([rule('trino.internal', '/'), rule('*.example.com', '/')]),
        ingress([rule(host, '/')], [], 'cm-acme-http-solver-1'),
      ),
    ).toEqual([]);
  });

  it('has the path of challenges that wait over HTTP, without their name', () => {
    const [only, ...others] = list(
      challenge({ type: 'HTTP-01', dnsName: host, token: 'name' }),
    );
    expect(only).toBe(`http ${host}/.well-known/acme-challenge/portal waits`);
    expect(others).toEqual([]);
    expect(list(challenge({ type: 'DNS-01', dnsName: host }))).toEqual([]);
  });
});
