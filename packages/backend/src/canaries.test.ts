/**
 * No secrets: a credential that stands anywhere in a cluster's objects is in nothing that the portal keeps, shows or
 * says. Canaries are planted in every kind that the simulated platform has, in every place where people put credentials;
 * then entities, databases, logs and every answer of our plugins are searched for them.
 */
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModulePlatform from '@254carbon/backstage-plugin-catalog-backend-module-platform';
import platformBackend from '@254carbon/backstage-plugin-platform-backend';
import {
  platformInventoryServiceRef,
  PlatformInventory,
  platformServicesServiceRef,
  PlatformServices,
  WANTED_KINDS,
} from '@254carbon/backstage-plugin-platform-node';
import readinessBackend from '@254carbon/backstage-plugin-readiness-backend';
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { Knex } from 'knex';
import request from 'supertest';

jest.setTimeout(120_000);

const CANARY = 'CANARY-4711-do-not-tell';
const JWT = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${CANARY}`;

type JsonObject = Record<string, unknown>;

const env = [
  { name: 'DB_PASSWORD', value: CANARY },
  { name: 'DATABASE_URL', value: `postgres://portal:${CANARY}@db:5432/x` },
  { name: 'JAVA_OPTS', value: `-Dstore.password=${CANARY} -Xmx1g` },
];
const args = [
  '--token',
  CANARY,
  `--api-key=${CANARY}`,
  `--auth=Bearer ${CANARY}`,
];

/** Places that any kind may have. */
function plant(object: JsonObject, name: string): JsonObject {
  const metadata = object.metadata as JsonObject;
  const spec = object.spec as JsonObject | undefined;
  const status = object.status as JsonObject | undefined;
  const template = spec?.template as { spec?: { containers?: JsonObject[] } };
  for (const container of template?.spec?.containers ?? []) {
    container.env = [...((container.env as object[]) ?? []), ...env];
    container.args = [...((container.args as string[]) ?? []), ...args];
  }
  return {
    ...object,
    metadata: {
      ...metadata,
      name,
      uid: undefined,
      ownerReferences: undefined,
      managedFields: [{ manager: CANARY }],
      annotations: {
        ...(metadata.annotations as JsonObject),
        'kubectl.kubernetes.io/last-applied-configuration': `{"x":"${CANARY}"}`,
        'example.com/note': `password=${CANARY}`,
        'example.com/token': CANARY,
        'example.com/link': `https://user:${CANARY}@example.com/`,
      },
    },
    ...(spec
      ? {
          spec: {
            ...spec,
            auth: { password: CANARY, jwt: JWT },
            extraArgs: args,
          },
        }
      : {}),
    ...(status
      ? {
          status: {
            ...status,
            conditions: [
              ...((status.conditions as object[]) ?? []),
              {
                type: 'Connected',
                status: 'False',
                reason: 'LoginFailed',
                message: `login to https://user:${CANARY}@store failed, password: ${CANARY}`,
              },
            ],
          },
        }
      : {}),
    ...('data' in object
      ? {
          data: {
            password: CANARY,
            'app.properties': `db.password=${CANARY}\nport=1`,
            'app.yaml': `auth:\n  token: ${CANARY}\n  user: a`,
            'app.json': `{"client_secret":"${CANARY}"}`,
          },
        }
      : {}),
    ...('message' in object
      ? {
          message: `Cannot log in with token=${CANARY} at redis://:${CANARY}@r`,
        }
      : {}),
  };
}

async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
) {
  const end = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited in vain for: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

describe('canaries', () => {
  let platform: RunningPlatform;
  const logged: string[] = [];
  const planted: string[] = [];
  const databases = new Map<string, Knex>();
  let inventory: PlatformInventory;
  let services: PlatformServices;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  const logger: LoggerService = {
    child: () => logger,
    ...(Object.fromEntries(
      ['debug', 'info', 'warn', 'error'].map(level => [
        level,
        (message: string, meta?: Error | JsonObject) => {
          const { stack, cause } = (meta ?? {}) as Error;
          logged.push(
            `${message} ${JSON.stringify(meta ?? {})} ${stack} ${cause}`,
          );
        },
      ]),
    ) as Pick<LoggerService, 'debug' | 'info' | 'warn' | 'error'>),
  };
  const observer = (pluginId: string) =>
    createBackendModule({
      pluginId,
      moduleId: 'canaries',
      register(reg) {
        reg.registerInit({
          deps: {
            database: coreServices.database,
            seen: platformInventoryServiceRef,
            live: platformServicesServiceRef,
          },
          async init({ database, seen, live }) {
            databases.set(pluginId, await database.getClient());
            inventory = seen;
            services = live;
          },
        });
      },
    });

  beforeAll(async () => {
    platform = await startPlatform();
    for (const { group, resource } of WANTED_KINDS) {
      const type = { group, plural: resource };
      const [first] = platform.store.list(type);
      if (!first) continue;
      const clone = structuredClone(first) as unknown as JsonObject;
      const name = `canary-${resource}`;
      platform.store.create(
        type,
        plant(clone, name) as unknown as Parameters<
          typeof platform.store.create
        >[1],
      );
      planted.push(`${first.kind} ${name}`);
    }
    const { url, caData, tokens } = platform.kubernetes;
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModulePlatform,
        platformBackend,
        readinessBackend,
        ...['catalog', 'platform', 'readiness'].map(observer),
        createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => logger,
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:0' },
            kubernetes: {
              clusterLocatorMethods: [
                {
                  type: 'config',
                  clusters: [
                    {
                      name: 'demo',
                      url,
                      caData,
                      authProvider: 'serviceAccount',
                      serviceAccountToken: tokens.portal,
                    },
                  ],
                },
              ],
            },
            platform: { probes: { interval: '2s' } },
          },
        }),
      ],
    });
    await until('every kind', () =>
      inventory.snapshot().clusters.every(({ whole }) => whole),
    );
    await until('services', () => services.current().services.length > 20);
  });
  afterAll(async () => {
    await backend.stop();
    await platform.close();
  });

  it('are planted in every kind, and all objects are read', () => {
    expect(planted.length).toBeGreaterThan(30);
    const read = new Set(
      inventory
        .snapshot()
        .objects.map(({ object }) => `${object.kind} ${object.metadata.name}`),
    );
    expect(planted.filter(name => !read.has(name))).toEqual([]);
  });

  it('are not in the inventory, where marks say what was there', () => {
    const text = JSON.stringify(inventory.snapshot());
    expect(text).not.toContain(CANARY);
    expect(text).toContain('redacted(spec.auth.password, password)');
    expect(text).toContain('redacted(data.password, password)');
    expect(text).toMatch(/redacted\(status\.conditions\[\d+\]\.message, /);
  });

  it('are in no answer of our plugins, whatever is asked', async () => {
    await until('the catalog', async () => {
      const { body } = await request(backend.server).get(
        '/api/catalog/entities',
      );
      return Array.isArray(body) && body.length > 20;
    });
    const ids = services.current().services.map(({ id }) => id);
    const paths = [
      '/api/catalog/entities',
      ...[
        'services',
        'changes',
        'incidents',
        'declarations',
        'clusters',
        'manifests',
        'drift',
        'telemetry',
        'objects?q=canary&limit=100',
        'openapi.json',
      ].map(path => `/api/platform/${path}`),
      ...ids.map(id => `/api/platform/services/${id}`),
      ...planted.map(
        name =>
          `/api/platform/why?object=${encodeURIComponent(name.split(' ')[1])}`,
      ),
      ...['report', 'rules', 'evaluations'].map(
        path => `/api/readiness/${path}`,
      ),
      ...ids.map(id => `/api/readiness/services/${id}`),
    ];
    let answered = 0;
    for (const path of paths) {
      const { status, text } = await request(backend.server).get(path);
      if (status === 200) answered += 1;
      if (text?.includes(CANARY)) throw new Error(`${path} tells a canary`);
    }
    expect(answered).toBeGreaterThan(ids.length);
  });

  it('are in no database', async () => {
    let rows = 0;
    for (const knex of databases.values()) {
      const tables: { name: string }[] = await knex('sqlite_master')
        .where({ type: 'table' })
        .select('name');
      for (const { name } of tables) {
        for (const row of await knex(name).select()) {
          rows += 1;
          if (JSON.stringify(row).includes(CANARY)) {
            throw new Error(`The table ${name} holds a canary.`);
          }
        }
      }
    }
    expect(rows).toBeGreaterThan(100);
  });

  it('are in no line of a log, even when reads and probes fail', async () => {
    const isStale = () =>
      services.current().services.some(({ health }) => health.stale);
    for (const scenario of ['api-500', 'api-truncated', 'api-403'] as const) {
      platform.setScenario(scenario);
      await until('probes or reads that fail', isStale);
    }
    expect(logged.length).toBeGreaterThan(5);
    for (const line of logged) expect(line).not.toContain(CANARY);
    expect(JSON.stringify(services.current().caveats)).not.toContain(CANARY);
    expect(JSON.stringify(services.current().services)).not.toContain(CANARY);
  });
});
