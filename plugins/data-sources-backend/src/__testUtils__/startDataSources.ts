/** The plugin in a backend beside the portal's git, with a catalog in memory and, unless told otherwise, a scaffolder that only knows tasks. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import localGit from '@254carbon/backstage-plugin-local-git-backend';
import {
  platformNamesServiceRef,
  PlatformNames,
} from '@254carbon/backstage-plugin-platform-node';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import request from 'supertest';
import { parse } from 'yaml';
import dataSources from '..';

export const git = promisify(execFile);

/** The scaffolder speaking for itself, as its actions do. */
export const SCAFFOLDER = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:scaffolder'),
  targetPluginId: 'data-sources',
});
const TO_GIT = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:scaffolder'),
  targetPluginId: 'local-git',
});

const ROOT = resolve(__dirname, '../../../..');

/** A file of this repository as an entity, with the location that the catalog gives it. */
export async function readEntity(path: string): Promise<Entity> {
  const entity: Entity = parse(await readFile(join(ROOT, path), 'utf8'));
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        'backstage.io/managed-by-location': `file:${join(ROOT, path)}`,
      },
    },
  };
}

export interface FakeTask {
  id: string;
  status: string;
  createdBy: string;
  spec: {
    parameters: Record<string, unknown>;
    templateInfo: { entityRef: string };
  };
}

async function freePort(): Promise<number> {
  return new Promise(found => {
    const probe = createServer().listen(0, () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' ? address!.port : 0));
    });
  });
}

/** Only tasks, and a dry run that writes what `render` says. */
function createFakeScaffolder(
  tasks: Map<string, FakeTask>,
  render: (values: Record<string, unknown>) => Record<string, string>,
) {
  return createBackendPlugin({
    pluginId: 'scaffolder',
    register(env) {
      env.registerInit({
        deps: { router: coreServices.httpRouter },
        async init({ router }) {
          const routes = express.Router();
          routes.use(express.json({ limit: '10mb' }));
          routes.get('/v2/tasks/:id', (asked, response) => {
            const task = tasks.get(asked.params.id);
            if (!task) throw new NotFoundError('no such task');
            response.json(task);
          });
          routes.post('/v2/dry-run', (asked, response) => {
            const files = render(asked.body.values);
            response.json({
              log: [],
              steps: [],
              output: {},
              directoryContents: Object.entries(files).map(([path, text]) => ({
                path,
                base64Content: Buffer.from(text).toString('base64'),
              })),
            });
          });
          router.use(routes);
        },
      });
    },
  });
}

/** What a test may say about the portal. */
export interface StartOptions {
  entities?: Entity[];
  config?: object;
  deny?: boolean;
  /** Features in place of the scaffolder that only knows tasks. */
  scaffolder?: object[];
  render?: (values: Record<string, unknown>) => Record<string, string>;
  secrets?: string[];
  platform?: object;
}

/** Starts it; `stop` also removes what it wrote. */
export async function startDataSources(options: StartOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'data-sources-'));
  const port = await freePort();
  const baseUrl = `http://localhost:${port}`;
  const tasks = new Map<string, FakeTask>();
  const entities = [...(options.entities ?? [])];
  const locations = new Map<string, string>();
  const memory = () => catalogServiceMock({ entities });
  const catalog = catalogServiceMock.mock({
    getEntities: (...args) => memory().getEntities(...args),
    getEntityByRef: (...args) => memory().getEntityByRef(...args),
    getEntitiesByRefs: (...args) => memory().getEntitiesByRefs(...args),
    refreshEntity: async () => undefined,
    getLocationByRef: async ref =>
      locations.has(ref)
        ? {
            id: locations.get(ref)!,
            type: 'url',
            target: ref.slice('url:'.length),
            entityRef: 'location:default/generated',
          }
        : undefined,
    removeLocationById: async id => {
      for (const [ref, known] of locations)
        if (known === id) locations.delete(ref);
    },
  });
  const names: PlatformNames = {
    current: () => [
      {
        cluster: 'demo',
        group: '',
        kind: 'Secret',
        names: {
          ok: true,
          value: new Set(options.secrets ?? []),
          observedAt: '2026-11-21T00:00:00Z',
          source: { kind: 'cluster', name: 'demo' },
        },
      },
    ],
    onChange: () => () => undefined,
  };
  const backend = await startTestBackend({
    features: [
      dataSources,
      localGit,
      catalog.factory,
      createServiceFactory({
        service: platformNamesServiceRef,
        deps: {},
        factory: () => names,
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl, listen: { port, host: '127.0.0.1' } },
          localGit: { root: join(folder, 'repositories'), anonymousRead: true },
          ...(options.platform ? { platform: options.platform } : {}),
          ...(options.config ? { dataSources: options.config } : {}),
        },
      }),
      mockServices.permissions.factory({
        result: options.deny ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
      }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      ...((options.scaffolder ?? [
        createFakeScaffolder(tasks, options.render ?? (() => ({}))),
      ]) as never[]),
    ],
  });
  const ask = (
    method: 'get' | 'post',
    path: string,
    as: string = mockCredentials.user.header(),
  ) =>
    request(backend.server)
      [method](`/api/data-sources${path}`)
      .set('Authorization', as);
  return {
    server: backend.server,
    baseUrl,
    folder,
    tasks,
    entities,
    locations,
    ask,
    /** A person by name. */
    as: (name: string) => mockCredentials.user.header(`user:default/${name}`),
    addTask(id: string, values: Record<string, unknown>, by = 'mock') {
      tasks.set(id, {
        id,
        status: 'processing',
        createdBy: `user:default/${by}`,
        spec: {
          parameters: values,
          templateInfo: { entityRef: 'template:default/eia-connector' },
        },
      });
    },
    /** Makes a repository and pushes files, as the action does. */
    async publish(owner: string, name: string, files: Record<string, string>) {
      await request(backend.server)
        .post('/api/local-git/repositories')
        .set('Authorization', TO_GIT)
        .send({ owner, name })
        .expect(201);
      const work = join(folder, `work-${name}`);
      for (const [path, text] of Object.entries(files)) {
        await mkdir(join(work, path, '..'), { recursive: true });
        await writeFile(join(work, path), text);
      }
      const env = {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'a',
        GIT_AUTHOR_EMAIL: 'a@example.com',
        GIT_COMMITTER_NAME: 'a',
        GIT_COMMITTER_EMAIL: 'a@example.com',
      };
      const run = (...args: string[]) =>
        git('git', ['-C', work, ...args], { env });
      await run('init', '-q', '-b', 'main');
      await run('add', '.');
      await run('commit', '-q', '-m', 'First files');
      await run(
        '-c',
        `http.extraHeader=Authorization: ${TO_GIT}`,
        'push',
        '-q',
        `http://localhost:${backend.server.port()}/api/local-git/${owner}/${name}.git`,
        'main',
      );
    },
    /** A file of the main branch, as everybody reads it. */
    async readFile(owner: string, name: string, path: string) {
      const { text } = await request(backend.server)
        .get(`/api/local-git/${owner}/${name}/raw/main/${path}`)
        .expect(200);
      return text;
    },
    async stop() {
      await backend.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A running backend. */
export type Started = Awaited<ReturnType<typeof startDataSources>>;
