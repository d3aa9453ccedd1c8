import { expect, expectAccessible, signIn, test } from './portal';

test.describe('data sources', () => {
  test('the seven sources are listed, and none is called healthy without a measurement', async ({
    page,
  }) => {
    await signIn(page, 'analyst');
    await page.getByRole('link', { name: 'Data sources', exact: true }).click();
    for (const name of [
      'Alpha Vantage',
      'FRED',
      'Gas Infrastructure Europe',
      'NOAA',
      'Polygon',
      'Census',
      'Energy Information',
    ]) {
      await expect(
        page.getByRole('link', { name: new RegExp(name) }),
      ).toBeVisible();
    }
    await expect(page.getByText('healthy', { exact: true })).toHaveCount(0);
    await expectAccessible(page);
  });

  test('a source shows quota, licence, authentication, series and consumers', async ({
    page,
  }) => {
    await signIn(page, 'analyst');
    await page.goto('/data-sources');
    await page.getByRole('link', { name: /Energy Information/ }).click();
    for (const text of [
      /quota/i,
      /licence/i,
      /authentication/i,
      /RWTC/,
      /consumers/i,
    ]) {
      await expect(page.getByText(text).first()).toBeVisible();
    }
    await expectAccessible(page, 'entity');
  });
});
