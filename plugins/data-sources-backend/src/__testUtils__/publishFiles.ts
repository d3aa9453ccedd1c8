import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import request from 'supertest';

const git = promisify(execFile);

/** The scaffolder speaking to the portal's repositories. */
export const TO_GIT = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:scaffolder'),
  targetPluginId: 'local-git',
});

interface PushedFiles {
  server: Awaited<ReturnType<typeof startTestBackend>>['server'];
  /** Where a working copy may be made. */
  folder: string;
  owner: string;
  name: string;
  files: Record<string, string>;
}

const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

async function writeAll(work: string, files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(work, path, '..'), { recursive: true });
    await writeFile(join(work, path), text);
  }
}

const gitIn =
  (work: string) =>
  (...args: string[]) =>
    git('git', ['-C', work, ...args], { env });

const AS_PORTAL = ['-c', `http.extraHeader=Authorization: ${TO_GIT}`];

/** Somebody edits a repository by hand: one more commit, past the portal. */
export async function editFiles(options: PushedFiles): Promise<void> {
  const { server, folder, owner, name, files } = options;
  const work = await mkdtemp(join(folder, `edit-${name}-`));
  const remote = `http://localhost:${server.port()}/api/local-git/${owner}/${name}.git`;
  const run = gitIn(work);
  await git('git', [...AS_PORTAL, 'clone', '-q', remote, work], { env });
  await writeAll(work, files);
  await run('add', '.');
  await run('commit', '-q', '-m', 'By hand');
  await run(...AS_PORTAL, 'push', '-q', 'origin', 'main');
}

/** Makes a repository and pushes files, as the action does. */
export async function publishFiles(options: PushedFiles): Promise<void> {
  const { server, folder, owner, name, files } = options;
  await request(server)
    .post('/api/local-git/repositories')
    .set('Authorization', TO_GIT)
    .send({ owner, name })
    .expect(201);
  const work = join(folder, `work-${name}`);
  await writeAll(work, files);
  const run = gitIn(work);
  await run('init', '-q', '-b', 'main');
  await run('add', '.');
  await run('commit', '-q', '-m', 'First files');
  await run(
    ...AS_PORTAL,
    'push',
    '-q',
    `http://localhost:${server.port()}/api/local-git/${owner}/${name}.git`,
    'main',
  );
}
