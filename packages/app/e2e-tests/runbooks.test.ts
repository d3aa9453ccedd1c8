import { expect, expectAccessible, signIn, test } from './portal';

test.describe('runbooks', () => {
  test('from what is wrong to its procedure', async ({ page }) => {
    await signIn(page, 'operator');
    const now = page.getByRole('region', { name: 'Now', exact: true });
    await now
      .getByRole('listitem')
      .filter({ hasText: 'Trino worker' })
      .getByRole('link', { name: 'runbooks' })
      .click();
    await page
      .getByRole('link', { name: /Trino worker/ })
      .first()
      .click();
    await expect(
      page
        .locator('article')
        .getByText(/kubectl/)
        .first(),
    ).toBeVisible();
    await expectAccessible(page, 'techdocs');
  });

  test('the library shows risk and when each was last verified', async ({
    page,
  }) => {
    await signIn(page, 'analyst');
    await page.getByRole('link', { name: 'Runbooks', exact: true }).click();
    await expect(page.getByRole('link', { name: /Certificate/ })).toBeVisible();
    await expect(page.getByText(/never/i).first()).toBeVisible();
    await expectAccessible(page);
  });

  test('search finds a runbook by its words, and a service by its name', async ({
    page,
  }) => {
    await signIn(page, 'analyst');
    await expect(async () => {
      await page.goto('/search?query=acme-challenge');
      await expect(
        page
          .getByRole('listitem')
          .filter({ hasText: /certificate/i })
          .first(),
      ).toBeVisible({ timeout: 4_000 });
    }).toPass({ timeout: 120_000 });
    await page.goto('/search?query=trino');
    await expect(
      page.getByRole('listitem').filter({ hasText: /trino/i }).first(),
    ).toBeVisible();
  });
});
