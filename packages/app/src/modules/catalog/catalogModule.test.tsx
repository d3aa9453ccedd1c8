import { screen, waitFor } from '@testing-library/react';
import { renderCatalog } from './__testUtils__/renderCatalog';

describe('the list of the catalog', () => {
  it('has a column for readiness beside its own', async () => {
    renderCatalog();
    // Rows are drawn anew as filters settle, so what is found is asked for together.
    await waitFor(
      () => {
        expect(screen.getByText('Readiness')).toBeInTheDocument();
        expect(screen.getAllByText('Owner')).not.toHaveLength(0);
        expect(screen.getAllByText('trino')).not.toHaveLength(0);
        expect(
          screen.getByLabelText('You may not read readiness.'),
        ).toBeInTheDocument();
      },
      { timeout: 50_000 },
    );
  }, 80_000);

  it('has the header of the own page of the catalog', async () => {
    renderCatalog();
    expect(
      await screen.findByRole('link', { name: 'Create' }, { timeout: 50_000 }),
    ).toHaveAttribute('href', '/make');
    expect(screen.getByRole('button', { name: 'Support' })).toBeVisible();
    expect(
      screen.getByRole('heading', { name: /Catalog$/, level: 2 }),
    ).toBeVisible();
  }, 80_000);
});
