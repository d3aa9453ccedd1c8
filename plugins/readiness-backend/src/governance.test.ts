/** Exemptions and manual evidence over HTTP: who may, what is refused and how it is said, and what it does to the score. */
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  ALL_RULES,
  EvidenceViewSchema,
  ExemptionViewSchema,
  ServiceReadinessSchema,
} from '@254carbon/backstage-plugin-platform-common';
import {
  createDeclarations,
  platformDeclarationsServiceRef,
  platformServicesServiceRef,
} from '@254carbon/backstage-plugin-platform-node';
import express from 'express';
import { Knex } from 'knex';
import request from 'supertest';
import readinessPlugin from '.';
import { quietSources } from './__testUtils__/quietSources';
import { FakePlatform, view } from './testing/fixtures';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const DAY = 86_400_000;
const inDays = (days: number) =>
  new Date(Date.now() + days * DAY).toISOString();

const ASKER = 'user:default/data-engineer';
const DECIDER = 'user:default/approver';
const as = (user: string) => mockCredentials.user.header(user);

const ASKED = {
  ruleId: 'image-pinned',
  serviceId: 'trino',
  reason: 'The chart cannot pin it before its next release',
  owner: 'group:default/data-engineering',
  compensatingControl: 'The registry keeps the tag from being moved',
  until: inDays(30),
};

const PROVED = {
  ruleId: 'restore-proven',
  serviceId: 'trino',
  statement: 'Restored into a namespace of its own; counts agree',
  proof: 'https://example.com/drills/7',
  observedAt: inDays(-1),
  until: inDays(60),
};

async function start(
  id: string,
  options: { features?: object[]; readiness?: object; knex?: Knex } = {},
) {
  const { features = [], readiness = {} } = options;
  const platform = new FakePlatform(view({ trino: 1, minio: 1 }));
  const declarations = createDeclarations();
  const audit = mockServices.auditor.mock();
  const success = jest.fn(async () => {});
  audit.createEvent.mockImplementation(async () => ({
    success,
    fail: jest.fn(async () => {}),
  }));
  const knex = options.knex ?? (await databases.init(id as 'SQLITE_3'));
  const backend = await startTestBackend({
    features: [
      readinessPlugin,
      ...quietSources,
      mockServices.database.factory({ knex }),
      mockServices.rootConfig.factory({ data: { readiness } }),
      createServiceFactory({
        service: platformServicesServiceRef,
        deps: {},
        factory: () => platform,
      }),
      createServiceFactory({
        service: platformDeclarationsServiceRef,
        deps: {},
        factory: () => declarations,
      }),
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => audit,
      }),
      ...(features as never[]),
    ],
  });
  const { server } = backend;
  const stop = () => backend.stop();
  const get = (path: string) => request(server).get(`/api/readiness${path}`);
  const post = (path: string, body: object = {}, user = ASKER) =>
    request(server)
      .post(`/api/readiness${path}`)
      .set('Authorization', as(user))
      .send(body);
  const judge = () => post('/evaluations');
  const verdictOf = async (serviceId: string, ruleId: string) => {
    const { body } = await get(`/services/${serviceId}`);
    const { report } = ServiceReadinessSchema.parse(body);
    return report.verdicts.find(verdict => verdict.ruleId === ruleId);
  };
  return {
    platform,
    audit,
    declarations,
    success,
    get,
    post,
    judge,
    verdictOf,
    stop,
  };
}

/** Waits for something that is true soon. */
async function until(check: () => Promise<boolean>) {
  const end = Date.now() + 20_000;
  while (!(await check())) {
    if (Date.now() > end) throw new Error('It did not become true.');
    await new Promise(resolve => setImmediate(resolve));
  }
}

describe.each(databases.eachSupportedId())('governance over HTTP, %s', id => {
  it('asks, decides and ends an exemption, and each counts at once', async () => {
    const { get, post, judge, verdictOf, success, stop } = await start(id);
    await judge();
    const asked = await post('/exemptions', ASKED);
    expect(asked.status).toBe(200);
    const exemption = ExemptionViewSchema.parse(asked.body);
    expect(exemption).toMatchObject({
      phase: 'requested',
      requestedBy: ASKER,
      serviceTitle: 'trino',
      entityRef: 'component:default/trino',
    });
    expect(success).toHaveBeenCalledWith({
      meta: expect.objectContaining({ id: exemption.id, state: 'requested' }),
    });
    expect(
      (await verdictOf('trino', 'image-pinned'))?.exemption,
    ).toBeUndefined();

    const own = await post(`/exemptions/${exemption.id}/approve`);
    expect(own.status).toBe(403);
    expect(own.body.error.message).toBe(
      'You asked for this exemption yourself; somebody else has to decide on it.',
    );

    const approved = await post(
      `/exemptions/${exemption.id}/approve`,
      { note: 'Until the next release' },
      DECIDER,
    );
    expect(approved.body).toMatchObject({
      phase: 'in-force',
      decidedBy: DECIDER,
      decisionNote: 'Until the next release',
    });
    await until(
      async () => !!(await verdictOf('trino', 'image-pinned'))?.exemption,
    );
    const { body } = await get('/services/trino');
    expect(body.report.points).not.toEqual(body.report.plain);

    const ended = await post(`/exemptions/${exemption.id}/revoke`, {
      note: 'It is pinned now',
    });
    expect(ended.body).toMatchObject({ phase: 'revoked', revokedBy: ASKER });
    await until(
      async () => !(await verdictOf('trino', 'image-pinned'))?.exemption,
    );
    await stop();
  });

  it('lists by service, rule, phase and what ends soon', async () => {
    const { get, post, stop } = await start(id);
    const far = ExemptionViewSchema.parse(
      (await post('/exemptions', ASKED)).body,
    );
    const near = ExemptionViewSchema.parse(
      (
        await post('/exemptions', {
          ...ASKED,
          serviceId: 'minio',
          until: inDays(3),
        })
      ).body,
    );
    await post(`/exemptions/${near.id}/approve`, {}, DECIDER);
    const ids = async (query: string) =>
      (await get(`/exemptions${query}`)).body.exemptions.map(
        (item: { id: string }) => item.id,
      );
    expect(await ids('')).toEqual([far.id, near.id]);
    expect(await ids('?service=minio')).toEqual([near.id]);
    expect(await ids('?rule=probes-set')).toEqual([]);
    expect(await ids('?phase=requested')).toEqual([far.id]);
    expect(await ids('?phase=in-force')).toEqual([near.id]);
    expect(await ids('?expiresWithinDays=7')).toEqual([near.id]);
    expect(await ids('?expiresWithinDays=1')).toEqual([]);
    const { body } = await get('/exemptions?service=minio');
    expect(body).toMatchObject({
      warningDays: 14,
      exemptions: [{ expiresSoon: true }],
    });
    await stop();
  });

  it('says what is wrong with a request, and how to put it right', async () => {
    const { post, stop } = await start(id);
    const cases: [object, number, string][] = [
      [{ reason: 'short' }, 400, 'write why the rule cannot be met for now'],
      [{ owner: 'me' }, 400, 'write a full entity ref'],
      [{ until: inDays(-1) }, 400, 'choose a later "until"'],
      [{ until: inDays(300) }, 400, 'longer than 180 days'],
      [{ ruleId: 'image-pined' }, 400, 'There is no rule "image-pined"'],
      [{ serviceId: 'nope' }, 404, 'There is no service "nope"'],
      [
        { reason: 'we use password: hunter2hunter2 here' },
        400,
        'seems to hold a credential',
      ],
    ];
    for (const [change, status, cure] of cases) {
      const answer = await post('/exemptions', { ...ASKED, ...change });
      expect([cure, answer.status]).toEqual([cure, status]);
      expect(answer.body.error.message).toContain(cure);
    }
    await post('/exemptions', ASKED);
    const twice = await post('/exemptions', ASKED);
    expect(twice.status).toBe(409);
    expect(twice.body.error.message).toContain('waits for a decision');
    await stop();
  });

  it('is decided once, by a person, and rejected with a reason', async () => {
    const { post, stop } = await start(id);
    const { body } = await post('/exemptions', ASKED);
    const bare = await post(`/exemptions/${body.id}/reject`, {}, DECIDER);
    expect(bare.status).toBe(400);
    const rejected = await post(
      `/exemptions/${body.id}/reject`,
      { note: 'It can be pinned in the values' },
      DECIDER,
    );
    expect(rejected.body).toMatchObject({ phase: 'rejected' });
    const again = await post(`/exemptions/${body.id}/approve`, {}, DECIDER);
    expect(again.status).toBe(409);
    const absent = '00000000-0000-4000-8000-000000000000';
    const gone = await post(`/exemptions/${absent}/approve`, {}, DECIDER);
    expect(gone.status).toBe(404);
    await stop();
  });

  it('records evidence that proves a rule, and takes it back', async () => {
    const { get, post, judge, verdictOf, stop } = await start(id);
    await judge();
    const recorded = await post('/evidence', PROVED);
    expect(recorded.status).toBe(200);
    const evidence = EvidenceViewSchema.parse(recorded.body);
    expect(evidence).toMatchObject({ author: ASKER, phase: 'in-force' });
    const list = await get('/evidence?service=trino');
    expect(list.body.evidence).toEqual([evidence]);
    expect(list.body.rules).toContainEqual(
      expect.objectContaining({ id: 'restore-proven' }),
    );
    const first = await verdictOf('trino', 'restore-proven');
    if (first?.outcome !== 'not-applicable') {
      await until(
        async () => !!(await verdictOf('trino', 'restore-proven'))?.manual,
      );
    }
    const withdrawn = await post(`/evidence/${evidence.id}/withdraw`);
    expect(withdrawn.body).toMatchObject({
      phase: 'withdrawn',
      withdrawnBy: ASKER,
    });
    expect((await get('/evidence')).body.evidence).toEqual([]);
    expect((await get('/evidence?which=all')).body.evidence).toHaveLength(1);
    const twice = await post(`/evidence/${evidence.id}/withdraw`);
    expect(twice.status).toBe(409);
    await stop();
  });

  it('says what is wrong with evidence, and how to put it right', async () => {
    const { post, stop } = await start(id);
    const cases: [object, string][] = [
      [{ ruleId: 'image-pinned' }, 'cannot be proved by hand; these can: '],
      [{ observedAt: inDays(2) }, 'done in the future'],
      [{ until: inDays(-1) }, 'choose a later "until"'],
      [{ until: inDays(500) }, 'longer than 400 days'],
      [{ proof: 'x' }, 'write a link to the protocol'],
      [{ proof: ['javascript', 'alert(1)'].join(':') }, 'begins with https://'],
      [{ proof: 'file:///etc/drills' }, 'begins with https://'],
      [
        { proof: 'token: ghp_0123456789abcdefghijklmnopqrstuvwxyz' },
        'credential',
      ],
    ];
    for (const [change, cure] of cases) {
      const answer = await post('/evidence', { ...PROVED, ...change });
      expect([cure, answer.status]).toEqual([cure, 400]);
      expect(answer.body.error.message).toContain(cure);
    }
    await stop();
  });

  it('sets aside what people declare to be down, in the score with it and not in the one without', async () => {
    const { declarations, get, judge, stop } = await start(id);
    await judge();
    declarations.publish([
      {
        id: 'd-1',
        kind: 'expected-down',
        serviceId: 'minio',
        reason: 'It moves to other disks',
        owner: 'group:default/data-engineering',
        until: inDays(2),
        declaredBy: ASKER,
        declaredAt: inDays(-1),
      },
    ]);
    await until(
      async () => !!(await get('/services/minio')).body.report.expectedDown,
    );
    const { body } = await get('/report');
    expect(body.setAside).toBe(1);
    expect(body.plain.of).toBeGreaterThan(body.points.of);
    await stop();
  });
});

describe('governance and who may', () => {
  const paths = [
    ['/exemptions', ASKED],
    ['/evidence', PROVED],
  ] as const;

  it('asks who is there (401)', async () => {
    const { get, post, stop } = await start('SQLITE_3');
    const none = mockCredentials.none.header();
    for (const [path, body] of paths) {
      const asked = await get(path).set('Authorization', none);
      const told = await post(path, body).set('Authorization', none);
      expect([asked.status, told.status]).toEqual([401, 401]);
    }
    await stop();
  });

  it('asks whether they may (403)', async () => {
    const { get, post, stop } = await start('SQLITE_3', {
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
      ],
    });
    for (const [path, body] of paths) {
      expect((await get(path)).status).toBe(403);
      const { status, body: said } = await post(path, body);
      expect(status).toBe(403);
      expect(said.error.message).toMatch(/readiness\.(exemption|evidence)/);
    }
    await stop();
  });

  it('asks whether they may for this service (403), by who owns it now', async () => {
    const asked: unknown[] = [];
    const permissions = mockServices.permissions.mock({
      authorizeConditional: async requests =>
        requests.map(({ permission }) =>
          isResourcePermission(permission)
            ? ({
                result: AuthorizeResult.CONDITIONAL,
                pluginId: 'platform',
                resourceType: permission.resourceType,
                conditions: {
                  rule: 'IS_SERVICE_OWNER',
                  resourceType: permission.resourceType,
                  params: { owners: [] },
                },
              } as const)
            : ({ result: AuthorizeResult.ALLOW } as const),
        ),
      authorize: async requests =>
        requests.map(entry => {
          const ref = 'resourceRef' in entry ? entry.resourceRef : undefined;
          if (ref) asked.push(ref);
          return {
            result:
              ref === 'minio' ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
          };
        }),
    });
    const { post, stop } = await start('SQLITE_3', {
      features: [
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () => permissions,
        }),
      ],
    });
    const theirs = await post('/exemptions', { ...ASKED, serviceId: 'minio' });
    expect(theirs.status).toBe(403);
    expect(theirs.body.error.message).toContain('other things than "minio"');
    const own = await post('/exemptions', ASKED);
    expect(own.status).toBe(200);
    const ended = await post(`/exemptions/${own.body.id}/revoke`, {
      note: 'not needed',
    });
    expect(ended.status).toBe(200);
    expect(asked).toEqual(['minio', 'trino', 'trino']);
    await stop();
  });

  it('lets no agent decide', async () => {
    const { post, stop } = await start('SQLITE_3');
    const { body } = await post('/exemptions', ASKED);
    const answer = await post(`/exemptions/${body.id}/approve`).set(
      'Authorization',
      mockCredentials.service.header(),
    );
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain('decided by people');
    await stop();
  });
});

/** A notifications plugin that keeps what it is sent. */
function fakeNotifications(sent: unknown[]) {
  return createBackendPlugin({
    pluginId: 'notifications',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          const router = express.Router();
          router.use(express.json());
          router.post('/', (asked, response) => {
            sent.push(asked.body);
            response.json([]);
          });
          httpRouter.use(router);
        },
      });
    },
  });
}

describe('notices', () => {
  it('reach the notifications plugin where it is installed: what waits, and what was decided', async () => {
    const sent: unknown[] = [];
    const { post, stop } = await start('SQLITE_3', {
      features: [fakeNotifications(sent)],
      readiness: { notifications: { approvers: ['group:default/approvers'] } },
    });
    const { body } = await post('/exemptions', ASKED);
    await until(async () => sent.length === 1);
    await post(`/exemptions/${body.id}/approve`, {}, DECIDER);
    await until(async () => sent.length === 2);
    expect(sent).toEqual([
      {
        recipients: {
          type: 'entity',
          entityRef: ['group:default/approvers'],
          excludeEntityRef: ASKER,
        },
        payload: expect.objectContaining({
          title: 'An exemption of trino waits for a decision',
          topic: 'readiness.exemption',
        }),
      },
      {
        recipients: {
          type: 'entity',
          entityRef: [ASKER],
          excludeEntityRef: DECIDER,
        },
        payload: expect.objectContaining({
          title: 'The exemption of trino was approved',
        }),
      },
    ]);
    await stop();
  });
});

describe('a level that is lost', () => {
  it('is told to the owner, with the reason, once, and not when nobody can tell', async () => {
    const sent: unknown[] = [];
    const others = ALL_RULES.map(rule => rule.id).filter(
      ruleId => ruleId !== 'workload-available',
    );
    const { platform, judge, stop } = await start('SQLITE_3', {
      features: [fakeNotifications(sent)],
      readiness: { disabledRules: others },
    });
    await until(async () => (await judge()).body.state === 'judged');
    platform.change(view({ trino: 0, minio: 1 }));
    await until(async () => {
      await judge();
      return sent.length > 0;
    });
    await judge();
    expect(sent).toEqual([
      {
        recipients: {
          type: 'entity',
          entityRef: ['group:default/data-engineering'],
        },
        payload: expect.objectContaining({
          title: 'trino lost its gold level',
          description: expect.stringContaining('0 of 1'),
          link: '/catalog/default/component/trino/readiness',
        }),
      },
    ]);
    await stop();
  });
});

describe('rules by configuration', () => {
  it.each([
    [{ weights: { 'image-pined': 3 } }, 'There is no rule "image-pined"'],
    [{ weights: { 'image-pinned': 2.5 } }, 'whole number above 0'],
    [{ disabledRules: ['nope'] }, 'There is no rule "nope"'],
    [
      { thresholds: { 'certificate-ready': { days: -1 } } },
      'give it a number from',
    ],
    [
      { rules: [{ id: 'mine', weight: 1 }] },
      'Rule "mine" of the configuration',
    ],
    [
      {
        caps: [
          {
            id: 'mine',
            category: 'backup',
            atMostPercent: 40,
            title: 'Nothing was restored',
            unless: 'nope',
          },
        ],
      },
      'lifted by rule "nope"',
    ],
    [{ warningDays: 400 }, 'from 1 to 90'],
  ])('stops the start with one sentence: %j', async (readiness, cure) => {
    await expect(start('SQLITE_3', { readiness })).rejects.toThrow(cure);
  });

  it('tells the audit log what differs from the last run, once', async () => {
    const knex = await databases.init('SQLITE_3');
    const changesOf = async (readiness: object) => {
      const { audit, stop } = await start('SQLITE_3', { knex, readiness });
      const told = audit.createEvent.mock.calls
        .map(([event]) => event)
        .filter(({ eventId }) => eventId === 'rules-changed');
      await stop();
      return told.map(({ meta }) => meta?.changes);
    };
    expect(await changesOf({})).toEqual([]);
    const other = { weights: { 'image-pinned': 9 } };
    expect(await changesOf(other)).toEqual([
      [expect.stringMatching(/^rule image-pinned has weight 9 instead of /)],
    ]);
    expect(await changesOf(other)).toEqual([]);
    expect(await changesOf({})).toEqual([
      [
        expect.stringMatching(
          /^rule image-pinned has weight \d+ instead of 9$/,
        ),
      ],
    ]);
  });
});
