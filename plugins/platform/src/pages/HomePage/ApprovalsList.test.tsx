import { screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import { failing, refused, renderPage } from '../../__testUtils__/renderPage';
import { ApprovalsList } from './ApprovalsList';

const AT = '2025-10-24T17:26:00.000Z';
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
const pipeline = {
  id: '6f1f7c1e-8a53-4d2e-9f40-2f4f2f7f0002',
  purpose: 'create',
  template: 'template:default/eia-connector',
  name: 'gas-prices',
  digest: 'abc',
  values: {},
  reason: 'the desk needs it',
  requestedBy: 'user:default/data-engineer',
  requestedAt: AT,
  state: 'requested',
  until: '2026-01-24T17:26:00.000Z',
};
const EXEMPTION = {
  name: 'Approve or reject an exemption: Trino, Every replica is ready',
};
const PIPELINE = {
  name: 'Approve or reject a pipeline for production: gas-prices',
};

function render(
  replies: Parameters<typeof renderPage>[1] = {},
  options: Parameters<typeof renderPage>[2] = {},
) {
  return renderPage(
    <main data-testid="frame">
      <ApprovalsList />
    </main>,
    {
      '/readiness/exemptions': {
        body: { exemptions: [exemption], warningDays: 7 },
      },
      '/data-sources/approvals': { body: { approvals: [pipeline] } },
      ...replies,
    },
    options,
  );
}

describe('what waits for my approval', () => {
  it('is exemptions and pipelines, each with the way to where it is decided', async () => {
    const { container } = render();
    expect(await screen.findByRole('link', EXEMPTION)).toHaveAttribute(
      'href',
      '/readiness/exemptions?phase=requested&service=trino',
    );
    expect(await screen.findByRole('link', PIPELINE)).toHaveAttribute(
      'href',
      '/create/approvals',
    );
    expect((await axe(container)).violations).toEqual([]);
  });

  it('is not shown to those who may not decide', async () => {
    // Another service than above: what one may do is remembered by the browser for some seconds.
    const { asked } = render(
      {
        '/readiness/exemptions': {
          body: {
            exemptions: [{ ...exemption, serviceId: 'kafka' }],
            warningDays: 7,
          },
        },
        '/data-sources/approvals': { body: { approvals: [] } },
      },
      { allowed: false },
    );
    await screen.findByRole('list', { name: 'Waits for your approval' });
    expect(asked.some(({ path }) => path === '/readiness/exemptions')).toBe(
      true,
    );
    expect(screen.queryByRole('link', EXEMPTION)).toBeNull();
  });

  it('is nothing where requests may not be seen, and a sentence where they cannot be read', async () => {
    render({
      '/readiness/exemptions': refused,
      '/data-sources/approvals': failing,
    });
    expect(
      await screen.findByText(/Whether pipelines wait for you cannot be read/),
    ).toBeVisible();
    expect(screen.queryByText(/Whether exemptions wait/)).toBeNull();
  });
});
