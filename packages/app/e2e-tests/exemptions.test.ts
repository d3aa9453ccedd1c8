import { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from './portal';

const REASON = 'the second node comes in a month';
const SERVICE = '/catalog/default/component/trino/readiness?state=fail';

/** Opens the first verdict that an exemption can be requested for, and the dialog. */
async function askForExemption(page: Page) {
  await page.goto(SERVICE);
  const verdicts = page.getByRole('region', {
    name: 'Verdicts and their evidence',
  });
  await verdicts.locator('summary').first().click();
  await verdicts
    .getByRole('button', { name: /^Request an exemption/ })
    .first()
    .click();
  return page.getByRole('dialog');
}

/** Leaves nothing behind that an earlier try may have left. */
async function endAll(page: Page) {
  await page.goto('/readiness/exemptions?service=trino');
  await expect(
    page
      .getByRole('region', { name: 'All exemptions', exact: true })
      .getByText(/exemptions shown|Nothing is exempt/)
      .first(),
  ).toBeVisible();
  const end = page.getByRole('button', { name: /^(Take back|End now): Trino/ });
  while ((await end.count()) > 0) {
    const left = await end.count();
    await end.first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('the journey begins again');
    await dialog.getByRole('button', { name: 'End now' }).click();
    await expect(end).toHaveCount(left - 1);
  }
}

test.describe('exemptions', () => {
  test('one asks, another approves, the score is shown with and without it, and it ends', async ({
    page,
    browser,
  }) => {
    test.setTimeout(240_000);
    await signIn(page, 'operator');
    await endAll(page);
    const dialog = await askForExemption(page);
    await expect(dialog.getByText(/Write why the rule/)).toBeVisible();
    await expectAccessible(page, 'entity');
    await dialog.getByRole('textbox', { name: /Why the rule/ }).fill(REASON);
    await dialog
      .getByRole('textbox', { name: /What protects/ })
      .fill('restarted by hand within an hour');
    await dialog.getByRole('button', { name: 'Request' }).click();
    await expect(dialog).toBeHidden();
    await expect(
      page.getByText('waits for somebody else to approve it').first(),
    ).toBeVisible();

    // Who asked cannot approve, and whoever may approve finds it on home.
    await page.goto('/readiness/exemptions?phase=requested&service=trino');
    await expect(page.getByText(REASON)).toBeVisible();
    await expect(page.getByRole('button', { name: /^Approve/ })).toHaveCount(0);
    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await signIn(other, 'approver');
    await other
      .getByRole('link', { name: /Approve or reject an exemption: Trino/ })
      .first()
      .click();
    await expectAccessible(other);
    await other.getByRole('button', { name: /^Approve: Trino/ }).click();
    const decision = other.getByRole('dialog');
    await expect(decision.getByText(REASON)).toBeVisible();
    await decision.getByRole('button', { name: 'Approve' }).click();
    await expect(
      other.getByText(/is approved and in force/).first(),
    ).toBeVisible();
    await other.goto('/readiness/exemptions?phase=in-force&service=trino');
    await expect(other.getByText(REASON)).toBeVisible();
    await elsewhere.close();

    // The verdict keeps its evidence, and is shown as set aside. A page that was read a moment too early renews itself.
    await page.goto('/catalog/default/component/trino/readiness?state=exempt');
    await expect(
      page
        .getByRole('region', { name: 'Verdicts and their evidence' })
        .getByText('exempt', { exact: true })
        .first(),
    ).toBeVisible({ timeout: 60_000 });
    await expect(
      page.getByRole('region', { name: 'Score', exact: true }),
    ).toContainText(/1 verdict set aside/);
    await expectAccessible(page, 'entity');
    await endAll(page);
  });

  test('an analyst is offered nothing, and may read it all', async ({
    page,
  }) => {
    await signIn(page, 'analyst');
    await page.goto(SERVICE);
    const verdicts = page.getByRole('region', {
      name: 'Verdicts and their evidence',
    });
    await verdicts.locator('summary').first().click();
    await expect(
      verdicts.getByText('What it said before').first(),
    ).toBeVisible();
    await expect(
      page.getByRole('button', { name: /exemption|proof/ }),
    ).toHaveCount(0);
    await page.goto('/readiness/exemptions');
    await expect(
      page.getByRole('region', { name: 'All exemptions', exact: true }),
    ).toContainText(/exemptions shown|Nothing is exempt/);
    await expectAccessible(page);
  });
});
