/** The plugin in a backend beside the portal's git, with a catalog in memory and, unless told otherwise, a scaffolder that only knows tasks. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import localGit from '@254carbon/backstage-plugin-local-git-backend';
import {
  platformNamesServiceRef,
  PlatformNames,
  PlatformServices,
  platformServicesServiceRef,
} from '@254carbon/backstage-plugin-platform-node';
import { KubernetesIndex } from '@254carbon/backstage-plugin-platform-common';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { parse } from 'yaml';
import dataSources from '..';
import { createFakeScaffolder, FakeTask } from './createFakeScaffolder';
import { createMemoryCatalog } from './createMemoryCatalog';
import { editFiles, publishFiles, TO_GIT } from './publishFiles';

/** The scaffolder speaking for itself, as its actions do. */
export const SCAFFOLDER = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:scaffolder'),
  targetPluginId: 'data-sources',
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

/** A platform of which nothing is known. */
const NO_SERVICES: PlatformServices = {
  current: () => ({
    services: [],
    clusters: [],
    caveats: [],
    index: new KubernetesIndex([]),
    groups: [],
    generatedAt: '2026-11-21T00:00:00Z',
    version: 1,
  }),
  onChange: () => () => undefined,
  whenReady: async () => undefined,
};

async function freePort(): Promise<number> {
  return new Promise(found => {
    const probe = createServer().listen(0, () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' ? address!.port : 0));
    });
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
  const catalog = createMemoryCatalog(entities, locations);
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
      createServiceFactory({
        service: platformServicesServiceRef,
        deps: {},
        factory: () => NO_SERVICES,
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
    publish: (owner: string, name: string, files: Record<string, string>) =>
      publishFiles({ server: backend.server, folder, owner, name, files }),
    /** Commits files on top of a repository, past the portal. */
    edit: (owner: string, name: string, files: Record<string, string>) =>
      editFiles({ server: backend.server, folder, owner, name, files }),
    /** `owner/name` of every repository that stands. */
    async repositories(): Promise<string[]> {
      const { body } = await request(backend.server)
        .get('/api/local-git/repositories')
        .set('Authorization', TO_GIT)
        .expect(200);
      return body.repositories.map(
        (one: { owner: string; name: string }) => `${one.owner}/${one.name}`,
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
