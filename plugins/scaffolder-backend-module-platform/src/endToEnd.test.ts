import { Entity } from '@backstage/catalog-model';
import { ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import request from 'supertest';
import { defaultValues, readTemplate } from './__fixtures__/templates';

const run = promisify(execFile);

async function freePort(): Promise<number> {
  return new Promise(found => {
    const probe = createServer().listen(0, () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' ? address!.port : 0));
    });
  });
}

/** Asks until the answer is there; the test's own time limit ends it. */
async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    await new Promise(done => setTimeout(done, 100));
  }
}

let folder: string;
let url: string;
const children: ChildProcess[] = [];
const said: string[] = [];
const TOKEN = 'a-static-token-for-tests-only';
const authorized = { authorization: `Bearer ${TOKEN}` };

/** Runs TypeScript as a process of its own, from the folder of its package. */
function startChild(options: {
  folder: string;
  script: string[];
  env?: Record<string, string>;
}): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--require', '@backstage/cli/config/nodeTransform.cjs', ...options.script],
    {
      cwd: options.folder,
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'development',
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  child.stdout?.on('data', chunk => said.push(String(chunk)));
  child.stderr?.on('data', chunk => said.push(String(chunk)));
  children.push(child);
  return child;
}

function assertRunning(child: ChildProcess): void {
  if (child.exitCode !== null) {
    throw new Error(`A process ended: ${said.join('').slice(-2000)}`);
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'end-to-end-'));
  const port = await freePort();
  url = `http://localhost:${port}`;
  const backend = startChild({
    folder: resolve(__dirname, '..'),
    script: ['dev/index.ts'],
    env: { PORT: String(port), DATA: folder, TOKEN },
  });
  await eventually(async () => {
    assertRunning(backend);
    const ready = await fetch(`${url}/.backstage/health/v1/readiness`).catch(
      () => undefined,
    );
    return ready?.ok || undefined;
  });
}, 60_000);

afterAll(async () => {
  for (const child of children.filter(one => one.exitCode === null)) {
    const ended = new Promise(done => child.once('exit', done));
    child.kill();
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
});

const get = (path: string) => request(url).get(path).set(authorized);

const entity = async (ref: string): Promise<Entity | undefined> => {
  const [kind, name] = ref.split(':');
  const response = await get(
    `/api/catalog/entities/by-name/${kind}/default/${name}`,
  );
  return response.status === 200 ? response.body : undefined;
};

async function runTemplate(name: string) {
  await eventually(() => entity(`template:${name}`));
  const values = defaultValues(await readTemplate(name));
  const started = await request(url)
    .post('/api/scaffolder/v2/tasks')
    .set(authorized)
    .send({ templateRef: `template:default/${name}`, values });
  expect(started.status).toBe(201);
  const task = await eventually(async () => {
    const { body } = await get(`/api/scaffolder/v2/tasks/${started.body.id}`);
    return ['completed', 'failed', 'cancelled'].includes(body.status)
      ? body
      : undefined;
  });
  const { body: events } = await get(
    `/api/scaffolder/v2/tasks/${started.body.id}/events`,
  );
  const log = events
    .map((event: { body: { message: string } }) => event.body.message)
    .join('\n');
  expect({ status: task.status, log }).toEqual({ status: 'completed', log });
  const owner = String(values.owner).split('/').pop();
  return {
    name: String(values.name),
    owner,
    output: events.at(-1).body.output,
  };
}

const REGISTERED: Readonly<Record<string, string>> = {
  'eia-connector': 'component',
  'grafana-dashboard': 'resource',
  'rest-connector': 'component',
  'service-manifests': 'component',
};

/** One of each sort; that every connector proves itself is what generatedRepositories.test.ts is for. */
describe.each(Object.keys(REGISTERED))('from the form of %s', template => {
  it('to a repository that is cloned, registered, and passes its own tests without a network', async () => {
    const { name, owner, output } = await runTemplate(template);

    const clone = join(folder, name);
    const remoteUrl = `${url}/api/local-git/${owner}/${name}.git`;
    expect(JSON.stringify(output.text)).toContain(`git clone ${remoteUrl}`);
    await run('git', ['clone', '-q', remoteUrl, clone]);

    const kind = REGISTERED[template];
    const registered = await eventually(() => entity(`${kind}:${name}`));
    expect(registered.spec?.owner).toMatch(/^group:default\//);
    expect(registered.metadata.annotations).toMatchObject({
      'backstage.io/managed-by-location': `url:${url}/api/local-git/${owner}/${name}/raw/main/catalog-info.yaml`,
    });
    expect(output.links[0].entityRef).toBe(`${kind}:default/${name}`);
    // No link to what these values do not make, and each of the others leads to something.
    const links: Array<{ title: string; url?: string }> = output.links;
    const titles = links.map(({ title }) => title);
    expect(titles).not.toContain('Look at the workflow');
    expect(titles).not.toContain('Look at it in DolphinScheduler');
    const inside = links.filter(one => one.url?.startsWith(url));
    expect(inside.length).toBeGreaterThan(0);
    for (const { title, url: address = '' } of inside) {
      const { status } = await get(address.slice(url.length));
      expect([title, status]).toEqual([title, 200]);
    }

    const env = {
      ...process.env,
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_cache: join(folder, 'npm'),
      NODE_OPTIONS: '',
      NODE_ENV: '',
    };
    await run('npm', ['ci', '--offline', '--no-audit', '--no-fund'], {
      cwd: clone,
      env,
    });
    const { stdout } = await run('npm', ['test'], { cwd: clone, env });
    expect(stdout).toMatch(/[#ℹ] fail 0/);
    expect(Number(/[#ℹ] pass (\d+)/.exec(stdout)?.[1])).toBeGreaterThanOrEqual(
      3,
    );
  }, 60_000);
});

it('the cloned connector reads its source page by page, and then only what may have changed', async () => {
  const ready = join(folder, 'ready.json');
  const platform = startChild({
    folder: resolve(__dirname, '../../../packages/platform-simulator'),
    script: ['src/main.ts', '--ready-file', ready],
  });
  const { hosts } = await eventually(async () => {
    assertRunning(platform);
    const text = await readFile(ready, 'utf8').catch(() => undefined);
    return text === undefined ? undefined : JSON.parse(text);
  });
  const connector = join(folder, 'eia-wti-spot');
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    EIA_BASE_URL: `${hosts['api.eia.gov']}/v2`,
    EIA_API_KEY: 'a'.repeat(32),
  };
  const accepted = async () => {
    const { stdout } = await run('npm', ['start', '-s'], {
      cwd: connector,
      env,
    });
    return JSON.parse(stdout.trim().split('\n').pop() ?? '{}');
  };
  const first = await accepted();
  expect(first).toMatchObject({ event: 'report', rejected: 0 });
  const second = await accepted();
  expect(second).toMatchObject({ event: 'report', cursor: first.cursor });
  expect(second.rows).toBeGreaterThan(0);
  expect(second.rows).toBeLessThan(first.rows);
}, 60_000);
