import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { Person } from '.';

const mountedRoutes = { '/catalog/:namespace/:kind/:name': entityRouteRef };

describe('Person', () => {
  it('is a link to a group, and the name of a program', async () => {
    renderInTestApp(
      <>
        <Person entityRef="group:default/data" />
        <p>
          <Person entityRef="service:agent" />
        </p>
      </>,
      { mountedRoutes },
    );
    expect(await screen.findByRole('link', { name: /data/ })).toHaveAttribute(
      'href',
      '/catalog/default/group/data',
    );
    expect(screen.getByText('program agent')).toBeInTheDocument();
  });
});
