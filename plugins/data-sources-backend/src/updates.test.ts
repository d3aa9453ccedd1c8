/*
 * A pipeline that an older template made gets what today's writes, on the form that changes it: what comes is told first, what somebody edited by hand is
 * kept, put together with it, or decided about, and never written over in silence.
 */
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { Entity } from '@backstage/catalog-model';
import { parse, stringify } from 'yaml';
import { Preview } from '@254carbon/backstage-plugin-platform-common';
import {
  platformConfig,
  Portal,
  startPortal,
  stepsOf,
} from './__testUtils__/startPortal';
import { digestOfFile, GENERATION } from './pipelines/readGeneration';

jest.setTimeout(240_000);

const EIA = 'eia-connector';
const OWNER = 'platform-engineering';
const RUNTIME = 'vendor/254carbon-connector-runtime-0.0.9.tgz';

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
  ...change,
});

const entityOf = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: {
      'backstage.io/managed-by-location': `url:${portal.baseUrl}/api/local-git/${OWNER}/${name}/raw/main/catalog-info.yaml`,
    },
  },
  spec: { type: 'data-pipeline', owner: `group:default/${OWNER}` },
});

async function make(name: string) {
  const { body } = await portal.create(EIA, form(name));
  const task = await portal.ended(body.id);
  expect([task.status, task.log]).toEqual(['completed', task.log]);
  portal.entities.push(entityOf(name));
}

const read = (name: string, path: string) => portal.readFile(OWNER, name, path);
const edit = (name: string, files: Record<string, string>) =>
  portal.edit(OWNER, name, files);

/** Commits what an older template would have written: other words, one file less, one more, and an older runtime. */
async function makeOlder(name: string): Promise<void> {
  const generation = parse(await read(name, GENERATION));
  const older: Record<string, string> = {
    'README.md': (await read(name, 'README.md')).replace(
      /\n$/,
      '\n\nWritten by an older template.\n',
    ),
    'docs/index.md': 'An older page.\n',
    'deploy/older.yaml': '# An older template wrote this.\n',
    [RUNTIME]: 'an older runtime',
  };
  for (const [path, text] of Object.entries(older))
    if (path !== RUNTIME)
      generation.files[path] = digestOfFile(Buffer.from(text));
  delete generation.files['mkdocs.yml'];
  generation.templateVersion = '0.1.0';
  await edit(name, { ...older, [GENERATION]: stringify(generation) });
}

const change = (name: string, more: object = {}) =>
  portal
    .ask('post', `/pipelines/${name}/change`)
    .send({ values: form(name), ...more });

/** What is said about the whole change, and not about a field. */
const saidOf = (preview: Preview) =>
  preview.problems.filter(({ field }) => field === undefined);

const outcomesOf = (preview: Preview) =>
  Object.fromEntries(
    preview.edited.map(({ path, outcome }) => [path, outcome]),
  );

it("tells what today's template brings, brings it without another value, and then has nothing more to bring", async () => {
  const name = 'of-old';
  await make(name);
  const today = await read(name, 'README.md');
  const newest: string = parse(await read(name, GENERATION)).templateVersion;
  await makeOlder(name);
  const descriptor = await read(name, 'catalog-info.yaml');
  const generation = parse(await read(name, GENERATION));
  const older = descriptor.replace(
    `template-version: ${newest}`,
    'template-version: 0.1.0',
  );
  generation.files['catalog-info.yaml'] = digestOfFile(Buffer.from(older));
  await edit(name, {
    'catalog-info.yaml': older,
    [GENERATION]: stringify(generation),
  });
  const versions = async () => {
    const state = await portal.ask('get', `/pipelines/${name}`).expect(200);
    const { madeBy, today: offered } = state.body.template;
    return [madeBy, offered];
  };
  expect(await versions()).toEqual(['0.1.0', newest]);

  const { body } = await change(name).expect(200);
  const { preview } = body;
  expect(preview).toMatchObject({ mayCreate: true, edited: [] });
  const [news] = saidOf(preview);
  expect(news.severity).toBe('warning');
  expect(news.message).toMatch(
    new RegExp(
      `what is new in version ${newest} of the template; the pipeline was made by 0\\.1\\.0: .*README\\.md`,
    ),
  );
  expect(preview.diff.removed).toEqual(['deploy/older.yaml', RUNTIME]);
  const changed = preview.diff.changed.map((one: { path: string }) => one.path);
  expect(changed).toEqual([
    GENERATION,
    'README.md',
    'catalog-info.yaml',
    'docs/index.md',
  ]);

  const applied = await change(name, { apply: true }).expect(200);
  expect(applied.body.report.complete).toBe(true);
  expect(await read(name, 'README.md')).toBe(today);
  expect(parse(await read(name, GENERATION)).templateVersion).toBe(newest);

  expect(await versions()).toEqual([newest, newest]);

  const again = await change(name).expect(200);
  expect(saidOf(again.body.preview)).toEqual([]);
  expect(again.body.preview.diff).toMatchObject({ changed: [], removed: [] });
});

it('keeps what was edited by hand, puts it together with what is new, and asks where both changed the same', async () => {
  const name = 'edited-old';
  await make(name);
  const today = await read(name, 'docs/index.md');
  const readme = await read(name, 'README.md');
  await makeOlder(name);
  const checks = `${await read(name, 'quality/checks.json')}\n`;
  await edit(name, {
    'README.md': `Ours, read this first.\n${await read(name, 'README.md')}`,
    'docs/index.md': 'A page of our own.\n',
    'quality/checks.json': checks,
    'notes.md': 'by hand',
  });

  const { body } = await change(name).expect(200);
  expect(outcomesOf(body.preview)).toEqual({
    'README.md': 'merged',
    'docs/index.md': 'undecided',
    'quality/checks.json': 'kept',
  });
  expect(body.preview.mayCreate).toBe(false);
  const refused = await change(name, { apply: true });
  expect(refused.status).toBe(409);
  expect(refused.body.error.message).toMatch(/docs\/index\.md.*Choose which/);
  expect(await read(name, 'docs/index.md')).toBe('A page of our own.\n');

  const edits = { 'docs/index.md': 'keep' };
  const decided = await change(name, { edits }).expect(200);
  expect(decided.body.preview.mayCreate).toBe(true);
  const applied = await change(name, { edits, apply: true }).expect(200);
  expect(applied.body.report.complete).toBe(true);
  expect(await read(name, 'README.md')).toBe(
    `Ours, read this first.\n${readme}`,
  );
  expect(await read(name, 'docs/index.md')).toBe('A page of our own.\n');
  expect(await read(name, 'quality/checks.json')).toBe(checks);
  expect(await read(name, 'notes.md')).toBe('by hand');

  // The edits are told again the next time, and another word about one of them counts.
  const later = await change(name).expect(200);
  expect(outcomesOf(later.body.preview)).toEqual({
    'README.md': 'kept',
    'docs/index.md': 'kept',
    'quality/checks.json': 'kept',
  });
  expect(await read(name, 'docs/index.md')).not.toBe(today);
});

it('says that what was edited cannot be known where the repository does not say what was generated', async () => {
  const name = 'says-nothing';
  await make(name);
  await edit(name, { [GENERATION]: 'not: what was written' });
  const { body } = await change(name).expect(200);
  expect(saidOf(body.preview)).toEqual([
    expect.objectContaining({
      severity: 'warning',
      message: expect.stringMatching(/does not say which files were generated/),
    }),
  ]);
});
