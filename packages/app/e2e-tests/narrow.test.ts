/**
 * A phone and a small screen. What has no room scrolls by itself; the page as a whole goes up and down only, or half of each line is
 * out of sight.
 */
import { Page } from '@playwright/test';
import { expect, signIn, test } from './portal';

/** Each with what says that it has loaded. */
const PAGES: readonly [path: string, loaded: RegExp][] = [
  ['/', /Trino worker: /],
  ['/catalog', /Components \(\d+\)/],
  ['/catalog/default/component/trino', /Newest evidence/],
  ['/catalog/default/component/trino/platform', /trino-coordinator/],
  ['/catalog/default/component/trino/readiness', /verdicts shown/],
  ['/readiness', /Confidence/],
  ['/readiness/kpis', /KPIs shown/],
  ['/data-sources', /sources shown/],
  ['/platform/clusters', /readers shown/],
  ['/create', /EIA connector/],
];

/** By how many pixels the page is wider than the screen. */
function overhang(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
}

test.describe('narrow screens', () => {
  for (const width of [400, 768]) {
    test(`no page is wider than ${width} px`, async ({ page }) => {
      test.setTimeout(180_000);
      await page.setViewportSize({ width, height: 900 });
      await signIn(page, 'analyst');
      for (const [path, loaded] of PAGES) {
        await page.goto(path);
        await expect(page.getByText(loaded).first()).toBeVisible();
        await expect(page.getByRole('progressbar')).toHaveCount(0);
        expect([path, await overhang(page)]).toEqual([path, 0]);
      }
    });
  }
});
