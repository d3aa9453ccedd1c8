import { expect, expectAccessible, signIn, test } from './portal';

test.describe('incidents', () => {
  test('what is down, and why, is on home before anything is clicked', async ({
    page,
  }) => {
    await signIn(page, 'analyst');
    const now = page.getByRole('region', { name: 'Now', exact: true });
    const trino = now
      .getByRole('listitem')
      .filter({ hasText: /^.*Trino worker/ });
    await expect(trino.first()).toContainText(/out of memory/);
    await expect(trino.first()).toContainText(/began/);
    await expect(trino.first()).toContainText(/owner/);
  });

  test('an operator acknowledges with a note, by keyboard alone, and takes it back', async ({
    page,
  }) => {
    test.setTimeout(180_000);
    await signIn(page, 'operator');
    await page.goto('/platform/incidents');
    const incident = page
      .getByRole('listitem')
      .filter({ hasText: /Trino worker/ })
      .first();
    await expect(incident).toBeVisible();
    const acknowledge = incident.getByRole('button', {
      name: 'Acknowledge Trino',
    });
    const takeBack = incident.getByRole('button', {
      name: 'Take back the acknowledgement of Trino',
    });
    // What began a moment ago is not recorded yet, and cannot be acknowledged.
    await expect(acknowledge.or(takeBack)).toBeVisible({ timeout: 60_000 });
    if (await takeBack.isVisible()) await takeBack.click();
    await acknowledge.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    // Turning dark and light again, the check leaves what is open as it is.
    await expectAccessible(page);
    await dialog.getByRole('textbox', { name: /Note/ }).focus();
    await page.keyboard.type('raising the memory limit');
    await page.keyboard.press('Tab');
    await dialog.getByRole('button', { name: 'Acknowledge' }).focus();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(incident).toContainText('raising the memory limit');
    await expect(incident).toContainText(/Seen by/);
    // Who goes on by keyboard goes on from here, and not from the top of the page.
    await expect(takeBack).toBeFocused();

    await page.goto('/');
    const now = page.getByRole('region', { name: 'Now', exact: true });
    await expect(now.getByText('raising the memory limit')).toBeVisible();
    await page.goto('/platform/incidents');
    await takeBack.click();
    await expect(page.getByText('raising the memory limit')).toHaveCount(0);
  });

  test('a maintenance window stands beside the state, and can be taken back', async ({
    page,
  }) => {
    test.setTimeout(180_000);
    await signIn(page, 'operator');
    await page.goto('/catalog/default/component/superset/platform');
    await page
      .getByRole('button', { name: 'Maintenance or expected down...' })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('new release');
    await dialog.getByRole('button', { name: 'Declare' }).click();
    await expect(dialog).toBeHidden();
    const health = page.getByRole('region', { name: 'Health and its proof' });
    await expect(health).toContainText(/Under maintenance.*new release/);
    // The catalog carries it too, for whoever reads entities and nothing else.
    const known = page.getByRole('region', { name: 'What to know' });
    await expect(async () => {
      await page.goto('/catalog/default/component/superset');
      await expect(known).toContainText(/Under maintenance.*new release/, {
        timeout: 4_000,
      });
    }).toPass({ timeout: 60_000 });
    await page.goto('/catalog/default/component/superset/platform');
    await page.getByRole('button', { name: /^Take back: Superset/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Take back' })
      .click();
    await expect(health).not.toContainText('Under maintenance');
  });

  test('an analyst is offered nothing, and refused when asking all the same', async ({
    page,
  }) => {
    await signIn(page, 'analyst');
    await page.goto('/platform/incidents');
    await expect(page.getByText(/Trino worker/).first()).toBeVisible();
    await expect(
      page.getByRole('button', { name: /Acknowledge|Maintenance|Take back/ }),
    ).toHaveCount(0);
    const base = process.env.PORTAL_URL ?? '';
    const signedIn = await fetch(`${base}/api/auth/role/refresh`, {
      headers: { 'x-portal-role': 'analyst' },
    });
    const { backstageIdentity } = await signedIn.json();
    const response = await fetch(`${base}/api/platform/declarations`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${backstageIdentity.token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        kind: 'maintenance',
        serviceId: 'trino',
        reason: 'because',
        owner: 'group:default/analytics',
        until: new Date(Date.now() + 3_600_000).toISOString(),
      }),
    });
    expect(response.status).toBe(403);
  });
});
