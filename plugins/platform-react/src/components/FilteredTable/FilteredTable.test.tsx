import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { FilteredTable } from '.';
import { useUrlFilters } from '../../hooks/useUrlFilters';
import { defineList } from '../../table';

const LIST = defineList({
  words: (row: string) => [row],
  filters: { first: row => row[0] },
  orders: { name: row => row },
  initial: { sort: 'name', descending: false },
  tieBreak: row => row,
});

function Sources() {
  const list = useUrlFilters(LIST, ['FRED', 'EIA', 'ECB']);
  return (
    <FilteredTable
      list={list}
      what="sources"
      label="Data sources"
      columns={[
        { title: 'Source', width: 200, sort: 'name', cell: row => row },
      ]}
      rowKey={row => row}
      placeholder="name"
      choices={[{ filter: 'first', label: 'First letter', options: [] }]}
      noMatch="No source fits"
      advice="Ask for fewer words."
    />
  );
}

const names = () =>
  screen.getAllByRole('rowheader').map(cell => cell.textContent);

describe('FilteredTable', () => {
  it('shows what the address asks for, and how much of all that is', async () => {
    render(
      <MemoryRouter initialEntries={['/?first=E&sort=-name']}>
        <Sources />
      </MemoryRouter>,
    );
    expect(names()).toEqual(['EIA', 'ECB']);
    expect(screen.getByRole('status')).toHaveTextContent(
      '2 of 3 sources shown',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Source' }));
    expect(names()).toEqual(['ECB', 'EIA']);
  });

  it('says that nothing is left, and takes the question back', async () => {
    render(
      <MemoryRouter initialEntries={['/?first=F']}>
        <Sources />
      </MemoryRouter>,
    );
    await userEvent.type(screen.getByRole('searchbox'), 'gas');
    expect(screen.getByText('No source fits')).toBeInTheDocument();
    expect(screen.getByText('Ask for fewer words.')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all sources' }),
    );
    expect(names()).toEqual(['ECB', 'EIA', 'FRED']);
  });
});
