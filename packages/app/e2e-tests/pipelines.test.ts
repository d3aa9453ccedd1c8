import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  findWorkflow,
  previewSchedule,
  readRun,
  select,
  startRun,
} from './platform';
import { expect, expectAccessible, signIn, test } from './portal';

const FORM = '/create/templates/default/eia-connector';
const PREVIEW_MS = 90_000;
const TASK_MS = 180_000;
const RUN_MS = 120_000;

/** A name of its own for each try: the first may have made things before it failed. */
const named = (name: string, retry: number) =>
  retry > 0 ? `${name}-${retry}` : name;

const region = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true });
const create = (page: Page) =>
  page.getByRole('button', { name: 'Create', exact: true });

/** Takes a choice of one of the form's lists. */
async function choose(page: Page, label: RegExp, option: string) {
  await page.getByLabel(label).first().click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Fills the form of the EIA connector, as far as its preview. */
async function fill(
  page: Page,
  values: { name: string; table?: string; schedule?: string },
  choices: Array<[RegExp, string]> = [],
) {
  await page.goto(FORM);
  await page
    .getByRole('textbox', { name: 'Name', exact: true })
    .fill(values.name);
  await page.getByRole('button', { name: 'Next' }).click();
  const schedule = page.getByRole('textbox', { name: 'Schedule' });
  await expect(schedule).toBeVisible();
  await page
    .getByRole('combobox', { name: 'Table' })
    .fill(values.table ?? `energy.${values.name.replaceAll('-', '_')}`);
  if (values.schedule) await schedule.fill(values.schedule);
  for (const [label, option] of choices) await choose(page, label, option);
}

const preview = (page: Page) =>
  page.getByRole('button', { name: 'Preview' }).click();

/** Asks the portal's backend as one of the role accounts. */
async function ask(role: string, path: string, body?: object) {
  const base = process.env.PORTAL_URL ?? '';
  const signedIn = await fetch(`${base}/api/auth/role/refresh`, {
    headers: { 'x-portal-role': role },
  });
  const { backstageIdentity } = await signedIn.json();
  return fetch(`${base}/api${path}`, {
    method: body ? 'POST' : 'GET',
    body: body && JSON.stringify(body),
    headers: {
      authorization: `Bearer ${backstageIdentity.token}`,
      'content-type': 'application/json',
    },
  });
}

/** Names of the repositories that the portal keeps. */
async function repositories(): Promise<string[]> {
  const answer = await ask('operator', '/local-git/repositories');
  const list: { repositories: Array<{ name: string }> } = await answer.json();
  return list.repositories.map(({ name }) => name);
}

/** Refs that an entity of the catalog depends on, or that depend on it. */
async function related(
  ref: string,
  type: 'dependsOn' | 'dependencyOf',
): Promise<string[]> {
  const answer = await ask(
    'operator',
    `/catalog/entities/by-name/${ref.replace(':', '/')}`,
  );
  if (!answer.ok) return [];
  const entity: { relations?: Array<{ type: string; targetRef: string }> } =
    await answer.json();
  return (entity.relations ?? [])
    .filter(one => one.type === type)
    .map(({ targetRef }) => targetRef);
}

/** What a result links to; links that lead away say so to screen readers, after a comma. */
async function linksOf(page: Page): Promise<Map<string, string>> {
  const addresses = new Map<string, string>();
  const links = page.getByRole('link', { name: /^(Look|Open)/ });
  for (const link of await links.all()) {
    const title = ((await link.textContent()) ?? '').split(',')[0].trim();
    addresses.set(title, (await link.getAttribute('href')) ?? '');
  }
  return addresses;
}

/** The pages that a result names, followed as a person would: each is there and is about the pipeline. */
async function followLinks(page: Page, name: string) {
  const result = page.url();
  const addresses = await linksOf(page);
  const base = process.env.PORTAL_URL ?? '';
  for (const [title, href] of addresses) {
    const { pathname, host } = new URL(href, base);
    // A page of the scheduler is outside; what it shows is asked for in another way.
    if (host !== new URL(base).host) continue;
    if (pathname.startsWith('/api/')) {
      const answer = await page.request.get(href);
      expect([title, answer.status()]).toEqual([title, 200]);
      expect([title, await answer.text()]).toEqual([
        title,
        expect.stringContaining(name),
      ]);
      continue;
    }
    // The catalog reads what a task registered in its own time.
    await expect(async () => {
      await page.goto(href);
      await expect(
        page.getByRole('heading', { name: new RegExp(name) }).first(),
      ).toBeVisible({ timeout: 5_000 });
    }, title).toPass({ timeout: 60_000 });
  }
  expect([...addresses.keys()]).toEqual(
    expect.arrayContaining([
      'Open in the catalog',
      'Look at the table',
      'Look at the repository',
      'Look at the workflow',
      'Look at the dashboard',
      'Look at it in DolphinScheduler',
    ]),
  );
  await page.goto(result);
}

/** Clones what was made and runs its own tests, with nothing but its own files. */
function cloneAndTest(address: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'portal-pipeline-'));
  const quiet = { cwd: folder, encoding: 'utf8', stdio: 'pipe' } as const;
  try {
    execFileSync('git', ['clone', '--quiet', address, 'repository'], quiet);
    const inside = { ...quiet, cwd: join(folder, 'repository') };
    execFileSync('npm', ['ci', '--offline', '--no-audit', '--no-fund'], inside);
    return execFileSync('npm', ['test'], inside);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.describe('pipelines', () => {
  test('EIA: form, preview, test read, create; it clones, its tests pass, the workflow is online, the catalog shows it; then undo', async ({
    page,
  }, { retry }) => {
    test.setTimeout(480_000);
    const started = Date.now();
    const name = named('journey-eia-pipeline', retry);
    await signIn(page, 'data engineer');
    await fill(page, { name, schedule: '37 6 * * 1-5' }, [
      [/Started by/, 'DolphinScheduler'],
      [/^Task/, 'A shell that clones the repository'],
    ]);
    await expect(
      page.getByRole('list', { name: 'Next runs' }).getByRole('listitem'),
    ).toHaveCount(5);
    await preview(page);
    await expect(region(page, 'Files')).toBeVisible({ timeout: PREVIEW_MS });
    await expect(
      page.getByRole('button', { name: /^catalog-info\.yaml/ }),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Read a few rows' }).click();
    await expect(
      page.getByRole('table', { name: 'Rows that were read' }),
    ).toBeVisible({ timeout: PREVIEW_MS });
    await expectAccessible(page, 'scaffolder-preview');
    await create(page).click();
    await expect(
      page.getByRole('link', { name: 'Open in the catalog' }),
    ).toBeVisible({ timeout: TASK_MS });
    const made = page.getByRole('table', {
      name: 'Everything that the task made',
    });
    await expect(made).toContainText('Repository');
    await expect(made).toContainText('Workflow');
    const words = await page
      .getByText(/git clone \S+/)
      .first()
      .innerText();
    const address = words.match(/git clone (\S+)/)?.[1] ?? '';
    expect(cloneAndTest(address)).toMatch(/# fail 0|ℹ fail 0/);
    const task = page.url();
    await followLinks(page, name);
    await expect(async () => {
      await page.goto(`/catalog/default/component/${name}`);
      await expect(region(page, 'Pipeline')).toContainText('online', {
        timeout: 5_000,
      });
    }).toPass({ timeout: 60_000 });

    // The workflow is online with a schedule that the scheduler can read.
    const workflow = await findWorkflow(name);
    if (!workflow) throw new Error(`The scheduler has no workflow ${name}.`);
    expect(workflow).toMatchObject({
      releaseState: 'ONLINE',
      schedule: { crontab: '0 37 6 ? * 2-6 *', releaseState: 'ONLINE' },
    });
    expect(await previewSchedule(workflow)).toHaveLength(5);

    // A run of it lands rows that Trino can select.
    await startRun(workflow);
    await expect
      .poll(async () => (await readRun(workflow)).state, { timeout: RUN_MS })
      .toMatch(/SUCCESS|FAILURE/);
    const run = await readRun(workflow);
    expect([run.state, run.log]).toEqual(['SUCCESS', run.log]);
    const table = `iceberg.energy.${name.replaceAll('-', '_')}`;
    const [[rows]] = await select(`SELECT count(*) FROM ${table}`);
    expect(Number(rows)).toBeGreaterThan(100);
    const [first] = await select(
      `SELECT series, value FROM ${table} WHERE value IS NOT NULL LIMIT 1`,
    );
    expect(first).toEqual(['RWTC', expect.anything()]);

    // Source, pipeline and dataset, each reached from the other.
    const dataset = `resource:default/${name}-observations`;
    await expect
      .poll(() => related(`component:default/${name}`, 'dependsOn'))
      .toContain('resource:default/eia');
    await expect
      .poll(() => related(dataset, 'dependsOn'))
      .toEqual([`component:default/${name}`]);
    await expect
      .poll(() => related('resource:default/eia', 'dependencyOf'))
      .toContain(`component:default/${name}`);
    const seconds = Math.round((Date.now() - started) / 1000);
    const description = `${seconds} s from signing in to rows that Trino selects (${rows} rows)`;
    test.info().annotations.push({ type: 'machine time', description });
    process.stdout.write(`machine time: ${description}\n`);

    // The table is offered to the next form, for the lake has it now.
    await fill(page, {
      name: `${name}-again`,
      table: `energy.${name.replaceAll('-', '_')}`,
    });
    await expect(
      page.getByText(new RegExp(`filled by component:default/${name}`)).first(),
    ).toBeVisible();

    await page.goto(task);
    await page.getByRole('button', { name: 'Undo everything...' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Undo', exact: true })
      .click();
    await expect(
      page.getByText('Everything that could be undone is undone.'),
    ).toBeVisible({ timeout: 60_000 });
    expect(await repositories()).not.toContain(name);
  });

  test('hostile and impossible input is refused at its field, and nothing is written', async ({
    page,
  }) => {
    test.setTimeout(240_000);
    await signIn(page, 'data engineer');
    const before = await repositories();
    await page.goto(FORM);
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    for (const hostile of ['../../etc/passwd', '$(id)', '${{ secrets.x }}']) {
      await name.fill(hostile);
      await page.getByRole('button', { name: 'Next' }).click();
      await expect(
        page.getByText(/use lower-case letters, digits/).first(),
      ).toBeVisible();
      await expect(page.getByRole('textbox', { name: 'Schedule' })).toHaveCount(
        0,
      );
    }
    await fill(page, { name: 'journey-refused', schedule: '0 6 1 * 1' });
    await expect(
      page.getByText(/day of the month and a weekday/).first(),
    ).toBeVisible();
    await preview(page);
    await expect(create(page)).toHaveCount(0);
    expect(await repositories()).toEqual(before);
  });

  test('the task API cannot skip what the form refuses', async () => {
    const before = await repositories();
    const response = await ask('data-engineer', '/scaffolder/v2/tasks', {
      templateRef: 'template:default/eia-connector',
      values: { name: '../../etc/passwd' },
    });
    // Refused at once by the template's schema, or by its first step; either way nothing is there afterwards.
    if (response.ok) {
      const { id } = await response.json();
      await expect(async () => {
        const task = await ask('data-engineer', `/scaffolder/v2/tasks/${id}`);
        expect((await task.json()).status).toBe('failed');
      }).toPass({ timeout: 60_000 });
    } else {
      expect(response.status).toBe(400);
    }
    expect(await repositories()).toEqual(before);
  });

  test('a pipeline is changed, changed back and retired from its page, and its schedule follows', async ({
    page,
  }, { retry }) => {
    test.setTimeout(360_000);
    const name = named('journey-changes', retry);
    // The owner of the pipeline is the platform's own group; an operator may change what others own.
    await signIn(page, 'operator');
    await fill(page, { name, schedule: '37 6 * * 1-5' }, [
      [/Started by/, 'DolphinScheduler'],
      [/^Task/, 'A shell that clones the repository'],
    ]);
    await preview(page);
    await expect(region(page, 'Files')).toBeVisible({ timeout: PREVIEW_MS });
    await create(page).click();
    await expect(
      page.getByRole('link', { name: 'Open in the catalog' }),
    ).toBeVisible({ timeout: TASK_MS });
    const card = region(page, 'Pipeline');
    const openPage = () =>
      expect(async () => {
        await page.goto(`/catalog/default/component/${name}`);
        await expect(card).toContainText('online', { timeout: 5_000 });
      }).toPass({ timeout: 60_000 });
    const crontab = async () => (await findWorkflow(name))?.schedule?.crontab;

    await openPage();
    await expectAccessible(page, 'entity');
    await card.getByText('Change...').click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('textbox', { name: 'Schedule' }).fill('41 7 * * 1-5');
    await preview(page);
    await expect(region(page, 'Files')).toBeVisible({ timeout: PREVIEW_MS });
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await expect(region(page, `${name} is changed`)).toContainText(
      'is online',
      {
        timeout: TASK_MS,
      },
    );
    expect(await crontab()).toBe('0 41 7 ? * 2-6 *');

    await openPage();
    await expect(card).toContainText('37 6 * * 1-5 → 41 7 * * 1-5');
    await card.getByRole('button', { name: 'Undo the last change...' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Undo', exact: true })
      .click();
    await expect(card).toContainText('taken back by', { timeout: TASK_MS });
    expect(await crontab()).toBe('0 37 6 ? * 2-6 *');

    await card.getByRole('button', { name: 'Retire...' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('nobody reads it any more');
    await dialog.getByRole('button', { name: 'Retire', exact: true }).click();
    await expect(card).toContainText('archived', { timeout: TASK_MS });
    await expect(card).toContainText('nobody reads it any more');
    expect(await findWorkflow(name)).toMatchObject({
      releaseState: 'OFFLINE',
      schedule: { releaseState: 'OFFLINE' },
    });
    await expect
      .poll(
        async () => {
          const entity = await ask(
            'operator',
            `/catalog/entities/by-name/component/default/${name}`,
          );
          return (await entity.json()).spec.lifecycle;
        },
        { timeout: 60_000 },
      )
      .toBe('deprecated');
  });

  test('production needs a second person: one asks, another approves, then it may be created', async ({
    page,
    browser,
  }, { retry }) => {
    test.setTimeout(360_000);
    const name = named('journey-production', retry);
    await signIn(page, 'data engineer');
    await fill(page, { name }, [[/Lifecycle/, 'production']]);
    await preview(page);
    const person = region(page, 'A second person');
    await expect(person).toBeVisible({ timeout: PREVIEW_MS });
    await expect(create(page)).toBeDisabled();
    await person.getByRole('button', { name: 'Ask for approval...' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('traders need it on Monday');
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
    await expect(person).toContainText('waits for somebody else', {
      timeout: PREVIEW_MS,
    });

    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await signIn(other, 'approver');
    await other.goto('/create/approvals');
    await other.getByRole('button', { name: `Approve ${name}...` }).click();
    await other
      .getByRole('dialog')
      .getByRole('button', { name: 'Approve', exact: true })
      .click();
    await expect(
      other.getByRole('region', { name: `${name} is approved` }),
    ).toBeVisible();
    await expectAccessible(other, 'create-approvals');
    await elsewhere.close();

    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await preview(page);
    await expect(person).toContainText('Somebody else has approved', {
      timeout: PREVIEW_MS,
    });
    await expect(create(page)).toBeEnabled();
  });
});
