import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Column, DataTable } from '.';

type Row = { id: string; size: number };

const columns: Column<Row, 'id' | 'size'>[] = [
  { title: 'Name', width: 300, sort: 'id', cell: ({ id }) => id },
  { title: 'Kind', width: 100, cell: () => 'bucket' },
  {
    title: 'Size',
    width: 100,
    sort: 'size',
    numeric: true,
    cell: ({ size }) => size,
    explain: ({ size }) => `${size} counted today`,
  },
];

function renderTable(
  props: Partial<Parameters<typeof DataTable<Row, 'id' | 'size'>>[0]> = {},
) {
  const onSort = jest.fn();
  render(
    <DataTable
      label="Buckets"
      columns={columns}
      rows={[
        { id: 'iceberg', size: 3 },
        { id: 'backup', size: 1 },
      ]}
      rowKey={({ id }) => id}
      sorting={{ sort: 'size', descending: true }}
      onSort={onSort}
      empty={<p>No bucket</p>}
      {...props}
    />,
  );
  return onSort;
}

describe('DataTable', () => {
  it('is a table with a name, whose rows are named by their first cell, in the order given', () => {
    renderTable();
    const table = screen.getByRole('table', { name: 'Buckets' });
    expect(
      within(table)
        .getAllByRole('rowheader')
        .map(cell => cell.textContent),
    ).toEqual(['iceberg', 'backup']);
    expect(screen.getByRole('cell', { name: '3' })).toHaveAttribute(
      'title',
      '3 counted today',
    );
  });

  it('says which column it is sorted by, and which way', () => {
    renderTable();
    const order = (name: string) =>
      screen.getByRole('columnheader', { name }).getAttribute('aria-sort');
    expect(order('Size')).toBe('descending');
    expect(order('Name')).toBe('none');
    expect(order('Kind')).toBeNull();
  });

  it('asks for an order by keyboard: another column ascending, the same one the other way', async () => {
    const onSort = renderTable({ sorting: { sort: 'id', descending: false } });
    const user = userEvent.setup();
    await user.tab();
    expect(screen.getByRole('region', { name: 'Buckets' })).toHaveFocus();
    await user.tab();
    await user.keyboard('{Enter}');
    expect(onSort).toHaveBeenLastCalledWith({ sort: 'id', descending: true });
    await user.tab();
    await user.keyboard('{Enter}');
    expect(onSort).toHaveBeenLastCalledWith({
      sort: 'size',
      descending: false,
    });
    expect(screen.queryByRole('button', { name: 'Kind' })).toBeNull();
  });

  it('turns a descending order round', async () => {
    const onSort = renderTable();
    await userEvent.click(screen.getByRole('button', { name: 'Size' }));
    expect(onSort).toHaveBeenCalledWith({ sort: 'size', descending: false });
  });

  it('offers no order where nobody sorts', () => {
    renderTable({ sorting: undefined, onSort: undefined });
    expect(screen.queryByRole('button')).toBeNull();
    expect(
      screen.getByRole('columnheader', { name: 'Size' }),
    ).not.toHaveAttribute('aria-sort');
  });

  it('shares its room by the widths of the columns, and is never narrower than their sum', () => {
    renderTable();
    const table = screen.getByRole('table');
    expect(table).toHaveStyle({ minWidth: '500px' });
    expect(
      [...table.querySelectorAll('col')].map(({ style }) => style.width),
    ).toEqual(['60%', '20%', '20%']);
  });

  it('shades the side on which there is more than is seen', () => {
    renderTable();
    const region = screen.getByRole('region', { name: 'Buckets' });
    expect(region).toHaveAttribute('data-hidden', '');
    Object.defineProperties(region, {
      scrollWidth: { value: 500 },
      clientWidth: { value: 300 },
    });
    for (const [scrollLeft, hidden] of [
      [0, 'right'],
      [90, 'left right'],
      [200, 'left'],
    ] as const) {
      region.scrollLeft = scrollLeft;
      fireEvent.scroll(region);
      expect(region).toHaveAttribute('data-hidden', hidden);
    }
  });

  it('shows why there are no rows instead of heads above nothing', () => {
    renderTable({ rows: [] });
    expect(screen.getByText('No bucket')).toBeInTheDocument();
    expect(screen.queryByRole('table')).toBeNull();
  });
});
