import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { dataSourceEntity } from '../../testing/entities';
import { DataSourcesPage } from './DataSourcesPage';

const entities = [
  dataSourceEntity('eia', {
    title: 'EIA',
    declared: { quota: [] },
    consumers: ['component:default/gas-prices'],
  }),
  dataSourceEntity('fred', { title: 'FRED' }),
  dataSourceEntity('broken', {
    title: 'Broken',
    declared: { baseUrl: 'nowhere' },
  }),
];

function renderPage(catalog = catalogApiMock({ entities }), query = '') {
  return renderInTestApp(<DataSourcesPage />, {
    apis: [catalog],
    initialRouteEntries: [`/${query}`],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
}

async function shownSources() {
  const table = await screen.findByRole('table');
  return within(table)
    .getAllByRole('rowheader')
    .map(cell => within(cell).getByRole('link').textContent);
}

describe('DataSourcesPage', () => {
  it('shows what is declared and that nothing is measured', async () => {
    const { container } = renderPage();
    expect(await shownSources()).toEqual(['Broken', 'EIA', 'FRED']);
    const eia = screen.getByRole('row', { name: /^EIA/ });
    expect(eia).toHaveTextContent('not measured');
    expect(eia).toHaveTextContent('not published');
    expect(screen.getByRole('row', { name: /^FRED/ })).toHaveTextContent(
      '25 a day (free)',
    );
    expect(screen.getByRole('row', { name: /^Broken/ })).toHaveTextContent(
      'The declaration is wrong',
    );
    expect(screen.queryByText('healthy')).not.toBeInTheDocument();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('keeps sorting and search in the address', async () => {
    renderPage(undefined, '?q=e&sort=-title');
    expect(await shownSources()).toEqual(['FRED', 'EIA', 'Broken']);
    await userEvent.click(screen.getByRole('button', { name: 'Consumers' }));
    expect(await shownSources()).toEqual(['Broken', 'FRED', 'EIA']);
  });

  it('says when nothing fits', async () => {
    renderPage(undefined, '?q=nothing-like-it');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show all sources' }),
    );
    expect(await shownSources()).toHaveLength(3);
  });

  it('says what to do when there is none', async () => {
    renderPage(catalogApiMock({ entities: [] }));
    expect(
      await screen.findByText('No data source is in the catalog'),
    ).toBeInTheDocument();
  });

  it('shows a failure as a failure', async () => {
    const catalog = catalogApiMock.mock();
    catalog.getEntities.mockRejectedValue(new Error('the catalog is away'));
    renderPage(catalog);
    expect(await screen.findByText('the catalog is away')).toBeInTheDocument();
    expect(
      screen.queryByText('No data source is in the catalog'),
    ).not.toBeInTheDocument();
  });
});
