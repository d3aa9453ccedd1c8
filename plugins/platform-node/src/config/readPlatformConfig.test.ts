import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readPlatformConfig } from './readPlatformConfig';

const cluster = {
  name: 'demo',
  url: 'https://10.0.0.1:6443/',
  authProvider: 'serviceAccount',
  serviceAccountToken: 't0ken',
};
const read = (cluster_: JsonObject[], platform?: JsonObject) =>
  readPlatformConfig(
    new ConfigReader({
      kubernetes: {
        clusterLocatorMethods: [{ type: 'config', clusters: cluster_ }],
      },
      ...(platform ? { platform } : {}),
    }),
  );

describe('readPlatformConfig', () => {
  it('reads the clusters of the kubernetes block, and defaults', () => {
    const config = read([
      {
        ...cluster,
        title: 'Demo',
        caData: Buffer.from('PEM').toString('base64'),
        skipTLSVerify: true,
      },
    ]);
    expect(config.clusters).toEqual([
      {
        name: 'demo',
        title: 'Demo',
        url: 'https://10.0.0.1:6443',
        credential: { type: 'token', token: 't0ken' },
        ca: 'PEM',
        skipTlsVerify: true,
      },
    ]);
    expect(config.probes).toEqual({
      intervalMs: 30_000,
      timeoutMs: 3_000,
      concurrency: 4,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('starts without any cluster', () => {
    expect(readPlatformConfig(new ConfigReader({})).clusters).toEqual([]);
  });

  it('reads routes, hosts and probes', () => {
    const config = read([cluster], {
      routes: [
        {
          cluster: 'demo',
          type: 'external',
          url: 'https://{service}.example.com',
          headers: { 'CF-Access-Client-Id': 'x' },
        },
      ],
      hosts: {
        'API.eia.gov': 'http://127.0.0.1:1/api.eia.gov/',
        'pg.db:5432': 'tcp://127.0.0.1:2',
      },
      probes: { interval: '1m', timeout: { seconds: 2 }, concurrency: 2 },
    });
    expect(config.routes.get('demo')).toEqual({
      type: 'external',
      url: 'https://{service}.example.com',
      headers: { 'CF-Access-Client-Id': 'x' },
    });
    expect(config.hosts.get('api.eia.gov')).toBe(
      'http://127.0.0.1:1/api.eia.gov',
    );
    expect(config.probes).toEqual({
      intervalMs: 60_000,
      timeoutMs: 2_000,
      concurrency: 2,
    });
  });

  it.each([
    [
      'oidc',
      { authProvider: 'oidc', serviceAccountToken: undefined },
      /authProvider "oidc".*serviceAccountToken/,
    ],
    [
      'a missing caFile',
      { caFile: '/nowhere/ca.crt' },
      /\/nowhere\/ca\.crt \(ENOENT\); mount the file/,
    ],
  ])(
    'keeps a cluster with %s as unusable, with the cure',
    (_, change, expected) => {
      const [one] = read([{ ...cluster, ...change }]).clusters;
      expect(one.unusable).toMatch(expected);
    },
  );

  it('shows clusters of other locators as unusable', () => {
    const { clusters } = readPlatformConfig(
      new ConfigReader({
        kubernetes: {
          clusterLocatorMethods: [{ type: 'gke', projectId: 'p' }],
        },
      }),
    );
    expect(clusters[0]).toMatchObject({
      name: 'gke',
      unusable: expect.stringContaining('"config"'),
    });
  });

  it.each([
    [
      'an unknown route',
      [cluster],
      { routes: [{ cluster: 'demo', type: 'tunnel' }] },
      /platform\.routes\[0\]\.type is wrong/,
    ],
    [
      'a route to nowhere',
      [cluster],
      { routes: [{ cluster: 'other', type: 'none' }] },
      /names the cluster "other"/,
    ],
    [
      'an external route without url',
      [cluster],
      { routes: [{ cluster: 'demo', type: 'external' }] },
      /routes\[0\]\.url is wrong/,
    ],
    [
      'a wrong address',
      [cluster],
      { hosts: { 'api.eia.gov': '127.0.0.1' } },
      /platform\.hosts\.api\.eia\.gov is wrong/,
    ],
    [
      'no concurrency',
      [cluster],
      { probes: { concurrency: 0 } },
      /platform\.probes\.concurrency is wrong/,
    ],
    [
      'a wrong url',
      [{ ...cluster, url: 'somewhere' }],
      {},
      /clusters\[0\]\.url is wrong/,
    ],
    ['twins', [cluster, cluster], {}, /two clusters named "demo"/],
  ])('stops at %s with one sentence', (_, clusters, platform, expected) => {
    let message = '';
    try {
      read(clusters as JsonObject[], platform as JsonObject);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(expected);
    expect(message).toMatch(/; .*\.$/);
    expect(message.split('\n')).toHaveLength(1);
  });
});
