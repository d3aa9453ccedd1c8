import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { fetchApiRef } from '@backstage/core-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { catalogModule } from '.';

const trino = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'trino',
    namespace: 'default',
    annotations: { '254carbon.com/service-id': 'trino' },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'data' },
};

describe('the list of the catalog', () => {
  it('has a column for readiness beside its own', async () => {
    const refuse = async () =>
      Response.json(
        {
          error: { name: 'NotAllowedError', message: 'no' },
          request: { method: 'GET', url: '/' },
          response: { statusCode: 403 },
        },
        { status: 403 },
      );
    renderTestApp({
      features: [catalogPlugin, catalogModule],
      initialRouteEntries: ['/catalog'],
      apis: [
        [catalogApiRef, catalogApiMock({ entities: [trino] })],
        [fetchApiRef, { fetch: refuse }],
      ],
    });
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
      { timeout: 20_000 },
    );
  }, 40_000);
});
