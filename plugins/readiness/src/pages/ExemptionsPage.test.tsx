import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import { exemptions, exemptionView } from '../__testUtils__/people';
import { askedOf, renderPages } from '../__testUtils__/renderPages';

expect.extend(toHaveNoViolations);

const [waiting] = exemptions;
const approvePath = `/exemptions/${waiting.id}/approve`;

describe('exemptions', () => {
  it('are listed, what waits first', async () => {
    const { container } = renderPages({ at: '/readiness/exemptions' });
    const table = await screen.findByRole('table', { name: 'Exemptions' });
    const [, first, second] = within(table).getAllByRole('row');
    expect(first).toHaveTextContent('Waits for approval');
    expect(second).toHaveTextContent('Ends soon');
    expect(await axe(container)).toHaveNoViolations();
  });

  it('are filtered by the address', async () => {
    renderPages({ at: '/readiness/exemptions?phase=in-force' });
    expect(
      await screen.findByText(`2 of ${exemptions.length} exemptions shown`),
    ).toBeInTheDocument();
  });

  it('are approved by somebody else', async () => {
    const { fetch } = renderPages({
      at: '/readiness/exemptions?phase=requested',
      replies: {
        [`POST ${approvePath}`]: exemptionView({ phase: 'in-force' }),
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Approve: Trino/ }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(waiting.reason)).toBeVisible();
    expect(within(dialog).getByText(waiting.compensatingControl)).toBeVisible();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Approve' }),
    );
    expect(
      await screen.findAllByText(
        'The exemption of Trino is approved and in force.',
      ),
    ).not.toHaveLength(0);
    expect(askedOf(fetch, 'POST', approvePath)).toHaveLength(1);
  });

  it('are rejected with a reason only', async () => {
    renderPages({ at: '/readiness/exemptions?phase=requested' });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Reject: Trino/ }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('Write why.')).toBeVisible();
    expect(
      within(dialog).getByRole('button', { name: 'Reject' }),
    ).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox'),
      'mend it instead',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Reject' }),
    );
    expect(
      await within(dialog).findByText(/It was not done/),
    ).toBeInTheDocument();
    expect(within(dialog).getByRole('textbox')).toHaveValue('mend it instead');
  });

  it('are not decided by who asked, who may only take it back', async () => {
    renderPages({
      at: '/readiness/exemptions?phase=requested',
      me: waiting.requestedBy,
    });
    expect(
      await screen.findByRole('button', { name: /^Take back: Trino/ }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Approve/ })).toBeNull();
  });

  it('say when there is none, and when they may not be seen', async () => {
    const first = renderPages({
      at: '/readiness/exemptions',
      replies: { 'GET /exemptions': { exemptions: [], warningDays: 7 } },
    });
    expect(
      await screen.findByText('Nothing is exempt, and nobody has asked'),
    ).toBeInTheDocument();
    first.unmount();
    renderPages({
      at: '/readiness/exemptions',
      replies: { 'GET /exemptions': 403 },
    });
    expect(
      await screen.findByText('You may not see the exemptions'),
    ).toBeInTheDocument();
  });
});
