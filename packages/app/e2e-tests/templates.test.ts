import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from './portal';

/** Goes through a template's form with its defaults and a name of its own, and creates. */
async function create(page: Page, template: string, name: string) {
  await page.goto(`/create/templates/default/${template}`);
  const nameField = page.getByRole('textbox', { name: 'Name', exact: true });
  await nameField.fill(name);
  for (;;) {
    const review = page.getByRole('button', { name: 'Preview' });
    const next = page.getByRole('button', { name: 'Next' });
    await expect(review.or(next)).toBeVisible();
    const last = await review.isVisible();
    await (last ? review : next).click();
    if (last) break;
  }
  // The preview runs the whole template without effects before it lets anybody create.
  await expect(page.getByRole('region', { name: 'Files' })).toBeVisible({
    timeout: 90_000,
  });
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(
    page.getByRole('link', { name: 'Open in the catalog' }),
  ).toBeVisible({ timeout: 120_000 });
}

/** Clones the repository as a person would, and runs its own tests. */
function cloneAndTest(address: string) {
  const folder = mkdtempSync(join(tmpdir(), 'portal-clone-'));
  const quiet = { cwd: folder, encoding: 'utf8', stdio: 'pipe' } as const;
  try {
    execFileSync('git', ['clone', '--quiet', address, 'repository'], quiet);
    const repository = join(folder, 'repository');
    const { dependencies } = JSON.parse(
      readFileSync(join(repository, 'package.json'), 'utf8'),
    );
    const inside = { ...quiet, cwd: repository };
    if (dependencies)
      execFileSync(
        'npm',
        ['ci', '--offline', '--no-audit', '--no-fund'],
        inside,
      );
    return execFileSync('npm', ['test'], inside);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.describe('templates', () => {
  for (const [template, kind] of [
    ['eia-connector', 'component'],
    ['grafana-dashboard', 'resource'],
    ['service-manifests', 'component'],
  ]) {
    test(`${template}: from its form to a repository whose tests pass, in the catalog`, async ({
      page,
    }, { retry }) => {
      test.setTimeout(300_000);
      // A second try needs a name of its own: the first may have made the repository before it failed.
      const name = `journey-${template}${retry > 0 ? `-${retry}` : ''}`;
      await signIn(page, 'data engineer');
      await create(page, template, name);
      const clone = await page
        .getByText(/git clone \S+/)
        .first()
        .innerText();
      const address = clone.match(/git clone (\S+)/)?.[1] ?? '';
      expect(cloneAndTest(address)).toMatch(/# fail 0|ℹ fail 0/);
      await expect(async () => {
        await page.goto(`/catalog/default/${kind}/${name}`);
        await expect(
          page.getByRole('heading', { name: new RegExp(name) }).first(),
        ).toBeVisible({ timeout: 4_000 });
      }).toPass({ timeout: 60_000 });
    });
  }

  test('a name that no repository could have is refused while one types', async ({
    page,
  }) => {
    await signIn(page, 'data engineer');
    await page.goto('/create/templates/default/eia-connector');
    await page
      .getByRole('textbox', { name: 'Name', exact: true })
      .fill('Not A Name');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(
      page.getByText(/use lower-case letters, digits/i).first(),
    ).toBeVisible();
    await expectAccessible(page, 'scaffolder-form');
  });

  test('an analyst may look at templates, and is refused when creating', async () => {
    const base = process.env.PORTAL_URL ?? '';
    const signedIn = await fetch(`${base}/api/auth/role/refresh`, {
      headers: { 'x-portal-role': 'analyst' },
    });
    const { backstageIdentity } = await signedIn.json();
    const response = await fetch(`${base}/api/scaffolder/v2/tasks`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${backstageIdentity.token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        templateRef: 'template:default/eia-connector',
        values: {},
      }),
    });
    expect(response.status).toBe(403);
  });
});
