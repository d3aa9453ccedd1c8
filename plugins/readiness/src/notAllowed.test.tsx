/**
 * What those see who may read and nothing else. In a file of its own, because the permission client remembers
 * answers for as long as its module lives.
 */
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ServiceReadinessContent } from './content/ServiceReadinessContent';
import { exemptions } from './__testUtils__/people';
import { renderPages, replies } from './__testUtils__/renderPages';
import { renderWithApi } from './__testUtils__/renderWithApi';
import { JUDGED_AT, rules, services } from './__testUtils__/report';

const readOnly = (name: string) => name === 'readiness.report.read';

describe('those who may only read', () => {
  it('see every exemption, and are offered no decision', async () => {
    renderPages({ at: '/readiness/exemptions', allowed: readOnly });
    expect(
      await screen.findByText(
        `${exemptions.length} of ${exemptions.length} exemptions shown`,
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', {
        name: /Approve|Reject|End now|Take back/,
      }),
    ).toBeNull();
  });

  it('see every verdict and its history, and are offered nothing to say', async () => {
    renderWithApi(
      <EntityProvider
        entity={{
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'minio' },
        }}
      >
        <ServiceReadinessContent />
      </EntityProvider>,
      {
        allowed: readOnly,
        replies: {
          ...replies,
          'GET /services/minio': {
            state: 'judged',
            judgedAt: JUDGED_AT,
            overdue: false,
            report: services[1],
            rules,
            caveats: [],
          },
        },
      },
    );
    await userEvent.click(
      await screen.findByText('No container crashes again and again'),
    );
    expect(screen.getByText('What it said before')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /exemption|proof/ }),
    ).toBeNull();
  });

  it('are offered neither judging anew, nor anything else but to save what they see', async () => {
    renderPages({ allowed: readOnly });
    expect(
      await screen.findByRole('button', { name: 'Export CSV' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Judge now' })).toBeNull();
  });
});
