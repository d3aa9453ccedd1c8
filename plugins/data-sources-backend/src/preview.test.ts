import scaffolderModulePlatform from '@254carbon/backstage-plugin-scaffolder-backend-module-platform';
import { PreviewSchema } from '@254carbon/backstage-plugin-platform-common';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import {
  readEntity,
  Started,
  startDataSources,
} from './__testUtils__/startDataSources';

jest.setTimeout(120_000);

const FOLDER = resolve(__dirname, '../../../templates/eia-connector');
const TEMPLATE = 'template:default/eia-connector';

let started: Started;
let values: Record<string, unknown>;
beforeAll(async () => {
  started = await startDataSources({
    scaffolder: [scaffolder, scaffolderModulePlatform],
    entities: [
      await readEntity('templates/eia-connector/template.yaml'),
      await readEntity('catalog/data-sources/eia.yaml'),
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'platform-engineering' },
        spec: { type: 'team', children: [] },
      },
    ],
  });
  const template = parse(await readFile(join(FOLDER, 'template.yaml'), 'utf8'));
  values = {};
  for (const page of template.spec.parameters)
    for (const [name, field] of Object.entries<{ default?: unknown }>(
      page.properties,
    ))
      if (field.default !== undefined) values[name] = field.default;
});
afterAll(() => started.stop());

const preview = async (change: Record<string, unknown> = {}) => {
  const { body, status } = await started
    .ask('post', '/previews')
    .send({ template: TEMPLATE, values: { ...values, ...change } });
  expect({ status, error: body.error?.message }).toEqual({
    status: 200,
    error: undefined,
  });
  return PreviewSchema.parse(body);
};

describe('the preview of the EIA connector', () => {
  it('shows the files exactly as they would be written, what they differ from, verdicts and next runs', async () => {
    const shown = await preview();
    expect(shown.problems.filter(one => one.severity === 'refused')).toEqual(
      [],
    );
    const paths = shown.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'README.md',
        'catalog-info.yaml',
        'deploy/cronjob.yaml',
        'package-lock.json',
        'src/main.js',
        'workflow/dolphinscheduler.json',
      ]),
    );
    expect([...paths].sort()).toEqual(paths);
    const descriptor = shown.files.find(
      ({ path }) => path === 'catalog-info.yaml',
    );
    expect(descriptor).toMatchObject({ isBinary: false, change: 'added' });
    const [component] = parseAllDocuments(descriptor?.content ?? '').map(one =>
      one.toJS(),
    );
    expect(component).toMatchObject({
      kind: 'Component',
      metadata: { name: 'eia-wti-spot' },
      spec: { type: 'data-pipeline' },
    });
    expect(shown).toMatchObject({
      mayCreate: true,
      diff: { target: 'none', removed: [], changed: [] },
      approval: { needed: false },
    });
    expect(shown.verdicts[0]).toMatchObject({
      rule: 'validators',
      outcome: 'pass',
    });
    expect(shown.verdicts.length).toBeGreaterThan(3);
    expect(shown.nextRuns).toHaveLength(5);
    expect(shown.steps.map(({ outcome }) => outcome)).not.toContain('failed');
  });

  it.each([
    ['schedule', '0 6 1 * 1', /weekday/],
    ['schedule', 'every day', /five fields/],
    ['name', '../../etc/passwd', /./],
    ['name', '$(touch /tmp/x)', /./],
    ['name', 'a'.repeat(5000), /./],
    ['owner', 'group:default/nobody', /catalog has no/],
    ['series', 'RWTC"; rm -rf /', /./],
    ['series', '${{ parameters.name }}\n- x: y', /./],
    ['start', 'yesterday', /./],
  ])(
    'refuses a wrong %s (%s) at its field, and writes nothing',
    async (field, value, message) => {
      const shown = await preview({ [field]: value });
      expect(shown.mayCreate).toBe(false);
      const refused = shown.problems.filter(
        one => one.severity === 'refused' && one.field === field,
      );
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.map(one => one.message).join(' ')).toMatch(message);
      expect(await readdir(started.folder)).toEqual(['repositories']);
      expect(await readdir(join(started.folder, 'repositories'))).toEqual([]);
    },
  );

  it('refuses a field that is missing', async () => {
    const shown = await preview({ name: undefined });
    expect(shown.problems).toContainEqual({
      severity: 'refused',
      field: 'name',
      message: 'is missing; fill it in',
    });
  });

  it('warns of a series that is read already, and of a table that is filled already', async () => {
    started.entities.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'eia-other',
        annotations: { '254carbon.com/series': 'RWTC' },
      },
      spec: { type: 'data-pipeline', dependsOn: ['resource:default/eia'] },
    });
    const shown = await preview();
    started.entities.pop();
    expect(shown.problems.filter(one => one.severity === 'refused')).toEqual(
      [],
    );
    expect(shown.duplicates).toEqual([
      { entityRef: 'component:default/eia-other', series: 'RWTC' },
    ]);
    expect(shown.problems).toContainEqual(
      expect.objectContaining({ severity: 'warning', field: 'series' }),
    );
  });

  it('shows the difference to a repository of that name, and refuses to overwrite it', async () => {
    const file = (await preview()).files.find(
      ({ path }) => path === 'catalog-info.yaml',
    );
    const before = file?.content ?? '';
    await started.publish('platform-engineering', 'eia-wti-spot', {
      'catalog-info.yaml': before.replace('experimental', 'production'),
      'mine.md': 'mine\n',
    });
    const shown = await preview();
    expect(shown.mayCreate).toBe(false);
    expect(shown.problems).toContainEqual(
      expect.objectContaining({ field: 'name', severity: 'refused' }),
    );
    expect(shown.diff).toMatchObject({
      target: 'repository',
      removed: ['mine.md'],
    });
    const [changed] = shown.diff.changed;
    expect(changed.path).toBe('catalog-info.yaml');
    expect(changed.lines).toContainEqual({
      kind: 'added',
      text: '  lifecycle: experimental',
    });
  });

  it('is refused to who may not run templates dry', async () => {
    const denied = await startDataSources({
      deny: true,
      scaffolder: [scaffolder, scaffolderModulePlatform],
    });
    const { status } = await denied
      .ask('post', '/previews')
      .send({ template: TEMPLATE, values });
    await denied.stop();
    expect(status).toBe(403);
  });
});
