import type { Page } from '@playwright/test';
import { expect, expectAccessible, setScenario, signIn, test } from './portal';

/** A kind that no service is made of, so that nothing else of the portal is different when it is let go. */
const KIND = 'storage.k8s.io/v1/storageclasses';

function heldOf(page: Page) {
  return page.getByText(new RegExp(`\\d+ of ${KIND} (is|are) held back`));
}

test.describe('what is held back', () => {
  test.afterEach(() => setScenario('morning-of-24-october'));

  test('an operator lets go what is really gone, nothing else goes, and what was not gone comes back', async ({
    page,
  }) => {
    test.setTimeout(420_000);
    await signIn(page, 'operator');
    const tiles = page
      .getByRole('region', { name: 'Platform map' })
      .getByRole('listitem');
    await expect(tiles.nth(30)).toBeVisible();
    const before = await tiles.count();

    await page.goto('/platform/clusters?q=storageclasses');
    await expect(async () => {
      // What is watched is not listed: so every watch expires (that is looked at twice a second), and the lists after it are empty.
      await setScenario('api-410');
      await page.waitForTimeout(2_000);
      await setScenario('api-empty');
      await expect(heldOf(page)).toBeVisible({ timeout: 25_000 });
    }).toPass({ timeout: 240_000 });
    const others = page.getByText(/held back since/);
    await expect(others.nth(3)).toBeVisible({ timeout: 60_000 });
    await expectAccessible(page);

    await page
      .getByRole('button', {
        name: new RegExp(`Confirm that they are gone: \\d+ ${KIND}`),
      })
      .click();
    const dialog = page.getByRole('dialog');
    const confirm = dialog.getByRole('button', { name: 'They are gone' });
    await expect(confirm).toBeDisabled();
    await dialog
      .getByRole('textbox', { name: 'How do you know?' })
      .fill('the storage was replaced');
    await confirm.click();
    await expect(dialog).toBeHidden();
    await expect(heldOf(page)).toHaveCount(0);
    await expect(others.first()).toBeVisible();
    await page.getByText(/What operators confirmed/).click();
    await expect(page.getByText(/the storage was replaced/)).toBeVisible();

    await page.goto('/');
    await expect(tiles.nth(30)).toBeVisible();
    expect(await tiles.count()).toBe(before);

    await setScenario('morning-of-24-october');
    await page.goto('/platform/clusters?q=storageclasses');
    await expect(page.getByText(/held back since/)).toHaveCount(0, {
      timeout: 180_000,
    });
    const row = page.getByRole('row').filter({ hasText: 'storageclasses' });
    await expect(row).toContainText(/[1-9]/);
    await expect(row).toContainText('read');
  });
});
