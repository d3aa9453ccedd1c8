import { expect, expectAccessible, signIn, test } from './portal';

test.describe('readiness', () => {
  test('the score is a range with categories, and says how it is computed', async ({
    page,
  }) => {
    await signIn(page, 'operator');
    await page.getByRole('link', { name: 'Readiness', exact: true }).click();
    await expect(
      page.getByRole('heading', { name: 'Readiness', level: 1 }),
    ).toBeVisible();
    await expect(
      page.getByRole('region', { name: 'The platform', exact: true }),
    ).toContainText(/\d+/);
    const categories = page.getByRole('region', { name: 'Categories' });
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
      page
        .getByRole('region', { name: /Next actions/ })
        .getByRole('listitem')
        .first(),
    ).toBeVisible();
    await expectAccessible(page);
  });

  test('a rule says what it asks, why, and who fails it', async ({ page }) => {
    await signIn(page, 'analyst');
    await page.goto('/readiness/rules');
    await page.getByRole('link', { name: /image/i }).first().click();
    await expect(
      page.getByRole('heading', { name: /image/i }).first(),
    ).toBeVisible();
    await expectAccessible(page);
  });

  test('a service shows every verdict with its evidence', async ({ page }) => {
    await signIn(page, 'analyst');
    await page.goto('/catalog/default/component/trino/readiness');
    await expect(
      page.getByText(/out of memory|OOMKilled|crash|restart/i).first(),
    ).toBeVisible();
    await expectAccessible(page, 'entity');
  });

  test('only those who may have it judged now are offered to', async ({
    page,
  }) => {
    await signIn(page, 'analyst');
    await page.goto('/readiness');
    await expect(
      page.getByRole('region', { name: 'Categories' }),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: 'Judge now' })).toHaveCount(
      0,
    );
  });
});
