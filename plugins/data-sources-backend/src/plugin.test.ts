import {
  FormOptionsSchema,
  MadeSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  readEntity,
  SCAFFOLDER,
  Started,
  startDataSources,
  StartOptions,
} from './__testUtils__/startDataSources';

jest.setTimeout(60_000);

let started: Started | undefined;
afterEach(async () => {
  await started?.stop();
  started = undefined;
});
const start = async (options: StartOptions = {}) => {
  started = await startDataSources(options);
  return started;
};

const pipeline = (
  name: string,
  annotations: Record<string, string> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations },
  spec: {
    type: 'data-pipeline',
    lifecycle: 'experimental',
    owner: 'group:default/data-engineering',
    dependsOn: ['resource:default/eia'],
  },
});

const FORM = {
  template: 'template:default/eia-connector',
  values: { name: 'eia-wti', owner: 'group:default/data-engineering' },
};
const EFFECT = {
  taskId: 'task-1',
  step: 'publish',
  kind: 'repository',
  ref: 'data-engineering/eia-wti',
};

const ROUTES: Array<['get' | 'post', string, object?]> = [
  ['get', '/form-options?source=eia'],
  ['get', '/lake-tables'],
  ['post', '/previews', FORM],
  ['post', '/test-reads', FORM],
  ['post', '/reservations', { name: 'eia-wti' }],
  ['post', '/effects', EFFECT],
  ['get', '/made/task-1'],
  ['post', '/made/task-1/undo'],
  ['get', '/pipelines/eia-wti'],
  ['post', '/pipelines/eia-wti/change', { values: {} }],
  ['post', '/pipelines/eia-wti/retire', { reason: 'nobody reads it' }],
  ['get', '/approvals'],
  ['post', '/approvals', { ...FORM, reason: 'needed on Monday' }],
  ['post', '/approvals/a-1/approve', {}],
  ['post', '/approvals/a-1/reject', { note: 'not on a Friday' }],
];

describe('who may', () => {
  it('nobody who is not known, and nobody who is not allowed', async () => {
    const { ask } = await start({ deny: true });
    for (const [method, path, body] of ROUTES) {
      const nobody = await ask(
        method,
        path,
        mockCredentials.none.header(),
      ).send(body);
      expect([path, nobody.status]).toEqual([path, 401]);
      const denied = await ask(method, path).send(body);
      expect([path, denied.status]).toEqual([path, 403]);
      expect(denied.body.error.message).toMatch(/needs the permission/);
    }
  });
  it('a person does not say what a task made, nor holds names: only the scaffolder does', async () => {
    const { ask, addTask } = await start();
    addTask('task-1', FORM.values);
    const effect = await ask('post', '/effects').send(EFFECT);
    expect(effect.status).toBe(403);
    expect(effect.body.error.message).toMatch(/Only the steps of a template/);
    const body = { name: 'eia-wti', taskId: 'task-1' };
    expect((await ask('post', '/reservations').send(body)).status).toBe(403);
  });
  it('what is not well formed is refused with its field', async () => {
    const { ask } = await start();
    const bad = await ask('post', '/previews').send({
      template: 'eia',
      values: {},
    });
    expect(bad.status).toBe(400);
    expect(bad.body.error.message).toMatch(/body\.template.*full entity ref/);
  });
});

describe('the tables of the lake', () => {
  it('are told to other plugins, and why there are none', async () => {
    const { ask } = await start();
    const readiness = mockCredentials.service.header({
      onBehalfOf: mockCredentials.service('plugin:readiness'),
      targetPluginId: 'data-sources',
    });
    const { body, status } = await ask('get', '/lake-tables', readiness);
    expect([status, body]).toEqual([
      200,
      {
        state: { state: expect.any(String), reason: expect.any(String) },
        names: [],
      },
    ]);
    expect(body.state.state).not.toBe('read');
  });
});

describe('what a form may offer', () => {
  it('is what the platform has', async () => {
    const { ask } = await start({
      entities: [
        await readEntity('catalog/data-sources/eia.yaml'),
        pipeline('eia-old', {
          '254carbon.com/series': 'RWTC',
          '254carbon.com/schedule': '0 6 * * *',
          '254carbon.com/table': 'energy.prices',
        }),
      ],
      secrets: ['data-platform/eia-api-key'],
    });
    const { body, status } = await ask('get', '/form-options?source=eia');
    expect(status).toBe(200);
    const options = FormOptionsSchema.parse(body);
    expect(options.series.find(({ id }) => id === 'RWTC')).toMatchObject({
      ingestedBy: ['component:default/eia-old'],
    });
    expect(options.series.find(({ id }) => id === 'RBRTE')).toMatchObject({
      ingestedBy: [],
    });
    expect(options.schedules.byMinute[0]).toBe(1);
    expect(options.schedules.suggestedMinute).not.toBe(0);
    expect(options.secrets).toMatchObject([
      { name: 'eia-api-key', variable: 'EIA_API_KEY', exists: 'true' },
    ]);
    expect(options.pipelines).toHaveLength(1);
    expect(options.timezone).toBe('America/New_York');
    const other = await ask(
      'get',
      '/form-options?source=eia&namespace=elsewhere',
    );
    expect(other.body.secrets[0].exists).toBe('false');
    const none = await ask('get', '/form-options?source=nope');
    expect(none.status).toBe(200);
    const unknown = FormOptionsSchema.parse(none.body);
    expect(unknown.source).toBeUndefined();
    expect(unknown.quota).toBeUndefined();
    expect(unknown.caveats).toContainEqual(
      expect.stringMatching(/no data source "nope" yet/),
    );
    // The rest of the platform is known also to a form about no source.
    const about = await ask('get', '/form-options').expect(200);
    for (const one of [unknown, FormOptionsSchema.parse(about.body)]) {
      expect(one.pipelines.map(({ name }) => name)).toEqual(['eia-old']);
      expect(one.schedules.byMinute[0]).toBe(1);
      expect(one.tables.map(({ name }) => name)).toContain('energy.prices');
      expect(one.series).toEqual([]);
    }
  });
});

describe('two people and one name', () => {
  it('the second is told who makes it, and nothing is held twice', async () => {
    const { ask, addTask, tasks } = await start();
    addTask('task-1', FORM.values, 'alice');
    addTask('task-2', FORM.values, 'bob');
    const reserve = (taskId?: string) =>
      ask('post', '/reservations', SCAFFOLDER).send({
        name: 'eia-wti',
        taskId,
      });
    const both = await Promise.all([reserve('task-1'), reserve('task-2')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const held = both.find(({ status }) => status === 200)!.body;
    const refused = both.find(({ status }) => status === 409)!.body;
    expect(refused.error.message).toContain(held.heldBy);
    expect(refused.error.message).toMatch(/^name: eia-wti is being made by/);
    // The same task asks again, as a retry does.
    expect((await reserve(held.taskId)).status).toBe(200);
    // A dry run is told too.
    expect((await reserve()).status).toBe(409);
    // The task has ended: the name is free.
    tasks.get(held.taskId)!.status = 'failed';
    const other = held.taskId === 'task-1' ? 'task-2' : 'task-1';
    expect((await reserve(other)).status).toBe(200);
  });
});

describe('a second person', () => {
  const production = {
    template: FORM.template,
    values: { ...FORM.values, namespace: 'data-production' },
  };
  it('approves exactly these values before production is touched', async () => {
    const { ask, addTask, as } = await start({
      config: { production: { namespaces: ['data-production'] } },
    });
    addTask('task-1', production.values, 'alice');
    const reserve = (taskId: string) =>
      ask('post', '/reservations', SCAFFOLDER).send({
        name: 'eia-wti',
        taskId,
      });
    const first = await reserve('task-1');
    expect(first.status).toBe(403);
    expect(first.body.error.message).toMatch(/second person has to approve it/);
    const needless = await ask('post', '/approvals', as('alice')).send({
      ...FORM,
      reason: 'needed on Monday',
    });
    expect(needless.status).toBe(400);
    const wish = { ...production, reason: 'needed on Monday' };
    const asked = await ask('post', '/approvals', as('alice')).send(wish);
    expect(asked.status).toBe(200);
    const { id } = asked.body;
    const again = await ask('post', '/approvals', as('alice')).send(wish);
    expect(again.status).toBe(409);
    const own = await ask('post', `/approvals/${id}/approve`, as('alice')).send(
      {},
    );
    expect(own.status).toBe(403);
    expect(own.body.error.message).toMatch(/Who asked does not decide/);
    expect((await reserve('task-1')).status).toBe(403);
    const approved = await ask(
      'post',
      `/approvals/${id}/approve`,
      as('bob'),
    ).send({});
    expect(approved.body).toMatchObject({
      state: 'approved',
      requestedBy: 'user:default/alice',
      decidedBy: 'user:default/bob',
    });
    const { body } = await ask('get', '/approvals?state=approved');
    expect(body.approvals).toHaveLength(1);
    expect((await reserve('task-1')).status).toBe(200);
    // Other values are another request.
    addTask('task-3', { ...production.values, series: 'OTHER' }, 'alice');
    expect((await reserve('task-3')).status).toBe(403);
  });
  it('may refuse', async () => {
    const { ask, as } = await start({
      config: { production: { namespaces: ['data-production'] } },
    });
    const asked = await ask('post', '/approvals', as('alice')).send({
      ...production,
      reason: 'needed on Monday',
    });
    const path = `/approvals/${asked.body.id}/reject`;
    expect((await ask('post', path, as('bob')).send({})).status).toBe(400);
    const refused = await ask('post', path, as('bob')).send({
      note: 'the table is wrong',
    });
    expect(refused.body).toMatchObject({
      state: 'rejected',
      note: 'the table is wrong',
    });
  });
});

describe('what a task made', () => {
  it('is remembered in order and undone in reverse, each step told', async () => {
    const { ask, addTask, publish, locations, baseUrl } = await start();
    addTask('task-1', FORM.values);
    await publish('data-engineering', 'eia-wti', { 'README.md': '# WTI\n' });
    await ask('post', '/effects', SCAFFOLDER).send(EFFECT).expect(200);
    await ask('post', '/effects', SCAFFOLDER).send(EFFECT).expect(200);
    const target = `url:${baseUrl}/api/local-git/data-engineering/eia-wti/raw/main/catalog-info.yaml`;
    locations.set(target, 'location-1');
    const { body } = await ask('get', '/made/task-1');
    expect(MadeSchema.parse(body)).toMatchObject({
      name: 'eia-wti',
      entries: [
        { kind: 'repository', undoable: true, undone: false },
        { kind: 'entity', undoable: true, undone: false },
      ],
    });
    const undo = await ask('post', '/made/task-1/undo').expect(200);
    expect(undo.body).toMatchObject({
      complete: true,
      steps: [
        { kind: 'entity', outcome: 'undone' },
        { kind: 'repository', outcome: 'undone' },
      ],
    });
    expect(locations.size).toBe(0);
    const after = await ask('get', '/made/task-1');
    expect(after.body.entries).toMatchObject([
      { kind: 'repository', undone: true, undoneBy: 'user:default/mock' },
      { kind: 'entity', undone: true },
    ]);
    // Its name is free again, and undoing twice changes nothing.
    await publish('data-engineering', 'eia-wti', { 'README.md': '# again\n' });
    const twice = await ask('post', '/made/task-1/undo').expect(200);
    expect(twice.body.steps).toEqual([]);
  });
  it('stops at a step that fails, and goes on from there the next time', async () => {
    const { ask, addTask, publish } = await start();
    addTask('task-1', FORM.values);
    await publish('data-engineering', 'eia-wti', { 'README.md': '# WTI\n' });
    await ask('post', '/effects', SCAFFOLDER).send(EFFECT).expect(200);
    await ask('post', '/effects', SCAFFOLDER)
      .send({ ...EFFECT, kind: 'workflow', ref: 'data/eia-wti' })
      .expect(200);
    const { body } = await ask('post', '/made/task-1/undo').expect(200);
    expect(body).toMatchObject({
      complete: false,
      steps: [
        {
          kind: 'workflow',
          outcome: 'failed',
          message: expect.stringContaining('platform.dolphinScheduler'),
        },
      ],
    });
    const made = await ask('get', '/made/task-1');
    expect(
      made.body.entries.map(({ undone }: { undone: boolean }) => undone),
    ).toEqual([false, false]);
  });
  it('leaves what it only found', async () => {
    const { ask, addTask, publish, readFile } = await start();
    addTask('task-1', FORM.values);
    await publish('data-engineering', 'eia-wti', { 'README.md': '# WTI\n' });
    await ask('post', '/effects', SCAFFOLDER)
      .send({ ...EFFECT, made: false })
      .expect(200);
    const { body } = await ask('post', '/made/task-1/undo').expect(200);
    expect(body.steps).toMatchObject([{ outcome: 'left' }]);
    expect(await readFile('data-engineering', 'eia-wti', 'README.md')).toBe(
      '# WTI\n',
    );
  });
  it('is shown to who may see the task alone', async () => {
    const { ask } = await start();
    const { status, body } = await ask('get', '/made/task-9');
    expect(status).toBe(404);
    expect(body.error.message).toMatch(/no task task-9/);
    expect((await ask('post', '/made/task-9/undo')).status).toBe(404);
  });
});
