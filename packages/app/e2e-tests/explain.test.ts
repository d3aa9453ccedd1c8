import { expect, expectAccessible, signIn, test } from './portal';

test.describe('what breaks, why, and where to', () => {
  test('what breaks if MinIO goes down: one click from home', async ({
    page,
  }) => {
    await signIn(page, 'operator');
    await page
      .getByRole('region', { name: 'Platform map' })
      .getByRole('link', { name: /^MinIO/ })
      .click();
    const blast = page.getByRole('region', {
      name: 'What breaks if this goes down',
    });
    await expect(blast).toContainText(/\d+ services need MinIO/);
    await expect(blast.getByRole('link', { name: 'Trino' })).toBeVisible();
    const picture = page.getByRole('region', { name: 'Services around MinIO' });
    await expect(
      picture
        .getByRole('list', { name: 'Need MinIO directly' })
        .getByRole('link', { name: /Trino/ }),
    ).toBeVisible();
    await page.getByRole('radio', { name: 'List with evidence' }).click();
    await expect(page).toHaveURL(/dependencies=list/);
    const row = page
      .getByRole('table', { name: 'Dependencies and their evidence' })
      .getByRole('row')
      .filter({ hasText: 'Trino' })
      .first();
    await expect(row).toContainText(/declared|inferred/);
    await expectAccessible(page, 'entity');
  });

  test('why a deployment is not in the catalog: one click from home, then by keyboard', async ({
    page,
  }) => {
    await signIn(page, 'operator');
    await page.getByRole('link', { name: 'Why here?' }).click();
    const field = page.getByRole('combobox', { name: 'Object' });
    await field.focus();
    await page.keyboard.type('deployment no-such-thing');
    await expect(page.getByText(/Nothing is called so/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(
      page.getByText(/It is not here|It cannot be told/),
    ).toBeVisible();
    await expect(page.getByText(/To get another result/).first()).toBeVisible();
    await expectAccessible(page);
  });

  test('why a workload is here: suggestions, the chain, and the way to the service', async ({
    page,
  }) => {
    await signIn(page, 'operator');
    await page.goto('/why');
    await page.getByRole('combobox', { name: 'Object' }).fill('trino-worker');
    await page
      .getByRole('option', { name: /Deployment data-platform\/trino-worker/ })
      .first()
      .click();
    await expect(page).toHaveURL(
      /object=Deployment%2Fdata-platform%2Ftrino-worker/,
    );
    await expect(page.getByText(/It is here/)).toBeVisible();
    await expect(
      page.getByRole('heading', { name: /Which rule takes it up\?/ }),
    ).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Its state, with the proof' }).click();
    await expect(page).toHaveURL(/component\/trino\/platform/);
  });

  test('the palette leads to a service by keyboard alone', async ({ page }) => {
    await signIn(page, 'analyst');
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'Go to' });
    await expect(field).toBeFocused();
    await page.keyboard.type('minio');
    await expect(
      page.getByRole('option', { name: /^MinIO service/ }),
    ).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/resource\/minio\/platform/);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    await expect(field).toBeHidden();
  });
});
