/*
 * Tasks as the scaffolder really runs them, from its HTTP API to repositories, catalog and scheduler: two people at once, and a step that
 * fails at every place.
 */
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { Entity } from '@backstage/catalog-model';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  BOOM,
  platformConfig,
  Portal,
  readWorkflows,
  startPortal,
  stepsOf,
} from './__testUtils__/startPortal';

jest.setTimeout(240_000);

const EIA = 'eia-connector';
const ALPHA = 'alphavantage-connector';
const HOST = 'dolphin.254carbon.com';

/** Stands before the scheduler and fails at the nth call that writes. */
async function startFaulty(target: string) {
  const state = { failAt: Infinity, writes: 0, failed: '' };
  const server: Server = createServer(async (asked, response) => {
    const parts: Buffer[] = [];
    for await (const part of asked) parts.push(part as Buffer);
    const path = asked.url ?? '';
    const isWrite = asked.method !== 'GET' && !path.includes('/preview');
    if (isWrite) state.writes += 1;
    if (isWrite && state.writes === state.failAt) {
      state.failed = `${asked.method} ${path}`;
      response.statusCode = 500;
      response.end('{"code":10000,"msg":"internal error"}');
      return;
    }
    const headers = new Headers();
    for (const [name, value] of Object.entries(asked.headers))
      if (!['host', 'connection', 'content-length'].includes(name))
        headers.set(name, String(value));
    const answer = await fetch(`${target}${path}`, {
      method: asked.method,
      headers,
      body: parts.length > 0 ? Buffer.concat(parts) : undefined,
    });
    response.statusCode = answer.status;
    response.setHeader(
      'content-type',
      answer.headers.get('content-type') ?? 'application/json',
    );
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return { state, server, url: `http://127.0.0.1:${port}` };
}

let platform: RunningPlatform;
let faulty: Awaited<ReturnType<typeof startFaulty>>;
let portal: Portal;
let template: Entity;

beforeAll(async () => {
  platform = await startPlatform({ scenario: 'calm-day' });
  faulty = await startFaulty(platform.hosts[HOST]);
  portal = await startPortal({
    templates: [EIA, ALPHA],
    platform: platformConfig(platform, { [HOST]: faulty.url }),
  });
  template = portal.templates.get(EIA)!;
});
afterAll(async () => {
  await portal.stop();
  faulty.server.closeAllConnections();
  await new Promise(done => faulty.server.close(done));
  await platform.close();
});
beforeEach(() => {
  faulty.state.failAt = Infinity;
  faulty.state.writes = 0;
  portal.replace(withSteps(steps => steps));
});

/** The template with other steps; proving takes seconds and makes nothing, so that tests of its repository are left out. */
function withSteps(
  change: (steps: ReturnType<typeof stepsOf>) => ReturnType<typeof stepsOf>,
): Entity {
  const steps = stepsOf(template).filter(
    ({ action }) => action !== 'connector:prove',
  );
  return { ...template, spec: { ...template.spec, steps: change(steps) } };
}

const listWorkflows = async () =>
  (await readWorkflows(platform)).map(({ name }) => name);

const form = (name: string, change: Record<string, unknown> = {}) => ({
  ...portal.defaults(EIA),
  name,
  table: `energy.${name.replaceAll('-', '_')}`,
  scheduler: 'dolphinscheduler',
  task: 'shell',
  ...change,
});

async function run(name: string, change: Record<string, unknown> = {}) {
  const { body, status } = await portal.create(EIA, form(name, change));
  expect({ status, errors: body.errors }).toEqual({
    status: 201,
    errors: undefined,
  });
  return portal.ended(body.id);
}

/** What stands outside under a name: repositories, registered descriptors, workflows. */
async function standing(name: string): Promise<string[]> {
  const repositories = await portal.repositories();
  const workflows = await listWorkflows();
  return [
    ...repositories.filter(one => one.endsWith(`/${name}`)),
    ...[...portal.locations.keys()].filter(one => one.includes(`/${name}/`)),
    ...workflows
      .filter(one => one === name)
      .map(one => `workflow of the scheduler: ${one}`),
  ];
}

async function undo(id: string) {
  const { body, status } = await portal.ask('post', `/made/${id}/undo`);
  return { status, body };
}

describe('two people who make the same pipeline at once', () => {
  it('one of them makes it, the other is told by whom, and nothing is there twice', async () => {
    const name = 'at-once';
    const wishes = await Promise.all([
      portal.create(EIA, form(name), portal.as('alice')),
      portal.create(EIA, form(name), portal.as('bob')),
    ]);
    expect(wishes.map(({ status }) => status)).toEqual([201, 201]);
    const [alice, bob] = await Promise.all(
      wishes.map(({ body }) => portal.ended(body.id)),
    );
    expect([alice.status, bob.status].sort()).toEqual(['completed', 'failed']);
    const [second, first] =
      alice.status === 'failed' ? [alice, 'bob'] : [bob, 'alice'];
    expect(second.log).toContain(
      `name: ${name} is being made by user:default/${first} at this moment`,
    );
    const stands = await standing(name);
    expect(stands).toEqual([
      `platform-engineering/${name}`,
      expect.stringContaining(`/${name}/raw/main/catalog-info.yaml`),
      `workflow of the scheduler: ${name}`,
    ]);
    // The one who was told has made nothing, and undoing it takes nothing of the other's away.
    const made = await portal.ask('get', `/made/${second.id}`);
    expect(made.body.entries).toEqual([]);
    expect((await undo(second.id)).status).toBe(404);
    expect(await standing(name)).toEqual(stands);
  });

  it('who comes later is told at the first step that the name is taken', async () => {
    const name = 'comes-later';
    expect((await run(name)).status).toBe('completed');
    const later = await run(name);
    expect(later.status).toBe('failed');
    expect(later.log).toMatch(
      /name: There is a repository platform-engineering\/comes-later already; nothing was made twice/,
    );
    expect(later.log).not.toContain('Beginning step Write the repository');
    expect(await standing(name)).toHaveLength(3);
  });
});

describe('what the preview refuses', () => {
  it.each([
    [
      EIA,
      { owner: 'group:default/nobody-at-all' },
      /owner: The catalog has no group:default\/nobody-at-all/,
    ],
    [
      ALPHA,
      { schedule: '*/5 * * * *' },
      /schedule: .+ allows 25 calls a day; this schedule makes at least 288/,
    ],
  ])(
    'is refused to the task API too, before anything is written: %s with %j',
    async (made, change, told) => {
      const name = 'not-so';
      const wish = { ...portal.defaults(made), name, ...change };
      const { body, status } = await portal.create(made, {
        ...wish,
        table: 'energy.not_so',
      });
      expect(status).toBe(201);
      const ended = await portal.ended(body.id);
      expect(ended.status).toBe('failed');
      expect(ended.log).toMatch(told);
      expect(ended.log).not.toContain('Beginning step Write the repository');
      expect(await standing(name)).toEqual([]);
    },
  );
});

describe('a task that fails', () => {
  it.each([
    'check',
    'connector',
    'validate',
    'publish',
    'register',
    'workflow',
  ])(
    'after the step "%s" leaves nothing behind once it is undone',
    async step => {
      const name = `a-step-fell-${step}`;
      portal.replace(
        withSteps(steps =>
          steps.flatMap(one =>
            one.id === step
              ? [one, { id: 'boom', name: 'Boom', action: BOOM }]
              : [one],
          ),
        ),
      );
      const failed = await run(name);
      expect(failed.status).toBe('failed');
      expect(failed.log).toContain('the step fell over');
      const made = await portal.ask('get', `/made/${failed.id}`);
      const kinds = made.body.entries.map((one: { kind: string }) => one.kind);
      const all = ['repository', 'entity', 'workflow', 'schedule'];
      const count = { publish: 1, register: 2, workflow: 4 }[step] ?? 0;
      expect([...kinds].sort()).toEqual(all.slice(0, count).sort());
      expect((await standing(name)).length > 0).toBe(count > 0);

      const undone = await undo(failed.id);
      expect([undone.status, undone.body.complete]).toEqual(
        count > 0 ? [200, true] : [404, undefined],
      );
      expect(await standing(name)).toEqual([]);

      // One is made again to its end: it is what takes the time here.
      if (step !== 'workflow') return;
      portal.replace(withSteps(steps => steps));
      const again = await run(name);
      expect([again.status, again.log]).toEqual(['completed', again.log]);
      expect(await standing(name)).toHaveLength(3);
    },
  );

  it('in the middle of the workflow, at every call that writes, leaves nothing behind once it is undone', async () => {
    const failedAt: string[] = [];
    for (let at = 1; at < 20; at += 1) {
      const name = `in-the-middle-${at}`;
      faulty.state.writes = 0;
      faulty.state.failed = '';
      faulty.state.failAt = at;
      const task = await run(name);
      faulty.state.failAt = Infinity;
      if (task.status === 'completed') break;
      failedAt.push(faulty.state.failed.replace(/\d+/g, '0'));
      const undone = await undo(task.id);
      expect([at, undone.status, undone.body.complete]).toEqual([
        at,
        200,
        true,
      ]);
      expect([faulty.state.failed, await standing(name)]).toEqual([
        faulty.state.failed,
        [],
      ]);
    }
    // What is written on the way to a schedule that is on; were it none, nothing would have been tried.
    expect(failedAt).toEqual([
      expect.stringContaining(
        'POST /dolphinscheduler/projects/0/process-definition',
      ),
      expect.stringMatching(/POST .*\/release/),
      expect.stringMatching(/POST .*\/executors\/start-process-instance/),
      expect.stringMatching(/POST .*\/schedules/),
      expect.stringMatching(/POST .*\/schedules\/0\/online/),
    ]);
  });
});
