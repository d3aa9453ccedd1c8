import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from './portal';

const FORM = '/create/templates/default/eia-connector';
const PREVIEW_MS = 90_000;
const TASK_MS = 180_000;

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

/** What the scheduler and the lake of the demo platform know, asked for by whoever the portal is there. */
async function repositories(): Promise<string[]> {
  const base = process.env.PORTAL_URL ?? '';
  const signedIn = await fetch(`${base}/api/auth/role/refresh`, {
    headers: { 'x-portal-role': 'operator' },
  });
  const { backstageIdentity } = await signedIn.json();
  const answer = await fetch(`${base}/api/local-git/repositories`, {
    headers: { authorization: `Bearer ${backstageIdentity.token}` },
  });
  const list: { repositories: Array<{ name: string }> } = await answer.json();
  return list.repositories.map(({ name }) => name);
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
    await expect(async () => {
      await page.goto(`/catalog/default/component/${name}`);
      await expect(region(page, 'Pipeline')).toContainText('online', {
        timeout: 5_000,
      });
    }).toPass({ timeout: 60_000 });
    test.info().annotations.push({
      type: 'machine time',
      description: `${Math.round(
        (Date.now() - started) / 1000,
      )} s from signing in to a pipeline in the catalog`,
    });

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
    const base = process.env.PORTAL_URL ?? '';
    const signedIn = await fetch(`${base}/api/auth/role/refresh`, {
      headers: { 'x-portal-role': 'data-engineer' },
    });
    const { backstageIdentity } = await signedIn.json();
    const before = await repositories();
    const response = await fetch(`${base}/api/scaffolder/v2/tasks`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${backstageIdentity.token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        templateRef: 'template:default/eia-connector',
        values: { name: '../../etc/passwd' },
      }),
    });
    // Refused at once by the template's schema, or by its first step; either way nothing is there afterwards.
    if (response.ok) {
      const { id } = await response.json();
      await expect(async () => {
        const task = await fetch(`${base}/api/scaffolder/v2/tasks/${id}`, {
          headers: { authorization: `Bearer ${backstageIdentity.token}` },
        });
        expect((await task.json()).status).toBe('failed');
      }).toPass({ timeout: 60_000 });
    } else {
      expect(response.status).toBe(400);
    }
    expect(await repositories()).toEqual(before);
  });

  test('production needs a second person: one asks, another agrees, then it may be created', async ({
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
    await person.getByRole('button', { name: 'Ask for agreement...' }).click();
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
    await other.getByRole('button', { name: `Agree to ${name}...` }).click();
    await other
      .getByRole('dialog')
      .getByRole('button', { name: 'Agree', exact: true })
      .click();
    await expect(
      other.getByRole('region', { name: `${name} is agreed to` }),
    ).toBeVisible();
    await expectAccessible(other, 'create-approvals');
    await elsewhere.close();

    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await preview(page);
    await expect(person).toContainText('Somebody else has agreed', {
      timeout: PREVIEW_MS,
    });
    await expect(create(page)).toBeEnabled();
  });
});
