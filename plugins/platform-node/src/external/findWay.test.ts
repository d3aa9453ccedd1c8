import { ExternalAddress } from '@254carbon/backstage-plugin-platform-common';
import { ConfigReader } from '@backstage/config';
import { Route } from '../config';
import { findWay } from './findWay';
import { readExternalConfig } from './readExternalConfig';

const token = { 'cf-access-client-secret': 'secret' };
const address = (
  host: string,
  more: Partial<ExternalAddress> = {},
): ExternalAddress => ({
  id: host,
  cluster: 'demo',
  host,
  path: '/ui',
  tls: false,
  ...more,
});
const ways = (options: {
  hosts?: Record<string, string>;
  route?: Route;
  domains?: string[];
}) => ({
  config: {
    hosts: new Map(Object.entries(options.hosts ?? {})),
    routes: new Map(options.route ? [['demo', options.route]] : []),
  },
  domains: (options.domains ?? []).map(domain => ({ domain, headers: token })),
});
const route = (url: string): Route => ({
  type: 'external',
  url,
  headers: token,
});
const template = route('https://{service}.example.com');

describe('findWay', () => {
  it('does not ask a host that the configuration does not know, and says what to do', () => {
    expect(findWay(address('trino.example.com'), ways({}))).toEqual({
      ok: false,
      reason:
        'no route to it; map it in platform.hosts, name its domain in platform.external.domains, or give cluster demo a route of type external',
    });
  });

  it('asks a mapped host, without an identity that is not meant for it', () => {
    const hosts = { 'trino.example.com': 'http://127.0.0.1:1' };
    expect(
      findWay(
        address('trino.example.com'),
        ways({ hosts, route: route('https://{service}.other.com') }),
      ),
    ).toEqual({ ok: true, url: 'https://trino.example.com/ui', headers: {} });
  });

  it.each([
    ['a domain', { domains: ['example.com'] }],
    ['a route', { route: template }],
  ])('asks a host of %s with its identity', (_, options) => {
    expect(findWay(address('trino.example.com'), ways(options))).toEqual({
      ok: true,
      url: 'https://trino.example.com/ui',
      headers: token,
    });
  });

  it.each([
    ['trino.example.com.evil.org', { route: template }],
    ['a.b.example.com', { route: template }],
    ['trinoXexample.com', { route: template }],
    ['trino.example.org', { route: route('https://{service}') }],
    ['trino.example.org', { route: route('https://{service}.{namespace}') }],
    ['trino.example.com', { route: route('http://{service}.example.com') }],
    ['evilexample.com', { domains: ['example.com'] }],
  ])('does not give an identity to %s', (host, options) => {
    expect(findWay(address(host), ways(options)).ok).toBe(false);
  });

  it('asks for challenges over HTTP, as nobody', () => {
    expect(
      findWay(
        address('trino.example.com', { challenge: true }),
        ways({ route: template }),
      ),
    ).toEqual({ ok: true, url: 'http://trino.example.com/ui', headers: {} });
  });
});

describe('readExternalConfig', () => {
  const read = (external?: object) =>
    readExternalConfig(
      new ConfigReader({ platform: external ? { external } : {} } as never),
    );

  it('asks every two minutes unless told otherwise', () => {
    expect(read()).toEqual({
      enabled: true,
      intervalMs: 120_000,
      timeoutMs: 5_000,
      domains: [],
    });
    expect(
      read({
        enabled: false,
        interval: '10m',
        timeout: { seconds: 1 },
        domains: [{ domain: 'example.com', headers: token }],
      }),
    ).toEqual({
      enabled: false,
      intervalMs: 600_000,
      timeoutMs: 1_000,
      domains: [{ domain: 'example.com', headers: token }],
    });
  });

  it.each([
    [{ interval: '1s' }, 'interval must be at least 30s'],
    [{ domains: [{ domain: '*.example.com' }] }, 'without a star'],
    [{ domains: [{ domain: 'example.com', header: {} }] }, 'header'],
  ])('refuses %j', (external, words) => {
    expect(() => read(external)).toThrow(words);
  });
});
