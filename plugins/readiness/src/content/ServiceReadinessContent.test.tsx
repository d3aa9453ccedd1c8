import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import { evidenceView, exemptionView } from '../__testUtils__/people';
import { renderWithApi } from '../__testUtils__/renderWithApi';
import { askedOf, replies } from '../__testUtils__/renderPages';
import {
  JUDGED_AT,
  rules,
  serviceReport,
  services,
} from '../__testUtils__/report';
import { ServiceReadinessContent } from './ServiceReadinessContent';

expect.extend(toHaveNoViolations);

const minio: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'minio',
    annotations: { '254carbon.com/service-id': 'minio' },
  },
  spec: { type: 'service', owner: 'group:default/data' },
};

const readiness = {
  state: 'judged',
  judgedAt: JUDGED_AT,
  overdue: false,
  report: services[1],
  rules: rules.map(rule => ({ ...rule, acceptsEvidence: true })),
  caveats: [],
};

function render(
  options: NonNullable<Parameters<typeof renderWithApi>[1]> = {},
) {
  return renderWithApi(
    <EntityProvider entity={minio}>
      <main>
        <ServiceReadinessContent />
      </main>
    </EntityProvider>,
    {
      ...options,
      replies: {
        ...replies,
        'GET /services/minio': readiness,
        'GET /exemptions': { exemptions: [], warningDays: 7 },
        'GET /evidence': { evidence: [], warningDays: 7, rules: [] },
        ...options.replies,
      },
    },
  );
}

const FAILING = 'No container crashes again and again';

describe('the Readiness tab of a service', () => {
  it('shows score, level, changes, categories, verdicts, history, accessibly', async () => {
    const { container } = render();
    expect(
      await screen.findByRole('img', { name: /Readiness of MinIO/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'What is missing for Bronze' }),
    ).toHaveAttribute(
      'href',
      '/readiness/plan?scope=service&id=minio&target=bronze',
    );
    for (const name of ['Since yesterday', 'Categories', 'Trend']) {
      expect(screen.getByRole('region', { name })).toBeInTheDocument();
    }
    expect(await axe(container)).toHaveNoViolations();
  });

  it('requests an exemption, telling what is still missing', async () => {
    const { fetch } = render({
      replies: { 'POST /exemptions': exemptionView() },
    });
    await userEvent.click(await screen.findByText(FAILING));
    await userEvent.click(
      screen.getByRole('button', { name: /^Request an exemption.*crashes/ }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByText(/Write why the rule cannot be met/),
    ).toBeVisible();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Why the rule/ }),
      'the vendor mends it in March',
    );
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /What protects/ }),
      'restarted by hand within an hour',
    );
    expect(await axe(dialog)).toHaveNoViolations();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Request' }),
    );
    expect(
      await screen.findAllByText(/waits for somebody else to approve/),
    ).not.toHaveLength(0);
    expect(askedOf(fetch, 'POST', '/exemptions')[0].body).toMatchObject({
      ruleId: 'no-crash-loops',
      serviceId: 'minio',
      reason: 'the vendor mends it in March',
      compensatingControl: 'restarted by hand within an hour',
      owner: 'group:default/data',
    });
  });

  it('says why a request was refused, and keeps what was typed', async () => {
    render({ replies: { 'POST /exemptions': 403 } });
    await userEvent.click(await screen.findByText(FAILING));
    await userEvent.click(
      screen.getByRole('button', { name: /^Request an exemption.*crashes/ }),
    );
    const dialog = await screen.findByRole('dialog');
    for (const name of [/Why the rule/, /What protects/]) {
      await userEvent.type(
        within(dialog).getByRole('textbox', { name }),
        'long enough to be told',
      );
    }
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Request' }),
    );
    expect(
      await within(dialog).findByText(/what you entered is still here/),
    ).toBeVisible();
    expect(
      within(dialog).getByRole('textbox', { name: /Why the rule/ }),
    ).toHaveValue('long enough to be told');
  });

  it('records a proof', async () => {
    const { fetch } = render({ replies: { 'POST /evidence': evidenceView() } });
    await userEvent.click(await screen.findByText(FAILING));
    await userEvent.click(
      screen.getByRole('button', { name: /^Record a proof.*crashes/ }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /What was done/ }),
      'restored the backup of Monday',
    );
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Proof/ }),
      'protocol 12',
    );
    fireEvent.change(within(dialog).getByLabelText('Done (UTC)'), {
      target: { value: '2099-01-01T00:00' },
    });
    expect(within(dialog).getByText(/in the future/)).toBeVisible();
    fireEvent.change(within(dialog).getByLabelText('Done (UTC)'), {
      target: { value: new Date().toISOString().slice(0, 10).concat('T00:00') },
    });
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Record' }),
    );
    expect(await screen.findAllByText(/proved by hand/)).not.toHaveLength(0);
    expect(askedOf(fetch, 'POST', '/evidence')[0].body).toMatchObject({
      ruleId: 'no-crash-loops',
      proof: 'protocol 12',
    });
  });

  it('shows what is set aside and what waits, and leads there', async () => {
    render({
      replies: {
        'GET /services/minio': {
          ...readiness,
          report: serviceReport({ id: 'minio', title: 'MinIO' }, [
            'exempt',
            'fail',
            'stale',
          ]),
        },
        'GET /exemptions': {
          exemptions: [
            exemptionView({ ruleId: 'no-crash-loops', serviceId: 'minio' }),
          ],
          warningDays: 7,
        },
        'GET /evidence': {
          evidence: [evidenceView()],
          warningDays: 7,
          rules: [],
        },
      },
    });
    await userEvent.click(await screen.findByText('Every replica is ready'));
    expect(screen.getByText(/Set aside until/)).toBeVisible();
    await userEvent.click(screen.getByText(FAILING));
    expect(
      screen.getByRole('link', { name: 'An exemption waits for approval' }),
    ).toHaveAttribute(
      'href',
      '/readiness/exemptions?phase=requested&service=minio',
    );
    expect(
      within(screen.getByRole('list', { name: 'Proved by people' })).getByText(
        /restored the backup of Monday/,
      ),
    ).toBeVisible();
  });

  it('says that it is expected down, and what that means for its points', async () => {
    render({
      replies: {
        'GET /services/minio': {
          ...readiness,
          report: {
            ...services[1],
            points: { low: 0, high: 0, known: 0, of: 0 },
            expectedDown: {
              reason: 'scaled to zero until the disks come',
              owner: 'group:default/data',
              until: '2026-01-24T17:26:00.000Z',
              declaredBy: 'portal',
              source: { kind: 'person', name: 'user:default/operator' },
            },
          },
        },
      },
    });
    expect(await screen.findByText('Expected down')).toBeVisible();
    expect(screen.getByText(/scaled to zero until the disks/)).toBeVisible();
  });
});
