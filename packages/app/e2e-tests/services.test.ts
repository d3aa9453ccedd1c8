import { expect, expectAccessible, setScenario, signIn, test } from './portal';

test.describe('services', () => {
  test.afterEach(() => setScenario('morning-of-24-october'));

  test('home says what is wrong, why, and who owns it, by layer', async ({
    page,
  }) => {
    await signIn(page, 'operator');
    const now = page.getByRole('region', { name: 'Now', exact: true });
    await expect(
      now.getByText(/Trino worker: \d of \d pods ready .*out of memory/),
    ).toBeVisible();
    await expect(
      now.getByText(/Portal services: .*image cannot be pulled/),
    ).toBeVisible();
    const map = page.getByRole('region', { name: 'Platform map' });
    for (const layer of [
      'Edge',
      'Gateway',
      'Data',
      'Storage',
      'Observability',
      'Delivery',
      'Security',
      'Substrate',
    ]) {
      await expect(
        map.getByRole('heading', { name: new RegExp(`^${layer}`) }),
      ).toBeVisible();
    }
    await expect(
      page
        .getByRole('region', { name: 'Readiness' })
        .getByRole('img', { name: /at least \d+/ }),
    ).toBeVisible();
    await expect(
      page
        .getByRole('region', { name: 'Data sources' })
        .getByText('freshness not measured')
        .first(),
    ).toBeVisible();
    await expectAccessible(page);
  });

  test('a change in the cluster shows without a reload', async ({ page }) => {
    await signIn(page, 'analyst');
    const counts = page.getByRole('list', { name: 'Services by state' });
    await expect(counts).not.toContainText(/degraded\s*0/);
    await setScenario('calm-day');
    await expect(counts).toContainText(/degraded\s*0/, { timeout: 60_000 });
  });

  test('a service shows its health with proof, its workloads and their reasons', async ({
    page,
  }) => {
    await signIn(page, 'operator');
    await page
      .getByRole('region', { name: 'Platform map' })
      .getByRole('link', { name: /^Trino/ })
      .click();
    await expect(page).toHaveURL(
      /\/catalog\/default\/component\/trino\/platform/,
    );
    const health = page.getByRole('region', { name: 'Health and its proof' });
    await expect(health.getByText(/out of memory/).first()).toBeVisible();
    await health
      .getByText('Proof: the request, the answer, the judgement')
      .first()
      .click();
    await expect(health.getByText(/GET .*\/v1\/info/).first()).toBeVisible();
    await expect(
      page
        .getByRole('region', { name: 'Workloads' })
        .getByText('OOMKilled')
        .first(),
    ).toBeVisible();
    await expectAccessible(page, 'entity');
  });

  test('an API server that fails makes things stale, and nothing disappears', async ({
    page,
  }) => {
    await signIn(page, 'operator');
    const tiles = page
      .getByRole('region', { name: 'Platform map' })
      .getByRole('listitem');
    await expect(tiles.nth(30)).toBeVisible();
    const before = await tiles.count();
    await setScenario('api-503');
    await expect(
      page
        .getByRole('status')
        .filter({ hasText: /cluster/i })
        .first(),
    ).toBeVisible({ timeout: 60_000 });
    expect(await tiles.count()).toBe(before);
  });

  test('Backstage finds the pods of a service on its Kubernetes tab', async ({
    page,
  }) => {
    await signIn(page, 'operator');
    await page.goto('/catalog/default/component/grafana/kubernetes');
    await expect(page.getByText('Demo platform').first()).toBeVisible();
    await expect(page.getByText('grafana').first()).toBeVisible();
    await expect(page.getByText(/There was a problem retrieving/)).toBeHidden();
  });
});
