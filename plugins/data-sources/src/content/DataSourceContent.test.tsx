import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import dataSourcesPlugin from '../index';
import { dataSourceEntity } from '../testing/entities';
import { DataSourceContent } from './DataSourceContent';

function renderContent(
  entity = dataSourceEntity('eia', {
    consumers: ['component:default/gas-prices'],
  }),
) {
  return renderInTestApp(
    <EntityProvider entity={entity}>
      <DataSourceContent />
    </EntityProvider>,
    {
      apis: [catalogApiMock({ entities: [] })],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

describe('DataSourceContent', () => {
  it('shows every figure with its source, and what is not measured', async () => {
    const { container } = renderContent();
    expect(await screen.findByText('25 a day (free)')).toBeInTheDocument();
    expect(
      screen.getByText(
        'declared in catalog/data-sources/eia.yaml, from https://example.org/limits',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Crude oil WTI')).toBeInTheDocument();
    expect(
      screen.getByText('Secret example-api-key, as EXAMPLE_API_KEY'),
    ).toBeInTheDocument();
    expect(screen.getByText('gas-prices')).toBeInTheDocument();
    expect(screen.getAllByText(/not measured/)).toHaveLength(3);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('says what is wrong with a declaration instead of showing half of it', async () => {
    renderContent(dataSourceEntity('bad', { declared: { series: [] } }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      '`spec.dataSource.series` is wrong: name at least one series.',
    );
    expect(screen.queryByText('Terms of use')).not.toBeInTheDocument();
  });

  it('is offered by the plugin', () => {
    expect(dataSourcesPlugin.getExtension('page:data-sources')).toBeDefined();
    expect(
      dataSourcesPlugin.getExtension('entity-content:data-sources/source'),
    ).toBeDefined();
  });
});
