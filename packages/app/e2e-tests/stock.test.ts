import { expect, expectAccessible, signIn, test } from './portal';

/** Backstage's own pages, each with what says that it has loaded. */
const PAGES: [string, string, RegExp][] = [
  ['catalog', '/catalog', /Components \(\d+\)/],
  ['create', '/create', /EIA connector/],
  ['docs', '/docs', /Runbooks/],
  ['search', '/search?query=trino', /Trino/],
  ['notifications', '/notifications', /Unread notifications/],
  ['settings', '/settings', /Appearance/],
];

test.describe('stock pages', () => {
  for (const [name, path, loaded] of PAGES) {
    test(`${name} violates no more than is recorded`, async ({ page }) => {
      await signIn(page, 'operator');
      await page.goto(path);
      await expect(page.getByText(loaded).first()).toBeVisible();
      await expectAccessible(page, name);
    });
  }
});
