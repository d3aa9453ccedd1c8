import { expect, expectAccessible, setScenario, signIn, test } from './portal';

test.describe('roll-ups and readers', () => {
  test.afterEach(() => setScenario('morning-of-24-october'));

  for (const [path, title] of [
    ['system/data', 'Services of this system'],
    ['domain/254carbon', 'Services of this domain'],
    ['group/data-engineering', 'Services that it owns'],
  ]) {
    test(`${path} rolls up its services, the worst first`, async ({ page }) => {
      await signIn(page, 'analyst');
      await page.goto(`/catalog/default/${path}/platform`);
      const panel = page.getByRole('region', { name: title });
      const rows = panel.getByRole('rowheader');
      await expect(rows.first()).toBeVisible();
      const states = await panel
        .getByRole('row')
        .locator('td:first-of-type')
        .allInnerTexts();
      const order = ['down', 'degraded', 'unknown', 'healthy'];
      const ranks = states.map(text =>
        order.findIndex(word => text.trim().startsWith(word)),
      );
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      await expect(page.getByRole('region', { name: 'Map' })).toBeVisible();
      await expectAccessible(page, 'entity');
    });
  }

  test('filters of a roll-up are kept in the address', async ({ page }) => {
    await signIn(page, 'analyst');
    await page.goto(
      '/catalog/default/domain/254carbon/platform?state=healthy&q=zookeeper',
    );
    await expect(page.getByText(/^1 of \d+ services shown/)).toBeVisible();
  });

  test('the clusters page says what cannot be read, since when and why', async ({
    page,
  }) => {
    // A long page, looked at four times.
    test.setTimeout(180_000);
    await signIn(page, 'operator');
    await page.getByRole('link', { name: 'Clusters', exact: true }).click();
    await expect(
      page.getByRole('heading', { name: 'Clusters and readers' }),
    ).toBeVisible();
    const table = page.getByRole('table', { name: 'Kinds, what fails first' });
    await expect(table.getByRole('rowheader', { name: /^pods/ })).toBeVisible();
    await expectAccessible(page);
    await setScenario('api-503');
    await expect(table.getByText(/cannot be read since/).first()).toBeVisible({
      timeout: 60_000,
    });
    // That nobody can read it says nothing of how it is.
    const summary = page.getByRole('region', { name: 'Demo platform' });
    await expect(summary).toContainText('how it is cannot be told', {
      timeout: 60_000,
    });
    await expect(summary).not.toContainText('down');
    await expectAccessible(page);
  });

  for (const [name, loaded] of [
    ['Manifests', /Sources|No manifests are read/],
    ['Declared against observed', /No manifests are read|as declared|compare/],
    ["The platform's own APIs", /asked at|No system's API is read/],
  ] as const) {
    test(`readers: ${name}`, async ({ page }) => {
      await signIn(page, 'operator');
      await page.goto('/platform/clusters');
      await page.getByRole('link', { name, exact: true }).click();
      await expect(page.getByText(loaded).first()).toBeVisible();
      await expectAccessible(page);
    });
  }

  test('updates can be paused, which is said', async ({ page }) => {
    await signIn(page, 'operator');
    const live = page.getByRole('switch', { name: 'Live updates' });
    await live.focus();
    await page.keyboard.press('Space');
    await expect(page.getByText(/Updates are paused/)).toBeVisible();
    await page.keyboard.press('Space');
    await expect(page.getByText(/Updates are paused/)).toHaveCount(0);
  });
});
