import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TextField } from '@backstage/ui';
import { ActionDialog } from '.';

function renderDialog(
  overrides: Partial<Parameters<typeof ActionDialog>[0]> = {},
) {
  const done = jest.fn();
  const closed = jest.fn();
  render(
    <ActionDialog
      title="Acknowledge Trino"
      isOpen
      action="Acknowledge"
      act={async () => {}}
      onDone={done}
      onClose={closed}
      {...overrides}
    >
      <TextField label="Note" />
    </ActionDialog>,
  );
  return { done, closed };
}

describe('ActionDialog', () => {
  it('acts on Enter and says that it is done', async () => {
    const act = jest.fn(async () => {});
    const { done } = renderDialog({ act });
    const note = screen.getByRole('textbox', { name: 'Note' });
    await userEvent.type(note, 'on it{Enter}');
    expect(act).toHaveBeenCalledTimes(1);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('takes what is typed right after it opened', async () => {
    renderDialog();
    expect(screen.getByRole('textbox', { name: 'Note' })).toHaveFocus();
    await userEvent.keyboard('on it');
    expect(screen.getByRole('textbox')).toHaveValue('on it');
  });

  it('stays open with what was typed when it fails, and says why', async () => {
    const { done } = renderDialog({
      act: async () => {
        throw new Error('somebody else was faster');
      },
    });
    const note = screen.getByRole('textbox', { name: 'Note' });
    await userEvent.type(note, 'on it{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'somebody else was faster',
    );
    expect(note).toHaveValue('on it');
    expect(done).not.toHaveBeenCalled();
  });

  it('does not act as long as there is an obstacle, and closes on Escape', async () => {
    const act = jest.fn(async () => {});
    const { closed } = renderDialog({ act, obstacle: 'Give a reason.' });
    await userEvent.type(screen.getByRole('textbox'), '{Enter}');
    expect(act).not.toHaveBeenCalled();
    expect(screen.getByText('Give a reason.')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    expect(closed).toHaveBeenCalled();
  });
});
