import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Suggest, Suggestion } from '.';

const all = ['minio', 'mlflow', 'trino'].map(id => ({ id, label: id }));

function Field(props: {
  onChoose: (suggestion: Suggestion) => void;
  onSubmit?: (text: string) => void;
}) {
  const [text, setText] = useState('');
  const found = text ? all.filter(({ id }) => id.includes(text)) : [];
  return (
    <Suggest
      label="Object"
      text={text}
      onText={setText}
      suggestions={found}
      status={`${found.length} found`}
      {...props}
    />
  );
}

describe('Suggest', () => {
  it('is walked and chosen from by keyboard alone', async () => {
    const onChoose = jest.fn();
    render(<Field onChoose={onChoose} onSubmit={() => {}} />);
    const field = screen.getByRole('combobox', { name: 'Object' });
    expect(field).toHaveAttribute('aria-expanded', 'false');
    await userEvent.type(field, 'm');
    expect(screen.getByRole('status')).toHaveTextContent('2 found');
    expect(field).not.toHaveAttribute('aria-activedescendant');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    const active = screen.getByRole('option', { selected: true });
    expect(active).toHaveTextContent('mlflow');
    expect(field).toHaveAttribute('aria-activedescendant', active.id);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onChoose).toHaveBeenCalledWith(all[0]);
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('takes what was typed when nothing is walked to', async () => {
    const onChoose = jest.fn();
    const onSubmit = jest.fn();
    render(<Field onChoose={onChoose} onSubmit={onSubmit} />);
    await userEvent.type(screen.getByRole('combobox'), 'm{Enter}');
    expect(onSubmit).toHaveBeenCalledWith('m');
    expect(onChoose).not.toHaveBeenCalled();
  });

  it('takes the first when there is nothing else to do with a text', async () => {
    const onChoose = jest.fn();
    render(<Field onChoose={onChoose} />);
    await userEvent.type(screen.getByRole('combobox'), 'm{Enter}');
    expect(onChoose).toHaveBeenCalledWith(all[0]);
  });

  it('closes on Escape and keeps the text', async () => {
    render(<Field onChoose={() => {}} />);
    await userEvent.type(screen.getByRole('combobox'), 'm{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(screen.getByRole('combobox')).toHaveValue('m');
  });
});
