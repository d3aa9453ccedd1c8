import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { EntityTabLink } from '.';

const mountedRoutes = { '/catalog/:namespace/:kind/:name': entityRouteRef };

describe('EntityTabLink', () => {
  it('leads to the tab of an entity of any kind', async () => {
    renderInTestApp(
      <EntityTabLink entityRef="resource:default/minio" tab="platform">
        MinIO
      </EntityTabLink>,
      { mountedRoutes },
    );
    expect(await screen.findByRole('link', { name: 'MinIO' })).toHaveAttribute(
      'href',
      '/catalog/default/resource/minio/platform',
    );
  });
});
