import { act, renderHook } from '@testing-library/react';
import {
  createMemoryRouter,
  RouterProvider,
  useLocation,
  useNavigationType,
} from 'react-router-dom';
import { createContext, ReactNode, useContext, useState } from 'react';
import { defineList } from '../table';
import { useUrlFilters } from './useUrlFilters';

type Row = { name: string; owner: string };

const list = defineList({
  words: ({ name }: Row) => [name],
  filters: { owner: row => row.owner },
  orders: { name: row => row.name, owner: row => row.owner },
  initial: { sort: 'name', descending: false },
  tieBreak: row => row.name,
});
const rows = [
  { name: 'oil', owner: 'desk' },
  { name: 'gas', owner: 'data' },
  { name: 'gasoline', owner: 'desk' },
];

const Content = createContext<ReactNode>(null);
const Outlet = () => <>{useContext(Content)}</>;

function Router(props: { at: string; children: ReactNode }) {
  const [router] = useState(() =>
    createMemoryRouter([{ path: '/list', element: <Outlet /> }], {
      initialEntries: [props.at],
    }),
  );
  return (
    <Content.Provider value={props.children}>
      <RouterProvider router={router} />
    </Content.Provider>
  );
}

function renderAt(at: string) {
  const { result } = renderHook(
    () => ({
      list: useUrlFilters(list, rows),
      address: useLocation().search,
      way: useNavigationType(),
    }),
    { wrapper: ({ children }) => <Router at={at}>{children}</Router> },
  );
  return {
    result,
    found: () => result.current.list.found.map(({ name }) => name),
  };
}

describe('useUrlFilters', () => {
  it('shows what a link asks for', () => {
    const { found, result } = renderAt('/list?owner=desk&sort=-name');
    expect(found()).toEqual(['oil', 'gasoline']);
    expect(result.current.list).toMatchObject({
      search: '',
      filters: { owner: 'desk' },
      sort: 'name',
      descending: true,
    });
  });

  it('writes what is asked into the address, in place of what it said, and keeps the rest of it', () => {
    const { found, result } = renderAt('/list?tab=3');
    act(() => result.current.list.setSearch('gas'));
    act(() => result.current.list.setFilter('owner', 'desk'));
    act(() =>
      result.current.list.setSorting({ sort: 'owner', descending: true }),
    );
    expect(result.current.address).toBe('?tab=3&q=gas&owner=desk&sort=-owner');
    expect(result.current.way).toBe('REPLACE');
    expect(found()).toEqual(['gasoline']);
  });

  it('takes back search and filters, and keeps the order', () => {
    const { found, result } = renderAt('/list?q=x&owner=nobody&sort=-name');
    expect(found()).toEqual([]);
    act(() => result.current.list.showAll());
    expect(found()).toEqual(['oil', 'gasoline', 'gas']);
    expect(result.current.address).toBe('?sort=-name');
  });
});
