import { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from './portal';

const region = (page: Page, name: string | RegExp) =>
  page.getByRole('region', { name, exact: typeof name === 'string' });

test.describe('readiness', () => {
  test('the score is a range with categories, with and without what is set aside, and says how it is computed', async ({
    page,
  }) => {
    await signIn(page, 'operator');
    await page.getByRole('link', { name: 'Readiness', exact: true }).click();
    await expect(
      page.getByRole('heading', { name: 'Readiness', level: 1 }),
    ).toBeVisible();
    const platform = region(page, 'The platform');
    await expect(platform).toContainText(/\d+/);
    await expect(platform).toContainText('With nothing set aside');
    await expect(platform).toContainText('Confidence');
    const categories = region(page, 'Categories');
    for (const category of [
      'Infrastructure',
      'Availability',
      'External access',
      'Observability',
      'Security',
      'Backup and recovery',
      'Delivery',
      'Pipelines',
      'Documentation',
    ]) {
      await expect(
        categories.getByText(category, { exact: true }),
      ).toBeVisible();
    }
    await expect(
      region(page, /Next actions/)
        .getByRole('listitem')
        .first(),
    ).toBeVisible();
    await expectAccessible(page);
  });

  test('why the score is not what it was yesterday is two clicks from home, in parts that add up', async ({
    page,
  }) => {
    await signIn(page, 'operator');
    await page
      .getByRole('link', { name: 'Why it is not what it was yesterday' })
      .click();
    await expect(
      page.getByRole('heading', { name: 'What changed', level: 1 }),
    ).toBeVisible();
    await expect(
      page.getByText(/parts? that add up exactly|Nothing moved it/).first(),
    ).toBeVisible();
    await expectAccessible(page);

    // Of one service, and since an hour ago, by the address.
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
    await page.goto(
      `/readiness/changes?scope=service&id=trino&from=${hourAgo}`,
    );
    await expect(region(page, 'Readiness of Trino')).toContainText(
      /parts? that add up exactly|Nothing moved it/,
    );
  });

  test('a plan to silver lists fixes by gain, each with its remedy and where it leads', async ({
    page,
  }) => {
    await signIn(page, 'operator');
    await page.goto('/readiness');
    await page.getByRole('link', { name: 'Plan to a target' }).first().click();
    const plan = region(page, /From here to Silver: the platform/);
    await expect(plan.getByRole('listitem').first()).toContainText(
      /Leads the platform to/,
    );
    await plan.getByText('How to mend it').first().click();
    await expectAccessible(page);

    await page.goto('/readiness/plan?scope=service&id=trino&target=bronze');
    await expect(region(page, /From here to Bronze: Trino/)).toContainText(
      /fix|reached/,
    );
  });

  test('KPIs say what is measured and what is not, and claims stand beside what is computed', async ({
    page,
  }) => {
    await signIn(page, 'analyst');
    await page.goto('/readiness');
    await region(page, 'KPIs')
      .getByRole('link', { name: /unmeasured/ })
      .click();
    const kpis = page.getByRole('table', { name: 'KPIs' });
    await expect(kpis.getByText('Unmeasured').first()).toBeVisible();
    await expectAccessible(page);

    await page.getByRole('link', { name: 'Claims', exact: true }).click();
    const claims = page.getByRole('table', { name: 'Claims' });
    await expect(
      claims.getByText('88', { exact: false }).first(),
    ).toBeVisible();
    await expect(
      claims.getByText('Nothing computed corresponds').first(),
    ).toBeVisible();
    await expectAccessible(page);
  });

  test('scores add up by system, owner and domain', async ({ page }) => {
    await signIn(page, 'analyst');
    await page.goto('/readiness/scores?by=group');
    await page
      .getByRole('table', { name: 'Scores by owner' })
      .getByRole('link')
      .first()
      .click();
    await expect(
      page.getByRole('table', { name: 'Services by score' }),
    ).toBeVisible();
    await expectAccessible(page);
  });

  test('a rule says what it asks, why, who fails it, and what it said before', async ({
    page,
  }) => {
    await signIn(page, 'analyst');
    await page.goto('/readiness/rules');
    await page.getByRole('link', { name: /image/i }).first().click();
    await expect(
      page.getByRole('heading', { name: /image/i }).first(),
    ).toBeVisible();
    await page.getByText('What it said before, service by service').click();
    await expect(page.getByText(/Rule version \d+/).first()).toBeVisible();
    await expectAccessible(page);
  });

  test('what other rules would say is tried without changing anything', async ({
    page,
  }) => {
    await signIn(page, 'operator');
    await page.goto('/readiness/replay?off=workload-available');
    await expect(region(page, 'What it would be')).toContainText(
      /Nothing was changed by trying/,
    );
    await expectAccessible(page);
  });

  test('a service shows every verdict with its evidence, one click from the object', async ({
    page,
  }) => {
    await signIn(page, 'analyst');
    await page.goto('/catalog/default/component/trino/readiness?state=fail');
    const verdicts = region(page, 'Verdicts and their evidence');
    await verdicts
      .getByText(/out of memory|OOMKilled|crash|restart/i)
      .first()
      .click();
    await expectAccessible(page, 'entity');
    await verdicts
      .getByRole('link', { name: /^(Deployment|Pod|StatefulSet) / })
      .first()
      .click();
    await expect(page).toHaveURL(/\/why\?object=/);
  });

  test('only those who may have it judged now are offered to', async ({
    page,
  }) => {
    await signIn(page, 'analyst');
    await page.goto('/readiness');
    await expect(region(page, 'Categories')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Judge now' })).toHaveCount(
      0,
    );
  });

  test('everything that is judged can be saved as a file', async ({ page }) => {
    await signIn(page, 'analyst');
    await page.goto('/readiness');
    for (const format of ['CSV', 'JSON']) {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: `Export ${format}` }).click();
      expect((await download).suggestedFilename()).toMatch(
        new RegExp(`^readiness-.*\\.${format.toLowerCase()}$`),
      );
    }
  });
});
