/**
 * Journeys by keyboard alone: nobody touches a mouse here, also not to sign in, and nothing is focused by a script. Where the
 * focus is must be seen.
 */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './portal';

/** Presses Tab until something is focused; fails when it takes more than a person would bear. */
async function tabTo(page: Page, target: Locator, most = 120) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    const isThere = await target
      .first()
      .evaluate(node => node === node.ownerDocument.activeElement)
      .catch(() => false);
    if (isThere) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${most} times Tab did not lead to ${target}.`);
}

/** The focus can be seen: an outline, a shadow or another border. */
async function expectVisibleFocus(page: Page) {
  const isSeen = await page.evaluate(() => {
    const node = document.activeElement;
    if (!node) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
    const hasOutline = outlineStyle !== 'none' && outlineWidth !== '0px';
    return hasOutline || boxShadow !== 'none';
  });
  expect(isSeen, 'the focused element shows that it is focused').toBe(true);
}

/** Goes somewhere by the palette; the first that is found is where Enter leads. */
async function goTo(page: Page, words: string, place: RegExp) {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Go to' })).toBeFocused();
  await page.keyboard.type(words);
  await expect(page.getByRole('option').first()).toHaveAccessibleName(place);
  await page.keyboard.press('Enter');
}

async function enterAs(page: Page, role: string) {
  await page.goto('/');
  const enter = page.getByRole('button', { name: `Enter as ${role}` });
  await expect(enter).toBeVisible();
  await tabTo(page, enter);
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { name: 'Platform now' }),
  ).toBeVisible();
}

test.describe('by keyboard alone', () => {
  test('what is down and why: nothing to press, and Tab leads to its proof', async ({
    page,
  }) => {
    await enterAs(page, 'operator');
    const now = page.getByRole('region', { name: 'Now', exact: true });
    await expect(now.getByText(/Trino worker: .*out of memory/)).toBeVisible();
    const link = now.getByRole('link', { name: /Trino worker/ });
    await tabTo(page, link);
    await expectVisibleFocus(page);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/component\/trino\/platform/);
    await expect(
      page.getByRole('region', { name: 'Health and its proof' }),
    ).toContainText(/out of memory/);
  });

  test('the navigation can be skipped, its buttons show the focus, and a dialog takes what is typed', async ({
    page,
  }) => {
    await enterAs(page, 'operator');
    await tabTo(page, page.getByRole('button', { name: 'Go to (Ctrl K)' }));
    await expectVisibleFocus(page);

    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    const skip = page.getByRole('button', { name: 'Skip the navigation' });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: /^Acknowledge / }), 10);
    await page.keyboard.press('Enter');

    const note = page.getByRole('dialog').getByRole('textbox');
    await expect(note).toBeFocused();
    await page.keyboard.type('on it');
    await expect(note).toHaveValue('on it');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  test('why the score changed: the palette leads there, and Tab goes on from there', async ({
    page,
  }) => {
    await enterAs(page, 'operator');
    await goTo(page, 'what changed in', /^What changed in readiness/);
    await expect(page).toHaveURL(/readiness\/changes/);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const inside = page.getByRole('main').locator('a, button, input, select');
    await expect(inside.first()).toBeVisible();
    await tabTo(page, inside);
    await expectVisibleFocus(page);
  });

  test('the map on home can be passed over', async ({ page }) => {
    await enterAs(page, 'operator');
    const map = page.getByRole('region', { name: 'Platform map' });
    await expect(map.getByRole('listitem').nth(30)).toBeVisible();
    await tabTo(page, map.getByRole('button', { name: 'Skip the map' }), 250);
    await expectVisibleFocus(page);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const readiness = page.getByRole('region', { name: 'Readiness' });
    await expect(readiness.locator(':focus')).toHaveCount(1);
  });

  test('what breaks if MinIO goes down: the palette, and then Tab through what is hit', async ({
    page,
  }) => {
    await enterAs(page, 'operator');
    await goTo(page, 'minio', /^MinIO service/);
    await expect(page).toHaveURL(/resource\/minio\/platform/);
    const blast = page.getByRole('region', {
      name: 'What breaks if this goes down',
    });
    await expect(blast).toContainText(/\d+ services need MinIO/);
    const trino = blast.getByRole('link', { name: 'Trino' });
    await tabTo(page, trino, 250);
    await expectVisibleFocus(page);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/component\/trino\/platform/);
  });

  test('why a deployment is not in the catalog: the palette, the name, and what to change', async ({
    page,
  }) => {
    await enterAs(page, 'operator');
    await goTo(page, 'why is it', /^Why is it here, or not\?/);
    await expect(page).toHaveURL(/\/why/);
    const field = page.getByRole('combobox', { name: 'Object' });
    await tabTo(page, field);
    await expectVisibleFocus(page);
    await page.keyboard.type('deployment no-such-thing');
    await expect(page.getByText(/Nothing is called so/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(
      page.getByText(/It is not here|It cannot be told/),
    ).toBeVisible();
    await expect(page.getByText(/To get another result/).first()).toBeVisible();
  });
});
