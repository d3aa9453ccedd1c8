import { screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import { refused, renderPage } from '../../__testUtils__/renderPage';
import { ReadinessPanel } from './ReadinessPanel';

const AT = '2025-10-24T17:26:00.000Z';
const points = { low: 60, high: 72, known: 88, of: 100 };
const exemption = {
  id: '6f1f7c1e-8a53-4d2e-9f40-2f4f2f7f0001',
  ruleId: 'workload-available',
  serviceId: 'trino',
  entityRef: 'component:default/trino',
  reason: 'the second node is on its way',
  owner: 'group:default/data',
  compensatingControl: 'restarted by hand within an hour',
  requestedBy: 'user:default/data-engineer',
  requestedAt: AT,
  until: '2026-01-24T17:26:00.000Z',
  state: 'requested',
  phase: 'requested',
  expiresSoon: false,
  ruleTitle: 'Every replica is ready',
  serviceTitle: 'Trino',
};
const report = {
  state: 'judged',
  judgedAt: AT,
  overdue: false,
  points,
  plain: { ...points, of: 120 },
  categories: [],
  caps: [],
  counts: { pass: 6, fail: 2, unknown: 1, notApplicable: 0, exempt: 1 },
  setAside: 0,
  levels: [],
  systems: [],
  groups: [],
  domains: [],
  services: [],
  rules: [],
  nextActions: [],
  trend: [
    { judgedAt: '2025-10-23T17:26:00.000Z', points: { ...points, low: 64 } },
    { judgedAt: AT, points },
  ],
  changes: [],
  caveats: [],
};
const link = {
  name: 'Approve or reject an exemption: Trino, Every replica is ready',
};

function render(
  exemptions: unknown,
  options: Parameters<typeof renderPage>[2] = {},
) {
  return renderPage(
    <main>
      <ReadinessPanel />
    </main>,
    {
      '/readiness/report': { body: report },
      '/readiness/exemptions': { body: { exemptions, warningDays: 7 } },
    },
    options,
  );
}

describe('readiness on home', () => {
  it('says how ready, with and without what is set aside, how it went, and what waits for me', async () => {
    const { container } = render([exemption]);
    expect(await screen.findByText('60-72')).toBeVisible();
    expect(screen.getByText(/With nothing set aside 50-60/)).toBeVisible();
    expect(
      screen.getByRole('img', { name: /Low end of readiness: from 64 to 60/ }),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Why it is not what it was/ }),
    ).toHaveAttribute('href', '/readiness/changes');
    expect(await screen.findByRole('link', link)).toHaveAttribute(
      'href',
      '/readiness/exemptions?phase=requested&service=trino',
    );
    expect((await axe(container)).violations).toEqual([]);
  });

  it('shows nobody what only others may decide', async () => {
    // Another service than above: what one may do is remembered by the browser for some seconds.
    const { asked } = render([{ ...exemption, serviceId: 'kafka' }], {
      allowed: false,
    });
    expect(await screen.findByText('60-72')).toBeVisible();
    await screen.findByRole('list', { name: 'Waits for your approval' });
    expect(asked.some(({ path }) => path === '/readiness/exemptions')).toBe(
      true,
    );
    expect(screen.queryByRole('link', link)).toBeNull();
  });

  it('goes on when exemptions may not be seen', async () => {
    renderPage(<ReadinessPanel />, {
      '/readiness/report': { body: report },
      '/readiness/exemptions': refused,
    });
    expect(await screen.findByText('60-72')).toBeVisible();
  });
});
