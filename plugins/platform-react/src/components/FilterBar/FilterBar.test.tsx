import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FilterBar, NoMatch } from '.';

function renderBar(owner = '') {
  const setSearch = jest.fn();
  const setFilter = jest.fn();
  render(
    <FilterBar
      label="Filter the sources"
      placeholder="name"
      filtering={{ search: '', filters: { owner }, setSearch, setFilter }}
      choices={[
        {
          filter: 'owner',
          label: 'Owner',
          options: [
            { value: 'all', label: 'A group called all' },
            { value: 'desk', label: 'Trading desk' },
          ],
        },
      ]}
      status="2 of 7 sources shown"
    />,
  );
  return { setSearch, setFilter };
}

const owner = () => screen.getByRole('button', { name: /Owner/ });

describe('FilterBar', () => {
  it('is a search landmark that announces what is left', () => {
    renderBar();
    expect(
      screen.getByRole('search', { name: 'Filter the sources' }),
    ).toContainElement(screen.getByRole('searchbox', { name: 'Search' }));
    expect(screen.getByRole('status')).toHaveTextContent(
      '2 of 7 sources shown',
    );
  });

  it('asks for what is typed', async () => {
    const { setSearch } = renderBar();
    await userEvent.type(screen.getByRole('searchbox'), 'g');
    expect(setSearch).toHaveBeenCalledWith('g');
  });

  it('asks for what is chosen, and for everything again', async () => {
    const { setFilter } = renderBar('desk');
    expect(owner()).toHaveTextContent('Trading desk');
    await userEvent.click(owner());
    await userEvent.click(
      screen.getByRole('option', { name: 'A group called all' }),
    );
    expect(setFilter).toHaveBeenLastCalledWith('owner', 'all');
    await userEvent.click(owner());
    await userEvent.click(screen.getByRole('option', { name: 'all' }));
    expect(setFilter).toHaveBeenLastCalledWith('owner', '');
  });

  it('shows a value that nobody has any more', () => {
    renderBar('gone');
    expect(owner()).toHaveTextContent('gone');
  });
});

describe('NoMatch', () => {
  it('takes the question back with one button', async () => {
    const onShowAll = jest.fn();
    render(
      <NoMatch
        title="No source fits"
        showAll="Show all sources"
        onShowAll={onShowAll}
      />,
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all sources' }),
    );
    expect(onShowAll).toHaveBeenCalledTimes(1);
  });
});
