import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { runbookEntity, serviceEntity } from '../../testing/entities';
import { RunbooksPage } from './RunbooksPage';

const trino = runbookEntity('trino-memory', {
  title: 'Trino memory',
  services: ['component:default/trino'],
  risk: 'high',
});
const check = runbookEntity('health-check', {
  title: 'Health check',
  services: ['resource:default/minio'],
  risk: 'read-only',
});
const services = [
  serviceEntity('trino'),
  serviceEntity('minio', 'Resource'),
  serviceEntity('superset'),
];

function renderPage(catalog: ReturnType<typeof catalogApiMock>, query = '') {
  return renderInTestApp(<RunbooksPage />, {
    apis: [catalog],
    initialRouteEntries: [`/${query}`],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
}

async function shownRunbooks() {
  const table = await screen.findByRole('table');
  return within(table)
    .getAllByRole('rowheader')
    .map(cell => within(cell).getByRole('link').textContent);
}

describe('RunbooksPage', () => {
  it('lists the runbooks, their links and the services without one', async () => {
    const { container } = renderPage(
      catalogApiMock({ entities: [trino, check, ...services] }),
    );
    expect(await shownRunbooks()).toEqual(['Health check', 'Trino memory']);
    expect(screen.getByRole('link', { name: 'Trino memory' })).toHaveAttribute(
      'href',
      '/docs/default/resource/runbooks/trino-memory/',
    );
    expect(screen.getByText('2 of 3')).toBeInTheDocument();
    expect(screen.getByText('1 service without a runbook')).toBeInTheDocument();
    expect(screen.getAllByText('never verified')).toHaveLength(2);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('takes filters from the address', async () => {
    renderPage(catalogApiMock({ entities: [trino, check] }), '?risk=high');
    expect(await shownRunbooks()).toEqual(['Trino memory']);
    expect(
      screen.getByRole('heading', { name: 'Procedures (1 of 2)' }),
    ).toBeInTheDocument();
  });

  it('searches, says when nothing fits, and shows all again', async () => {
    renderPage(catalogApiMock({ entities: [trino, check] }));
    await userEvent.type(
      await screen.findByRole('searchbox', { name: 'Search' }),
      'minio',
    );
    expect(await shownRunbooks()).toEqual(['Health check']);
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search' }),
      ' trino',
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show all runbooks' }),
    );
    expect(await shownRunbooks()).toHaveLength(2);
  });

  it('sorts by a column, both ways', async () => {
    renderPage(catalogApiMock({ entities: [trino, check] }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Runbook' }),
    );
    expect(await shownRunbooks()).toEqual(['Trino memory', 'Health check']);
    expect(
      screen.getByRole('columnheader', { name: 'Runbook' }),
    ).toHaveAttribute('aria-sort', 'descending');
  });

  it('says what to do when there is none', async () => {
    renderPage(catalogApiMock({ entities: services }));
    expect(
      await screen.findByText('There is no runbook in the catalog'),
    ).toBeInTheDocument();
  });

  it('shows a failure as a failure and tries again', async () => {
    const catalog = catalogApiMock.mock();
    catalog.getEntities
      .mockRejectedValueOnce(new Error('the catalog is away'))
      .mockResolvedValue({ items: [] });
    renderPage(catalog);
    expect(await screen.findByText('the catalog is away')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('There is no runbook in the catalog'),
    ).toBeInTheDocument();
  });
});
