import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { renderForm } from '../__testUtils__/renderForm';
import { MADE } from '../__testUtils__/madeSamples';
import { MadePanel } from './MadePanel';

const panel = (
  <main>
    <h1>Task</h1>
    <MadePanel taskId="task-1" />
  </main>
);

describe('MadePanel', () => {
  it('lists what was made and undoes it, each step told', async () => {
    const { container, asked } = renderForm(panel, {
      'GET /made/task-1': { body: MADE },
      'POST /made/task-1/undo': {
        body: {
          taskId: 'task-1',
          complete: false,
          steps: [
            {
              entryId: '2',
              kind: 'entity',
              ref: 'the descriptor',
              outcome: 'already-gone',
              message: 'It is not registered any more.',
            },
            {
              entryId: '1',
              kind: 'repository',
              ref: 'data-engineering/eia-wti',
              outcome: 'failed',
              message: 'git is away; try again.',
            },
          ],
        },
      },
    });
    expect(
      await screen.findByRole('table', {
        name: 'Everything that the task made',
      }),
    ).toHaveTextContent('data-engineering/eia-wti');
    expect(await axe(container)).toHaveNoViolations();
    await userEvent.click(
      screen.getByRole('button', { name: 'Undo everything...' }),
    );
    const dialog = screen.getByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText(/git is away; try again\./)).toBeVisible();
    expect(screen.getByText(/It stopped at a step that failed/)).toBeVisible();
    expect(asked.map(({ route }) => route)).toContain('POST /made/task-1/undo');
  });

  it('offers no undo when there is nothing to undo, and never takes a failure for nothing', async () => {
    renderForm(panel, {
      'GET /made/task-1': { body: { ...MADE, entries: [] } },
    });
    expect(
      await screen.findByText('Nothing was made outside of the portal'),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: /Undo/ })).toBeNull();
  });

  it('says why it cannot be read', async () => {
    renderForm(panel, {
      'GET /made/task-1': { status: 409, body: 'the ledger is away' },
    });
    expect(await screen.findByText('the ledger is away')).toBeVisible();
  });
});
