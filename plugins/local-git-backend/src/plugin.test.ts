import {
  coreServices,
  createBackendPlugin,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { execFile } from 'node:child_process';
import {
  mkdtemp,
  mkdir,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import request from 'supertest';
import localGit from '.';

const run = promisify(execFile);
const READ_TOKEN = 'a-token-for-tests-only';
const portal = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:scaffolder'),
  targetPluginId: 'local-git',
});

async function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, () => {
      const address = probe.address();
      probe.close(() =>
        resolve(typeof address === 'object' ? address!.port : 0),
      );
    });
  });
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-git-'));
});
const backends: Array<{ stop(): Promise<void> }> = [];
afterEach(async () => {
  for (const backend of backends.splice(0)) {
    await backend.stop();
  }
  await rm(folder, { recursive: true, force: true });
});

async function start(
  options: { anonymousRead?: boolean; deny?: boolean } = {},
) {
  const port = await freePort();
  let reader: UrlReaderService | undefined;
  const audited: string[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: async ({ eventId }) => ({
      success: async () => {
        audited.push(`${eventId} succeeded`);
      },
      fail: async () => {
        audited.push(`${eventId} failed`);
      },
    }),
  });
  const baseUrl = `http://localhost:${port}`;
  const backend = await startTestBackend({
    features: [
      localGit,
      auditor.factory,
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl, listen: { port, host: '127.0.0.1' } },
          localGit: {
            root: join(folder, 'repos'),
            readToken: READ_TOKEN,
            anonymousRead: options.anonymousRead,
          },
        },
      }),
      mockServices.permissions.factory({
        result: options.deny ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
      }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      createBackendPlugin({
        pluginId: 'asks',
        register(env) {
          env.registerInit({
            deps: { urlReader: coreServices.urlReader },
            async init({ urlReader }) {
              reader = urlReader;
            },
          });
        },
      }),
    ],
  });
  backends.push(backend);
  return {
    server: backend.server,
    reader: reader!,
    audited,
    url: `http://localhost:${backend.server.port()}/api/local-git`,
    baseUrl,
  };
}

// Each case starts a backend and git several times.
jest.setTimeout(60_000);

const GIT_ENV = {
  ...process.env,
  GIT_TERMINAL_PROMPT: '0',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};
const git = (...args: string[]) => run('git', args, { env: GIT_ENV });

async function push(url: string, files: Record<string, string>) {
  const work = join(folder, 'work');
  await mkdir(join(work, 'docs'), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await writeFile(join(work, path), text);
  }
  await git('-C', work, 'init', '-q', '-b', 'main');
  await git('-C', work, 'add', '.');
  await git('-C', work, 'commit', '-q', '-m', 'First files');
  await git(
    '-C',
    work,
    '-c',
    `http.extraHeader=Authorization: ${portal}`,
    'push',
    '-q',
    url,
    'main',
  );
}

async function withRepository(options: { anonymousRead?: boolean } = {}) {
  const started = await start(options);
  await request(started.server)
    .post('/api/local-git/repositories')
    .set('Authorization', portal)
    .send({ owner: 'team-a', name: 'prices' })
    .expect(201);
  await push(`${started.url}/team-a/prices.git`, {
    'catalog-info.yaml': 'kind: Component\n',
    'docs/index.md': '# Prices\n',
  });
  return started;
}

describe('the local-git plugin', () => {
  it('keeps what the portal pushes and gives it to git clone with the read token', async () => {
    const { url } = await withRepository();
    const clone = join(folder, 'clone');
    await git(
      'clone',
      '-q',
      url
        .replace('http://', `http://x:${READ_TOKEN}@`)
        .concat('/team-a/prices.git'),
      clone,
    );
    expect(await readFile(join(clone, 'docs/index.md'), 'utf8')).toBe(
      '# Prices\n',
    );
  });

  it('refuses a clone without credentials, and allows it when anonymous reading is on', async () => {
    const closed = await withRepository();
    await expect(
      git('clone', '-q', `${closed.url}/team-a/prices.git`, join(folder, 'no')),
    ).rejects.toThrow(/could not read Username|Authentication failed/);
    await expect(
      git(
        'clone',
        '-q',
        closed.url
          .replace('http://', 'http://x:wrong@')
          .concat('/team-a/prices.git'),
        join(folder, 'no'),
      ),
    ).rejects.toThrow(/Authentication failed/);
    await closed.server.stop();
    backends.length = 0;
    const open = await start({ anonymousRead: true });
    await git(
      'clone',
      '-q',
      `${open.url}/team-a/prices.git`,
      join(folder, 'yes'),
    );
    expect(
      await readFile(join(folder, 'yes/catalog-info.yaml'), 'utf8'),
    ).toContain('Component');
  });

  it('never takes a push from a person or from nobody', async () => {
    const { url, server } = await withRepository({ anonymousRead: true });
    const work = join(folder, 'work');
    await writeFile(join(work, 'more.txt'), 'more');
    await git('-C', work, 'add', '.');
    await git('-C', work, 'commit', '-q', '-m', 'More');
    const target = `${url}/team-a/prices.git`;
    await expect(
      git('-C', work, 'push', '-q', target, 'main'),
    ).rejects.toThrow();
    await expect(
      git(
        '-C',
        work,
        '-c',
        `http.extraHeader=Authorization: ${mockCredentials.user.header()}`,
        'push',
        '-q',
        target,
        'main',
      ),
    ).rejects.toThrow(/403/);
    await request(server)
      .post('/api/local-git/team-a/prices.git/git-receive-pack')
      .expect(401);
    await request(server)
      .post('/api/local-git/repositories')
      .set('Authorization', mockCredentials.user.header())
      .send({ owner: 'a', name: 'b' })
      .expect(403);
    await request(server)
      .post('/api/local-git/repositories')
      .send({ owner: 'a', name: 'b' })
      .expect(401);
  });

  it('archives: everybody reads on, nobody pushes any more', async () => {
    const { url, server, audited } = await withRepository({
      anonymousRead: true,
    });
    const path = '/api/local-git/repositories/team-a/prices/archive';
    await request(server).post(path).expect(401);
    await request(server)
      .post(path)
      .set('Authorization', mockCredentials.user.header())
      .expect(403);
    const { body } = await request(server)
      .post(path)
      .set('Authorization', portal)
      .expect(200);
    expect(body).toMatchObject({ name: 'prices', archived: true });
    await git('clone', '-q', `${url}/team-a/prices.git`, join(folder, 'read'));
    await writeFile(join(folder, 'work/more.txt'), 'more');
    await expect(push(`${url}/team-a/prices.git`, {})).rejects.toThrow(
      /403|archived/,
    );
    expect(audited).toContain('repository-archive succeeded');
  });

  it('removes out of sight: the name is free, the commits are not deleted', async () => {
    const { server } = await withRepository();
    const path = '/api/local-git/repositories/team-a/prices';
    await request(server)
      .delete(path)
      .set('Authorization', mockCredentials.user.header())
      .expect(403);
    const remove = () =>
      request(server).delete(path).set('Authorization', portal);
    await remove().expect(200, { removed: true });
    await remove().expect(404);
    const list = await request(server)
      .get('/api/local-git/repositories')
      .set('Authorization', portal);
    expect(list.body.repositories).toEqual([]);
    const [kept] = await readdir(join(folder, 'repos/.removed/team-a'));
    const { stdout } = await git(
      `--git-dir=${join(folder, 'repos/.removed/team-a', kept)}`,
      'log',
      '--format=%s',
      'main',
    );
    expect(stdout.trim()).toBe('First files');
    await request(server)
      .post('/api/local-git/repositories')
      .set('Authorization', portal)
      .send({ owner: 'team-a', name: 'prices' })
      .expect(201);
  });

  it('does not let the portal rewrite or delete history', async () => {
    const { url } = await withRepository();
    const work = join(folder, 'work');
    await git('-C', work, 'commit', '-q', '--amend', '-m', 'Other');
    await expect(
      git(
        '-C',
        work,
        '-c',
        `http.extraHeader=Authorization: ${portal}`,
        'push',
        '-q',
        '--force',
        `${url}/team-a/prices.git`,
        'main',
      ),
    ).rejects.toThrow(/non-fast-forward|failed to push/);
  });

  it('lists repositories with their newest commit and size, for signed-in callers with the permission', async () => {
    const { server } = await withRepository();
    await mkdir(join(folder, 'repos/team-a/broken.git'));
    await request(server).get('/api/local-git/repositories').expect(401);
    const { body } = await request(server)
      .get('/api/local-git/repositories')
      .set('Authorization', mockCredentials.user.header())
      .expect(200);
    expect(body.repositories).toEqual([
      expect.objectContaining({
        owner: 'team-a',
        name: 'prices',
        defaultBranch: 'main',
        lastCommit: {
          id: expect.stringMatching(/^[0-9a-f]{40}$/),
          at: expect.any(String),
          subject: 'First files',
        },
      }),
    ]);
    expect(body.repositories[0].size).toBeGreaterThan(0);
    expect(body.unreadable).toEqual([
      {
        owner: 'team-a',
        name: 'broken',
        reason: expect.stringContaining('git'),
      },
    ]);
  });

  it('answers 403 to a signed-in caller without the permission', async () => {
    const { server } = await start({ deny: true });
    const { body } = await request(server)
      .get('/api/local-git/repositories')
      .set('Authorization', mockCredentials.user.header())
      .expect(403);
    expect(body.error.message).toContain('local-git.repository.read');
  });

  it('gives one file with an etag, and the archive of a branch', async () => {
    const { server } = await withRepository({ anonymousRead: true });
    const file = await request(server)
      .get('/api/local-git/team-a/prices/raw/main/catalog-info.yaml')
      .expect(200);
    expect(file.text).toBe('kind: Component\n');
    expect(file.headers['content-type']).toBe('text/plain; charset=utf-8');
    await request(server)
      .get('/api/local-git/team-a/prices/raw/main/catalog-info.yaml')
      .set('If-None-Match', file.headers.etag)
      .expect(304);
    const archive = await request(server)
      .get('/api/local-git/team-a/prices/archive/main.tar.gz')
      .buffer(true)
      .parse((res, done) => {
        const chunks: Buffer[] = [];
        res.on('data', chunk => chunks.push(chunk));
        res.on('end', () => done(null, Buffer.concat(chunks)));
      })
      .expect(200);
    await writeFile(join(folder, 'a.tgz'), archive.body);
    const { stdout } = await run('tar', ['tzf', join(folder, 'a.tgz')]);
    expect(stdout).toContain('prices/docs/index.md');
  });

  it('names the commits that changed a file, newest first, so that it can be read as it was', async () => {
    const { server, url } = await withRepository({ anonymousRead: true });
    const work = join(folder, 'work');
    await writeFile(join(work, 'docs/index.md'), '# Other prices\n');
    await git('-C', work, 'commit', '-q', '-a', '-m', 'Other words');
    await git(
      '-C',
      work,
      '-c',
      `http.extraHeader=Authorization: ${portal}`,
      'push',
      '-q',
      `${url}/team-a/prices.git`,
      'main',
    );
    const commitsOf = async (path: string) => {
      const at = `/api/local-git/team-a/prices/commits/main/${path}`;
      const { body } = await request(server).get(at).expect(200);
      return body.commits;
    };
    const commits = await commitsOf('docs/index.md');
    expect(commits).toHaveLength(2);
    expect(await commitsOf('catalog-info.yaml')).toEqual([commits[1]]);
    expect(await commitsOf('nothing.txt')).toEqual([]);
    const [now, before] = await Promise.all(
      commits.map((commit: string) =>
        request(server).get(
          `/api/local-git/team-a/prices/raw/${commit}/docs/index.md`,
        ),
      ),
    );
    expect([now.text, before.text]).toEqual(['# Other prices\n', '# Prices\n']);
  });

  it.each([
    ['/team-a/prices/raw/main/nothing.txt', 404],
    ['/team-a/prices/raw/main/docs', 404],
    ['/team-a/prices/raw/other/catalog-info.yaml', 404],
    ['/team-a/none/raw/main/catalog-info.yaml', 404],
    ['/team-a/prices/raw/main/..%2f..%2fconfig', 400],
    ['/team-a/prices/raw/main/%2e%2e/config', 404],
    ['/team-a/prices/raw/--output=x/catalog-info.yaml', 400],
    ['/..%2f..%2fetc/prices/raw/main/passwd', 400],
    ['/team-a/prices/commits/other/catalog-info.yaml', 404],
    ['/team-a/none/commits/main/catalog-info.yaml', 404],
    ['/team-a/prices/commits/--all/catalog-info.yaml', 400],
    ['/team-a/prices/commits/main/..%2fconfig', 400],
    ['/team-a/prices.git/config', 404],
    ['/team-a/prices.git/HEAD', 404],
    ['/team-a/prices.git/objects/info/packs', 404],
    ['/team-a/prices.git/info/refs', 404],
    ['/team-a/prices.git/info/refs?service=git-upload-archive', 404],
  ])('answers %s with %i', async (path, status) => {
    const { server } = await withRepository({ anonymousRead: true });
    const answer = await request(server).get(`/api/local-git${path}`);
    expect(answer.status).toBe(status);
  });

  it.each([
    ['team-a', 'prices', 201],
    ['team-a', 'taken', 409],
    ['..', 'prices', 400],
    ['team-a', 'Prices.git', 400],
    ['team-a', undefined, 400],
  ])('answers a wish for %s/%s with %i', async (owner, name, status) => {
    const { server } = await start();
    const create = (body: object) =>
      request(server)
        .post('/api/local-git/repositories')
        .set('Authorization', portal)
        .send(body);
    await create({ owner: 'team-a', name: 'taken' });
    const answer = await create({ owner, name });
    expect(answer.status).toBe(status);
  });

  it('audits what is created, what is pushed and what is refused', async () => {
    const { server, audited } = await withRepository();
    await request(server).post('/api/local-git/repositories').send({});
    expect(audited).toEqual([
      'repository-create succeeded',
      'repository-push succeeded',
      'repository-create failed',
    ]);
  });

  it('is read by every plugin through the UrlReader, file and tree, with etags', async () => {
    const { reader, baseUrl } = await withRepository();
    const at = `${baseUrl}/api/local-git/team-a/prices/raw/main`;
    const file = await reader.readUrl(`${at}/catalog-info.yaml`);
    expect((await file.buffer()).toString()).toBe('kind: Component\n');
    await expect(
      reader.readUrl(`${at}/catalog-info.yaml`, { etag: file.etag }),
    ).rejects.toThrow(expect.objectContaining({ name: 'NotModifiedError' }));
    const tree = await reader.readTree(`${at}/`);
    expect((await tree.files()).map(entry => entry.path).sort()).toEqual([
      'catalog-info.yaml',
      'docs/index.md',
    ]);
    const docs = await reader.readTree(`${at}/docs`);
    expect((await docs.files()).map(entry => entry.path)).toEqual(['index.md']);
    await expect(
      reader.readTree(`${at}/`, { etag: tree.etag }),
    ).rejects.toThrow(expect.objectContaining({ name: 'NotModifiedError' }));
    expect((await reader.search(`${at}/none.yaml`)).files).toEqual([]);
    await expect(
      reader.readUrl(
        `${baseUrl}/api/other/team-a/prices/raw/main/catalog-info.yaml`,
      ),
    ).rejects.toThrow(expect.objectContaining({ name: 'NotAllowedError' }));
  });
});
