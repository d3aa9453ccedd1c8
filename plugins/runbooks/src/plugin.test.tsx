import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import runbooksPlugin from './index';
import { runbookEntity, serviceEntity } from './testing/entities';

const runbook = runbookEntity('trino-memory', {
  title: 'Trino memory',
  services: ['component:default/trino'],
});

function renderEntityPage(
  entity = serviceEntity('trino'),
  entities = [runbook],
) {
  return renderTestApp({
    extensions: [
      createTestEntityPage({ entity }),
      runbooksPlugin.getExtension('entity-card:runbooks/service'),
    ],
    apis: [catalogApiMock({ entities })],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
}

describe('the runbooks plugin', () => {
  it('shows the runbooks of a live service on its page', async () => {
    renderEntityPage();
    expect(
      await screen.findByRole('link', { name: 'Trino memory' }),
    ).toHaveAttribute('href', '/docs/default/resource/runbooks/trino-memory/');
  });

  it('says when a service has none', async () => {
    renderEntityPage(serviceEntity('superset'));
    expect(
      await screen.findByText('This service has no runbook'),
    ).toBeInTheDocument();
    expect(screen.getByText('component:default/superset')).toBeInTheDocument();
  });

  it('offers the library as a page', () => {
    expect(runbooksPlugin.getExtension('page:runbooks')).toBeDefined();
    expect(
      runbooksPlugin.getExtension('entity-content:runbooks/service'),
    ).toBeDefined();
  });
});
