import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { renderForm } from '../__testUtils__/renderForm';
import { APPROVAL } from '../__testUtils__/madeSamples';
import { ApprovalsPage } from './ApprovalsPage';

const replies = {
  'GET /approvals': { body: { approvals: [APPROVAL] } },
  'POST /approvals/a-1/approve': { body: { ...APPROVAL, state: 'approved' } },
};

describe('ApprovalsPage', () => {
  it('lets somebody else decide, with the values that would be used', async () => {
    const { container, asked } = renderForm(<ApprovalsPage />, replies, {
      me: 'user:default/approver',
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve eia-wti...' }),
    );
    const dialog = screen.getByRole('dialog');
    expect(dialog).toHaveTextContent('needed on Monday');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Approve' }),
    );
    await waitFor(() =>
      expect(asked.map(({ route }) => route)).toContain(
        'POST /approvals/a-1/approve',
      ),
    );
    expect(await axe(container)).toHaveNoViolations();
  });

  it('offers nothing to who asked, nor to who may not', async () => {
    renderForm(<ApprovalsPage />, replies, {
      me: 'user:default/data-engineer',
    });
    expect(
      await screen.findByRole('region', { name: /eia-wti waits/ }),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: /Approve/ })).toBeNull();
  });

  it('says that nobody has asked', async () => {
    renderForm(<ApprovalsPage />, {
      'GET /approvals': { body: { approvals: [] } },
    });
    expect(
      await screen.findByText('Nobody has asked for a second person'),
    ).toBeVisible();
  });
});
