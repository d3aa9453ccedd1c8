import { configApiRef } from '@backstage/core-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { act, render, waitFor } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import { PageTitle } from './PageTitle';

function renderAt(path: string) {
  const config = mockApis.config({ data: { app: { title: 'The portal' } } });
  const router = createMemoryRouter([{ path: '*', element: <PageTitle /> }], {
    initialEntries: [path],
  });
  render(
    <TestApiProvider apis={[[configApiRef, config]]}>
      <RouterProvider router={router} />
    </TestApiProvider>,
  );
  return router;
}

describe('PageTitle', () => {
  it('titles the tab on a page that does not', async () => {
    const router = renderAt('/settings');
    expect(document.title).toBe('Settings | The portal');
    await act(() => router.navigate('/catalog'));
    expect(document.title).toBe('Catalog | The portal');
    await act(() => router.navigate('/settings'));
    expect(document.title).toBe('Settings | The portal');
  });

  it('adds the name of the portal to what a part of the page writes later', async () => {
    renderAt('/create');
    document.title = 'Templates';
    await waitFor(() => expect(document.title).toBe('Templates | The portal'));
  });

  it('does not let the title of a page come back that was left', async () => {
    const router = renderAt('/catalog');
    await act(() => router.navigate('/readiness'));
    document.title = 'Readiness | The portal';
    await waitFor(() => expect(document.title).toBe('Readiness | The portal'));
    await act(async () => {});
    document.title = 'Catalog | The portal';
    await waitFor(() => expect(document.title).toBe('Readiness | The portal'));
  });
});
