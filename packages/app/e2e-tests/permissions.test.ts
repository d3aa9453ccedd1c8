import { expect, expectAccessible, test } from './portal';

const base = () => process.env.PORTAL_URL ?? '';

async function tokenOf(account: string): Promise<string> {
  const response = await fetch(`${base()}/api/auth/role/refresh`, {
    headers: { 'x-portal-role': account },
  });
  return (await response.json()).backstageIdentity.token;
}

async function statusAs(
  account: string | undefined,
  path: string,
): Promise<number> {
  const headers: Record<string, string> = account
    ? { authorization: `Bearer ${await tokenOf(account)}` }
    : {};
  return (await fetch(`${base()}${path}`, { headers })).status;
}

test.describe('permissions', () => {
  test('the sign-in page offers the role accounts', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('button', { name: /^Enter as/ })).toHaveCount(
      4,
    );
    await expectAccessible(page);
  });

  test('nobody reads anything without signing in', async () => {
    for (const path of [
      '/api/platform/services',
      '/api/readiness/report',
      '/api/catalog/entities',
      '/api/kubernetes/clusters',
    ]) {
      expect([path, await statusAs(undefined, path)]).toEqual([path, 401]);
    }
  });

  test('the Kubernetes API is closed to all but operators', async () => {
    expect(await statusAs('operator', '/api/kubernetes/clusters')).toBe(200);
    for (const account of ['data-engineer', 'analyst', 'approver']) {
      expect([
        account,
        await statusAs(account, '/api/kubernetes/clusters'),
      ]).toEqual([account, 403]);
      const proxied = await fetch(
        `${base()}/api/kubernetes/proxy/api/v1/pods`,
        {
          headers: {
            authorization: `Bearer ${await tokenOf(account)}`,
            'backstage-kubernetes-cluster': 'demo',
          },
        },
      );
      expect([account, proxied.status]).toEqual([account, 403]);
    }
  });
});
