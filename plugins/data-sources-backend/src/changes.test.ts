/*
 * A pipeline that DolphinScheduler starts, from its making to its end, with everything real but the catalog: the schedule that the
 * scheduler keeps follows a change and its undoing, and goes off with the pipeline.
 */
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { Entity } from '@backstage/catalog-model';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  platformConfig,
  Portal,
  readWorkflows,
  startPortal,
  stepsOf,
} from './__testUtils__/startPortal';

jest.setTimeout(240_000);

const git = promisify(execFile);
const EIA = 'eia-connector';
const OWNER = 'platform-engineering';
const FIRST = '30 6 * * 1-5';
const OTHER = '37 7 * * *';

let platform: RunningPlatform;
let portal: Portal;
beforeAll(async () => {
  platform = await startPlatform({ scenario: 'calm-day' });
  portal = await startPortal({
    templates: [EIA],
    platform: platformConfig(platform),
  });
  const template = portal.templates.get(EIA)!;
  const steps = stepsOf(template).filter(
    ({ action }) => action !== 'connector:prove',
  );
  portal.replace({ ...template, spec: { ...template.spec, steps } });
});
afterAll(async () => {
  await portal.stop();
  await platform.close();
});

const form = (name: string, change: Record<string, unknown> = {}) => ({
  ...portal.defaults(EIA),
  name,
  table: `energy.${name.replaceAll('-', '_')}`,
  schedule: FIRST,
  scheduler: 'dolphinscheduler',
  task: 'shell',
  ...change,
});

/** What the catalog reads from the repository. */
const entityOf = (name: string, lifecycle = 'experimental'): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: {
      '254carbon.com/schedule': FIRST,
      '254carbon.com/table': `energy.${name.replaceAll('-', '_')}`,
      'backstage.io/managed-by-location': `url:${portal.baseUrl}/api/local-git/${OWNER}/${name}/raw/main/catalog-info.yaml`,
    },
  },
  spec: { type: 'data-pipeline', lifecycle, owner: `group:default/${OWNER}` },
});

async function make(name: string, change: Record<string, unknown> = {}) {
  const { body } = await portal.create(EIA, form(name, change));
  const task = await portal.ended(body.id);
  expect([task.status, task.log]).toEqual(['completed', task.log]);
  portal.entities.push(entityOf(name));
  return task.id;
}

const change = (name: string, values: Record<string, unknown>, as?: string) =>
  portal
    .ask('post', `/pipelines/${name}/change`, as)
    .send({ values: form(name, values), apply: true });

const workflow = async (name: string) =>
  (await readWorkflows(platform)).find(one => one.name === name);

const stepsIn = (body: { steps: Array<{ what: string; outcome: string }> }) =>
  body.steps.map(({ what, outcome }) => `${what} ${outcome}`);

describe('the schedule that the scheduler keeps', () => {
  it('follows a change, once, and follows its undoing', async () => {
    const name = 'follows';
    await make(name);
    expect(await workflow(name)).toMatchObject({
      releaseState: 'ONLINE',
      version: 1,
      schedule: { crontab: '0 30 6 ? * 2-6 *', releaseState: 'ONLINE' },
    });

    const changed = await change(name, { schedule: OTHER }).expect(200);
    expect(stepsIn(changed.body.report)).toEqual([
      'files done',
      'workflow done',
    ]);
    expect(changed.body.report.complete).toBe(true);
    expect(await workflow(name)).toMatchObject({
      releaseState: 'ONLINE',
      schedule: { crontab: '0 37 7 * * ? *', releaseState: 'ONLINE' },
    });
    const version = (await workflow(name))?.version;

    const again = await change(name, { schedule: OTHER }).expect(200);
    expect(stepsIn(again.body.report)).toEqual([
      'files already',
      'workflow already',
    ]);
    expect((await workflow(name))?.version).toBe(version);

    const { body: state } = await portal.ask('get', `/pipelines/${name}`);
    expect(state.workflow.state).toBe('online');
    // The entity still says the schedule of before: the catalog reads it again in its own time.
    expect(state.schedule).toBe(OTHER);
    expect(state.nextRuns[0]).toMatch(/T07:37:00/);
    expect(state.changes).toHaveLength(1);
    const [newest] = state.changes;
    expect(newest).toMatchObject({
      by: 'user:default/mock',
      fields: [{ field: 'schedule', before: FIRST, after: OTHER }],
    });
    expect(newest.files).toContain('workflow/dolphinscheduler.json');

    const wrong = await portal.ask(
      'post',
      `/pipelines/${name}/changes/abc/undo`,
    );
    expect(wrong.status).toBe(409);
    const undone = await portal
      .ask('post', `/pipelines/${name}/changes/${newest.id}/undo`)
      .expect(200);
    expect(stepsIn(undone.body)).toEqual(['files done', 'workflow done']);
    expect((await workflow(name))?.schedule).toMatchObject({
      crontab: '0 30 6 ? * 2-6 *',
      releaseState: 'ONLINE',
    });
    const after = await portal.ask('get', `/pipelines/${name}`);
    expect(after.body.madeWith.values.schedule).toBe(FIRST);
    expect(after.body.changes[0].undoneBy).toBe('user:default/mock');
    const twice = await portal.ask(
      'post',
      `/pipelines/${name}/changes/${newest.id}/undo`,
    );
    expect(twice.status).toBe(409);
  });

  it('goes off when something else starts the pipeline, and comes when the scheduler shall', async () => {
    const name = 'starter';
    const taskId = await make(name, { scheduler: 'kubernetes' });
    expect(await workflow(name)).toBeUndefined();
    const taken = await change(name, {}).expect(200);
    expect(stepsIn(taken.body.report)).toEqual(['files done', 'workflow done']);
    expect((await workflow(name))?.schedule?.releaseState).toBe('ONLINE');
    // What a change made is undone with the task that made the pipeline.
    const { body: made } = await portal.ask('get', `/made/${taskId}`);
    expect(made.entries).toContainEqual(
      expect.objectContaining({ kind: 'workflow', undoable: true }),
    );
    const given = await change(name, { scheduler: 'kubernetes' }).expect(200);
    expect(stepsIn(given.body.report)).toEqual(['files done', 'workflow done']);
    expect(await workflow(name)).toMatchObject({
      releaseState: 'OFFLINE',
      schedule: { releaseState: 'OFFLINE' },
    });
    const { body } = await portal.ask('post', `/made/${taskId}/undo`);
    expect(body.complete).toBe(true);
    expect(await workflow(name)).toBeUndefined();
  });

  it('goes off with the pipeline, which is changed no more', async () => {
    const name = 'retires';
    await make(name);
    const { body } = await portal
      .ask('post', `/pipelines/${name}/retire`)
      .send({ reason: 'nobody reads it' })
      .expect(200);
    expect(stepsIn(body)).toEqual([
      'schedule done',
      'table kept',
      'repository done',
      'entity done',
    ]);
    expect(await workflow(name)).toMatchObject({
      releaseState: 'OFFLINE',
      schedule: { releaseState: 'OFFLINE' },
    });
    const late = await change(name, { schedule: OTHER });
    expect(late.status).toBe(409);
    expect(late.body.error.message).toMatch(/was retired by user:default/);
  });

  it('two who change it at once: the second is told, and one commit stands', async () => {
    const name = 'two-changes';
    await make(name);
    const both = await Promise.all([
      change(name, { schedule: OTHER }, portal.as('alice')),
      change(name, { schedule: '11 9 * * *' }, portal.as('bob')),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const told = both.find(({ status }) => status === 409)!;
    expect(told.body.error.message).toMatch(
      /is being changed by user:default\/(alice|bob)/,
    );
    const { body } = await portal.ask('get', `/pipelines/${name}`);
    expect(body.changes).toHaveLength(1);
  });
});

describe('a change that is taken back', () => {
  /** Every file of the main branch, by path. */
  const tree = async (name: string) => {
    const folder = await mkdtemp(join(tmpdir(), 'tree-'));
    try {
      const address = `http://localhost:${portal.server.port()}/api/local-git/${OWNER}/${name}.git`;
      await git('git', ['clone', '-q', address, folder]);
      const { stdout } = await git('git', [
        '-C',
        folder,
        'ls-tree',
        '-r',
        'HEAD',
      ]);
      return stdout;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  const newest = async (
    name: string,
  ): Promise<{ id: string; files: string[] }> => {
    const { body } = await portal.ask('get', `/pipelines/${name}`);
    return body.changes[0];
  };
  const undo = (name: string, id: string) =>
    portal.ask('post', `/pipelines/${name}/changes/${id}/undo`);
  const inForce = () =>
    portal.entities.find(({ kind }) => kind === 'Template')!;

  it('gives back every file as it was, also when the template has moved on, and what a change left behind is gone', async () => {
    const name = 'moved-on';
    await make(name, { task: 'k8s' });
    const before = await tree(name);
    expect(before).toContain('deploy/taskpolicy.yaml');

    const changed = await change(name, { task: 'shell' }).expect(200);
    expect(changed.body.report.complete).toBe(true);
    const { id, files } = await newest(name);
    expect(files).toEqual(
      expect.arrayContaining([
        expect.stringContaining('deploy/taskpolicy.yaml'),
        'workflow/dolphinscheduler.json',
      ]),
    );
    expect(await tree(name)).not.toContain('deploy/taskpolicy.yaml');

    const template = inForce();
    const [check, connector, ...rest] = stepsOf(template);
    const moved = {
      id: 'moved',
      action: 'fs:rename',
      input: { files: [{ from: 'README.md', to: 'READ-ME.md' }] },
    };
    portal.replace({
      ...template,
      spec: { ...template.spec, steps: [check, connector, moved, ...rest] },
    });
    try {
      const undone = await undo(name, id).expect(200);
      expect(stepsIn(undone.body)).toEqual(['files done', 'workflow done']);
    } finally {
      portal.replace(template);
    }
    expect(await tree(name)).toBe(before);
  });

  it('keeps what somebody committed since, and writes nothing over a file of the change that they edited', async () => {
    const name = 'edited-since';
    await make(name);
    await change(name, { schedule: OTHER }).expect(200);
    const { id } = await newest(name);
    await portal.edit(OWNER, name, {
      'notes.md': 'by hand',
      'docs/index.md': 'mine',
    });
    const edited = await tree(name);
    const refused = await undo(name, id);
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toMatch(
      /docs\/index\.md was edited since/,
    );
    expect(await tree(name)).toBe(edited);
    expect((await workflow(name))?.schedule?.crontab).toBe('0 37 7 * * ? *');

    const other = 'noted-since';
    await make(other);
    const before = await tree(other);
    await change(other, { schedule: OTHER }).expect(200);
    await portal.edit(OWNER, other, { 'notes.md': 'by hand' });
    await undo(other, (await newest(other)).id).expect(200);
    const after = await tree(other);
    expect(after).toContain('notes.md');
    const lines = after.split('\n').filter(line => !line.includes('notes.md'));
    expect(lines.join('\n')).toBe(before);
  });
});

describe('a pipeline in production', () => {
  const approve = async (id: string) =>
    portal
      .ask('post', `/approvals/${id}/approve`, portal.as('bob'))
      .send({})
      .expect(200);
  const request = (body: object) =>
    portal.ask('post', '/approvals', portal.as('alice')).send({
      template: `template:default/${EIA}`,
      reason: 'needed on Monday',
      ...body,
    });

  it('is changed and retired after a second person approved exactly that, and not undone as a draft is', async () => {
    const name = 'in-production';
    const production = { lifecycle: 'production' };
    const asked = await request({ values: form(name, production) });
    await approve(asked.body.id);
    const taskId = await make(name, production);

    const undo = await portal.ask('post', `/made/${taskId}/undo`);
    expect(undo.status).toBe(403);
    expect(undo.body.error.message).toMatch(/retire the pipeline on its page/);

    // The approval to make it is none to change it, not even out of production.
    const alone = await change(name, { lifecycle: 'experimental' });
    expect(alone.status).toBe(403);
    expect(alone.body.error.message).toMatch(/second person has to approve it/);
    const wish = { ...production, schedule: OTHER };
    expect((await change(name, wish)).status).toBe(403);
    const toChange = await request({
      purpose: 'change',
      values: form(name, wish),
    });
    expect(toChange.body).toMatchObject({ purpose: 'change', name });
    await approve(toChange.body.id);
    const changed = await change(name, wish).expect(200);
    expect(changed.body.report.complete).toBe(true);
    expect((await workflow(name))?.schedule?.crontab).toBe('0 37 7 * * ? *');

    const retire = () =>
      portal
        .ask('post', `/pipelines/${name}/retire`)
        .send({ reason: 'nobody reads it' });
    expect((await retire()).status).toBe(403);
    const toRetire = await request({ purpose: 'retire', values: { name } });
    const waits = await portal.ask('get', `/pipelines/${name}`);
    expect(waits.body.retirement).toMatchObject({
      needed: true,
      state: 'requested',
    });
    await approve(toRetire.body.id);
    expect((await retire()).body.complete).toBe(true);
    expect((await workflow(name))?.releaseState).toBe('OFFLINE');
  });
});
