import { Entity } from '@backstage/catalog-model';
import { buildJobManifests } from '@254carbon/backstage-plugin-platform-common';
import { parseAllDocuments, stringify } from 'yaml';
import {
  readEntity,
  SCAFFOLDER,
  Started,
  startDataSources,
} from './__testUtils__/startDataSources';
import { retireFiles } from './pipelines/retireFiles';

jest.setTimeout(60_000);

const OWNER = 'data-engineering';
const NAME = 'eia-wti';
const descriptor = (schedule: string) => `# Kept by hand
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${NAME}
  annotations:
    254carbon.com/schedule: ${schedule}
spec:
  type: data-pipeline
  lifecycle: experimental
  owner: group:default/${OWNER}
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: { name: ${NAME}-observations }
spec: { type: dataset, owner: group:default/${OWNER} }
`;
const files = (schedule: string) => ({
  'catalog-info.yaml': descriptor(schedule),
  ...Object.fromEntries(
    buildJobManifests({
      name: NAME,
      namespace: 'data-platform',
      image: 'ghcr.io/254carbon/eia-wti:0.1.0',
      schedule,
      suspended: false,
      size: 'small',
      secrets: [],
      freshnessHours: 48,
      owner: `group:default/${OWNER}`,
    }).map(({ file, content }) => [file, stringify(content)]),
  ),
});
const FIRST = '30 6 * * 1-5';

let started: Started;
beforeEach(async () => {
  // The fake scaffolder renders; only where the template comes from is the real one's.
  const template = await readEntity('templates/eia-connector/template.yaml');
  const { entities, publish, addTask, ask, baseUrl } = (started =
    await startDataSources({
      render: values => files(String(values.schedule)),
    }));
  entities.push(
    { ...template, spec: { ...template.spec, steps: [] } },
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: OWNER },
      spec: { type: 'team', children: [] },
    },
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: NAME,
        annotations: {
          '254carbon.com/schedule': FIRST,
          'backstage.io/managed-by-location': `url:${baseUrl}/api/local-git/${OWNER}/${NAME}/raw/main/catalog-info.yaml`,
        },
      },
      spec: {
        type: 'data-pipeline',
        lifecycle: 'experimental',
        owner: `group:default/${OWNER}`,
      },
    } as Entity,
  );
  const values = {
    name: NAME,
    owner: `group:default/${OWNER}`,
    schedule: FIRST,
  };
  await publish(OWNER, NAME, {
    ...files(FIRST),
    'docs/notes.md': 'written by hand\n',
  });
  addTask('task-1', values);
  await ask('post', '/effects', SCAFFOLDER)
    .send({
      taskId: 'task-1',
      step: 'publish',
      kind: 'repository',
      ref: `${OWNER}/${NAME}`,
    })
    .expect(200);
});
afterEach(() => started.stop());

const change = (schedule: string, apply = false, name = NAME) =>
  started.ask('post', `/pipelines/${NAME}/change`).send({
    values: { name, owner: `group:default/${OWNER}`, schedule },
    apply,
  });

describe('a pipeline', () => {
  it('says its state, its next runs and with what it was made', async () => {
    const { body } = await started.ask('get', `/pipelines/${NAME}`).expect(200);
    expect(body).toMatchObject({
      lifecycle: 'experimental',
      schedule: FIRST,
      repository: { ref: `${OWNER}/${NAME}`, archived: false },
      workflow: { state: 'none' },
      madeWith: {
        template: 'template:default/eia-connector',
        values: { schedule: FIRST },
      },
    });
    expect(body.nextRuns).toHaveLength(5);
    const none = await started.ask('get', '/pipelines/nope');
    expect(none.status).toBe(404);
  });

  it('is changed by one commit on top; what was written by hand stays', async () => {
    const shown = await change('37 7 * * *');
    expect(shown.status).toBe(200);
    expect(shown.body.report).toBeUndefined();
    expect(shown.body.preview).toMatchObject({
      mayCreate: true,
      diff: { target: 'repository', added: [] },
    });
    expect(
      shown.body.preview.diff.changed.map(({ path }: { path: string }) => path),
    ).toEqual(['catalog-info.yaml', 'deploy/cronjob.yaml']);
    expect(
      await started.readFile(OWNER, NAME, 'deploy/cronjob.yaml'),
    ).toContain(FIRST);

    const applied = await change('37 7 * * *', true);
    expect(applied.body.report).toMatchObject({
      complete: true,
      steps: [{ what: 'files', outcome: 'done' }],
    });
    expect(
      await started.readFile(OWNER, NAME, 'deploy/cronjob.yaml'),
    ).toContain('37 7 * * *');
    expect(await started.readFile(OWNER, NAME, 'docs/notes.md')).toBe(
      'written by hand\n',
    );
    const again = await change('37 7 * * *', true);
    expect(again.body.report.steps[0]).toMatchObject({ outcome: 'already' });
    const { body } = await started.ask('get', `/pipelines/${NAME}`);
    expect(body.madeWith.values.schedule).toBe('37 7 * * *');
  });

  it('is not changed to what may not be, and keeps its name', async () => {
    const refused = await change('0 6 1 * 1', true);
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toMatch(/^schedule: .*weekday/);
    const renamed = await change(FIRST, true, 'other');
    expect(renamed.status).toBe(400);
    expect(renamed.body.error.message).toMatch(/keeps its name/);
  });

  it('is retired: schedule, table, repository and entity, each told', async () => {
    const retire = () =>
      started
        .ask('post', `/pipelines/${NAME}/retire`)
        .send({ reason: 'nobody reads it any more' });
    const { body } = await retire().expect(200);
    expect(body).toMatchObject({
      complete: true,
      steps: [
        { what: 'schedule', outcome: 'already' },
        { what: 'table', outcome: 'kept' },
        { what: 'repository', outcome: 'done' },
        { what: 'entity', outcome: 'done' },
      ],
    });
    const text = await started.readFile(OWNER, NAME, 'catalog-info.yaml');
    expect(text).toContain('# Kept by hand');
    const [component, dataset] = parseAllDocuments(text).map(one => one.toJS());
    expect(component.spec.lifecycle).toBe('deprecated');
    expect(dataset.spec).toEqual({
      type: 'dataset',
      owner: `group:default/${OWNER}`,
    });
    const job = await started.readFile(OWNER, NAME, 'deploy/cronjob.yaml');
    expect(job).toContain('suspend: true');
    const state = await started.ask('get', `/pipelines/${NAME}`);
    expect(state.body).toMatchObject({
      nextRuns: [],
      repository: { archived: true },
      retired: { by: 'user:default/mock', reason: 'nobody reads it any more' },
    });
    // Doing it again finds nothing left to do.
    expect((await retire()).body.complete).toBe(true);
  });
});

describe('retireFiles', () => {
  it('touches nothing that says so already', () => {
    const before = new Map(
      Object.entries(files(FIRST)).map(([path, text]) => [
        path,
        Buffer.from(text),
      ]),
    );
    const changed = retireFiles(before);
    expect([...changed.keys()]).toEqual([
      'catalog-info.yaml',
      'deploy/cronjob.yaml',
    ]);
    expect(retireFiles(new Map([...before, ...changed])).size).toBe(0);
  });
});
