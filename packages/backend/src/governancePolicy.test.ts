/**
 * Who may ask for exemptions, decide on them and record evidence, through the whole permission system: the policy decides by
 * role, the platform plugin by whose the service is, and the readiness plugin that nobody decides on their own request.
 */
import {
  coreServices,
  createServiceFactory,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import policyModule from '@254carbon/backstage-plugin-permission-backend-module-platform';
import platformBackend from '@254carbon/backstage-plugin-platform-backend';
import {
  indexObjects,
  Service,
} from '@254carbon/backstage-plugin-platform-common';
import {
  PlatformServices,
  platformServicesServiceRef,
} from '@254carbon/backstage-plugin-platform-node';
import readinessBackend from '@254carbon/backstage-plugin-readiness-backend';
import request from 'supertest';

jest.setTimeout(120_000);

const ROLES = ['operator', 'data-engineer', 'approver', 'analyst'] as const;
type Role = (typeof ROLES)[number];
const userOf = (role: Role) => `user:default/${role}`;
const DAY_MS = 86_400_000;
const inDays = (days: number) =>
  new Date(Date.now() + days * DAY_MS).toISOString();

function service(id: string, owner: string): Service {
  return {
    id,
    title: id,
    description: '',
    entityRef: `component:default/${id}`,
    kind: 'Component',
    type: 'service',
    system: 'data',
    owner,
    lifecycle: 'production',
    cluster: 'demo',
    namespace: 'data',
    workloads: [],
    endpoints: [],
    dependencies: [],
    dependsOn: [],
    links: [],
    explanation: [],
    health: { state: 'healthy', stale: false, summary: '', evidence: [] },
    formerIds: [],
    caveats: [],
  };
}

/** Two services: one of the data engineer, one of the operator. */
const services: PlatformServices = {
  current: () => ({
    services: [
      service('trino', userOf('data-engineer')),
      service('minio', userOf('operator')),
    ],
    clusters: [{ name: 'demo', phase: 'reading', kinds: [] }],
    caveats: [],
    index: indexObjects([]),
    groups: [],
    generatedAt: '2026-11-21T12:00:00.000Z',
    version: 1,
  }),
  onChange: () => () => {},
  whenReady: async () => {},
};

/**
 * Plugins ask the permission plugin on behalf of users, and say so; the mock of identities forgets that, and the permission plugin
 * would take each question for one that a user asks directly.
 */
const httpAuth = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }): HttpAuthService {
    const pluginId = plugin.getId();
    const inner = mockServices.httpAuth({ pluginId });
    const credentials = async (
      ...asked: Parameters<HttpAuthService['credentials']>
    ) => {
      const found = await inner.credentials(...asked);
      const { principal } = found as ReturnType<typeof mockCredentials.user>;
      const isAsked =
        pluginId === 'permission' || asked[0].originalUrl.includes('/permissions/');
      return isAsked && principal.type === 'user'
        ? mockCredentials.user(principal.userEntityRef, {
            actor: { subject: 'plugin:readiness' },
          })
        : found;
    };
    return {
      credentials: credentials as HttpAuthService['credentials'],
      issueUserCookie: (...given) => inner.issueUserCookie(...given),
    };
  },
});

let ruleNumber = 0;
const RULES = ['image-pinned', 'probes-set', 'disruption-budget', 'workload-available'];

describe('the policy on exemptions and evidence', () => {
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        permissionBackend,
        policyModule,
        platformBackend,
        readinessBackend,
        permissionsServiceFactory,
        permissionsRegistryServiceFactory,
        httpAuth,
        createServiceFactory({
          service: platformServicesServiceRef,
          deps: {},
          factory: () => services,
        }),
        mockServices.rootConfig.factory({
          data: {
            permission: {
              enabled: true,
              roles: Object.fromEntries(
                ROLES.map(role => [role, [userOf(role)]]),
              ),
            },
          },
        }),
      ],
    });
  });
  afterAll(() => backend.stop());

  const post = (role: Role, path: string, body: object = {}) =>
    request(backend.server)
      .post(`/api/readiness${path}`)
      .set('Authorization', mockCredentials.user.header(userOf(role)))
      .send(body);

  /** One exemption at a time for a rule and a service: each request takes the next rule. */
  const ask = (role: Role, serviceId: string) =>
    post(role, '/exemptions', {
      ruleId: RULES[ruleNumber++ % RULES.length],
      serviceId,
      reason: 'It cannot be met before the next release',
      owner: 'group:default/platform-engineering',
      compensatingControl: 'Somebody looks at it every morning',
      until: inDays(10),
    });
  const record = (role: Role, serviceId: string) =>
    post(role, '/evidence', {
      ruleId: 'restore-proven',
      serviceId,
      statement: 'Restored into a namespace of its own; counts agree',
      proof: 'https://example.com/drills/7',
      observedAt: inDays(-1),
      until: inDays(30),
    });

  it.each([
    ['operator', 200, 200],
    ['data-engineer', 200, 403],
    ['analyst', 403, 403],
  ] as const)(
    '%s records evidence: %d for trino, %d for minio',
    async (role, trino, minio) => {
      expect((await record(role, 'trino')).status).toBe(trino);
      expect((await record(role, 'minio')).status).toBe(minio);
    },
  );

  it('lets a data engineer ask for what it owns, and the approver decide', async () => {
    const theirs = await ask('data-engineer', 'minio');
    expect(theirs.status).toBe(403);
    const { status, body } = await ask('data-engineer', 'trino');
    expect(status).toBe(200);
    for (const role of ['data-engineer', 'analyst'] as const) {
      const answer = await post(role, `/exemptions/${body.id}/approve`);
      expect([role, answer.status]).toEqual([role, 403]);
    }
    const approved = await post('approver', `/exemptions/${body.id}/approve`);
    expect([approved.status, approved.body.phase]).toEqual([200, 'in-force']);
    const ended = await post('data-engineer', `/exemptions/${body.id}/revoke`, {
      note: 'It is met now',
    });
    expect(ended.status).toBe(200);
  });

  it.each(['operator', 'approver'] as const)(
    'lets %s ask and decide, never on what it asked for itself',
    async role => {
      const { body } = await ask(role, 'minio');
      const own = await post(role, `/exemptions/${body.id}/approve`);
      expect(own.status).toBe(403);
      expect(own.body.error.message).toContain('somebody else has to decide');
      const other = role === 'operator' ? 'approver' : 'operator';
      const decided = await post(other, `/exemptions/${body.id}/reject`, {
        note: 'It can be met today',
      });
      expect([decided.status, decided.body.phase]).toEqual([200, 'rejected']);
    },
  );
});
