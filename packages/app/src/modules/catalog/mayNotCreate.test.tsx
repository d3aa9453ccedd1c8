import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen, waitFor } from '@testing-library/react';
import { renderCatalog } from './__testUtils__/renderCatalog';

describe('the list of the catalog, of somebody who may not create', () => {
  it('offers no creating', async () => {
    const authorize = renderCatalog(AuthorizeResult.DENY);
    await screen.findByRole('button', { name: 'Support' }, { timeout: 50_000 });
    await waitFor(() =>
      expect(authorize).toHaveBeenCalledWith(
        expect.objectContaining({
          permission: expect.objectContaining({
            name: 'catalog.entity.create',
          }),
        }),
      ),
    );
    expect(screen.queryByRole('link', { name: 'Create' })).toBeNull();
  }, 80_000);
});
