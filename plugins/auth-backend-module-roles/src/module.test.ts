import { ConfigReader } from '@backstage/config';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import authPlugin from '@backstage/plugin-auth-backend';
import request from 'supertest';
import { isLoopback, readRoleAccounts } from './readRoleAccounts';
import authModuleRoles from '.';

const accounts = {
  analyst: {
    title: 'Analyst',
    description: 'May read',
    user: 'user:default/analyst',
  },
};
function configOf(overrides: object = {}) {
  return {
    app: { baseUrl: 'http://localhost:7007' },
    backend: {
      baseUrl: 'http://localhost:7007',
      listen: { host: '127.0.0.1', port: 0 },
    },
    auth: { providers: { role: { accounts } } },
    ...overrides,
  };
}

describe('readRoleAccounts', () => {
  it('reads accounts on a loopback address', () => {
    expect(
      readRoleAccounts(new ConfigReader(configOf()), 'development'),
    ).toEqual(accounts);
  });

  it('gives nothing when none are configured, even in production', () => {
    const config = new ConfigReader({ auth: { providers: { role: null } } });
    expect(readRoleAccounts(config, 'production')).toBeUndefined();
  });

  it('refuses production', () => {
    expect(() =>
      readRoleAccounts(new ConfigReader(configOf()), 'production'),
    ).toThrow(/do not load in production: set auth.providers.role to null/);
  });

  it.each([
    [
      { baseUrl: 'http://portal.example.com', listen: { host: '127.0.0.1' } },
      /backend.baseUrl is 'portal.example.com'/,
    ],
    [
      { baseUrl: 'http://localhost:7007', listen: { host: '0.0.0.0' } },
      /backend.listen.host is '0.0.0.0'/,
    ],
    [
      { baseUrl: 'http://localhost:7007', listen: ':7007' },
      /backend.listen.host is 'every address'/,
    ],
    [
      { baseUrl: 'http://localhost:7007' },
      /backend.listen.host is 'every address'/,
    ],
  ])('refuses %j', (backend, message) => {
    const config = new ConfigReader(configOf({ backend }));
    expect(() => readRoleAccounts(config, 'development')).toThrow(message);
  });

  it('names the cure for an address that is none', () => {
    const config = new ConfigReader(
      configOf({ backend: { baseUrl: 'nonsense' } }),
    );
    expect(() => readRoleAccounts(config, 'development')).toThrow(
      /backend.baseUrl is 'nonsense', which is no address/,
    );
  });

  it('names the cure for an account without a user', () => {
    const config = new ConfigReader(
      configOf({
        auth: { providers: { role: { accounts: { x: { title: 'X' } } } } },
      }),
    );
    expect(() => readRoleAccounts(config, 'development')).toThrow(
      /must give each account a title/,
    );
  });

  it('knows loopback from look-alikes', () => {
    expect(
      ['localhost', '127.0.0.1', '127.8.8.8', '::1'].every(isLoopback),
    ).toBe(true);
    expect(
      ['127.0.0.1.example.com', 'localhost.example.com', '', '10.0.0.1'].some(
        isLoopback,
      ),
    ).toBe(false);
  });
});

describe('sign-in with a role account', () => {
  async function startBackend() {
    const { server } = await startTestBackend({
      features: [
        authPlugin,
        authModuleRoles,
        mockServices.rootConfig.factory({ data: configOf() }),
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'User',
              metadata: { name: 'analyst', namespace: 'default' },
              spec: { memberOf: [] },
            },
          ],
        }),
      ],
    });
    return server;
  }

  it('gives a token for a known account and 401 for any other', async () => {
    const server = await startBackend();
    const good = await request(server)
      .get('/api/auth/role/refresh')
      .set('x-portal-role', 'analyst');
    expect(good.status).toBe(200);
    expect(good.body.backstageIdentity.identity.userEntityRef).toBe(
      'user:default/analyst',
    );
    for (const role of ['root', '__proto__', '']) {
      const bad = await request(server)
        .get('/api/auth/role/refresh')
        .set('x-portal-role', role);
      expect(bad.status).toBe(401);
    }
  });
});
