import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'yaml';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** The process as the demo starts it; jest's own loader must not leak into it. */
function start(...more: string[]) {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, 'main.ts'),
      ...more,
    ],
    { env: { ...process.env, NODE_OPTIONS: '' }, stdio: 'pipe' },
  );
  const lines = createInterface({ input: child.stdout });
  const next = async (event: string) => {
    for await (const line of lines) {
      const told = JSON.parse(line);
      if (told.event === event) return told;
      if (told.event === 'failed') throw new Error(told.message);
    }
    throw new Error(`the process ended before it said ${event}`);
  };
  return { child, next };
}

it('writes where it listens, and ends with its parent', async () => {
  const readyFile = join(folder, 'ready.json');
  const kubeconfig = join(folder, 'kubeconfig');
  const { child, next } = start(
    '--ready-file',
    readyFile,
    '--kubeconfig',
    kubeconfig,
    '--exit-with-parent',
  );
  await next('ready');
  const ready = JSON.parse(await readFile(readyFile, 'utf8'));
  expect(ready).toMatchObject({
    kubernetes: {
      url: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+$/),
      tokens: { portal: expect.any(String), limited: expect.any(String) },
    },
    hosts: {
      'api.eia.gov': expect.stringMatching(/^http:.*\/api\.eia\.gov$/),
      'kong-postgres.kong:5432': expect.stringMatching(/^tcp:/),
    },
    control: { url: expect.stringMatching(/^http:/) },
  });
  const config = parse(await readFile(kubeconfig, 'utf8'));
  expect(config.clusters[0].cluster.server).toBe(ready.kubernetes.url);
  for (const path of [readyFile, kubeconfig]) {
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  }
  const state = await fetch(`${ready.control.url}/state`);
  expect((await state.json()).pods).toEqual({ total: 138, running: 104 });

  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
}, 60_000);

it('ends on SIGTERM', async () => {
  const { child, next } = start();
  await next('ready');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
}, 60_000);

it('says in one sentence what is wrong with the command line', async () => {
  const { child, next } = start('--scenario', 'rainy-day');
  await expect(next('ready')).rejects.toThrow(/calm-day/);
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode).toBe(1);
}, 60_000);
