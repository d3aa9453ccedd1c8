import { Page } from '@playwright/test';
import { expect, signIn, test } from './portal';

const SERVICE = '/catalog/default/component/trino/readiness?state=fail';

/** Asks for an exemption of the first verdict that one can be asked for; its reason is `why`. */
async function ask(page: Page, why: string) {
  await page.goto(SERVICE);
  const verdicts = page.getByRole('region', {
    name: 'Verdicts and their evidence',
  });
  await verdicts.locator('summary').first().click();
  await verdicts
    .getByRole('button', { name: /^Request an exemption/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /Why the rule/ }).fill(why);
  await dialog
    .getByRole('textbox', { name: /What protects/ })
    .fill('looked at by hand every day');
  await dialog.getByRole('button', { name: 'Request' }).click();
  await expect(dialog).toBeHidden();
}

/** Opens the newest notification of this title, once it says this. */
async function openNotification(page: Page, title: string, says: RegExp) {
  await page
    .getByRole('link', { name: /^Notifications/ })
    .first()
    .click();
  const newest = page.getByRole('row').filter({ hasText: title }).first();
  await expect(newest).toContainText(says);
  await newest.getByRole('link', { name: title }).click();
  await expect(
    page.getByRole('region', { name: 'All exemptions', exact: true }),
  ).toBeVisible();
}

test.describe('notifications', () => {
  test('who may decide hears of a request, and who asked hears of the decision', async ({
    page,
    browser,
  }) => {
    test.setTimeout(240_000);
    // A try that comes second finds its own request, not the one of the first.
    const why = `the chart has no setting for it yet (${test.info().retry})`;
    await signIn(page, 'data engineer');
    await ask(page, why);

    const elsewhere = await browser.newContext();
    const approver = await elsewhere.newPage();
    await signIn(approver, 'approver');
    await openNotification(
      approver,
      'An exemption of Trino waits for a decision',
      /data-engineer asks that/,
    );
    const row = approver.getByRole('row').filter({ hasText: why });
    await row.getByRole('button', { name: /^Reject: Trino/ }).click();
    const decision = approver.getByRole('dialog');
    await decision
      .getByRole('textbox')
      .fill('the next version has the setting');
    await decision.getByRole('button', { name: 'Reject' }).click();
    await expect(decision).toBeHidden();
    await elsewhere.close();

    await openNotification(
      page,
      'The exemption of Trino was rejected',
      /rejected by approver/,
    );
  });
});
