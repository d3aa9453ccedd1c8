import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { trino } from '../__fixtures__/services';
import { ServiceContent } from './ServiceContent';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'trino',
    namespace: 'default',
    annotations: { '254carbon.com/service-id': 'trino' },
  },
  relations: [{ type: 'dependsOn', targetRef: 'resource:default/minio' }],
};

function renderContent() {
  const body = {
    service: {
      ...trino,
      dependsOn: [
        { serviceId: 'minio', evidence: 'its profile', confidence: 'declared' },
      ],
    },
    events: [],
    blastRadius: ['superset'],
    caveats: [],
  };
  return renderInTestApp(
    <EntityProvider entity={entity}>
      <ServiceContent />
    </EntityProvider>,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [
          fetchApiRef,
          { fetch: async () => new Response(JSON.stringify(body)) },
        ],
        [
          discoveryApiRef,
          mockApis.discovery({ baseUrl: 'http://portal.test' }),
        ],
        [signalApiRef, { subscribe: () => ({ unsubscribe() {} }) }],
        catalogApiMock({ entities: [] }),
      ],
    },
  );
}

describe('ServiceContent', () => {
  it('gives each statement its source and age, and each pod its reason', async () => {
    const { container } = renderContent();
    const health = await screen.findByRole('region', {
      name: 'Health and its proof',
    });
    expect(
      within(health).getByText(
        /cluster demo: apps\/v1 Deployment data-platform\/trino-worker/,
      ),
    ).toHaveTextContent(/ago/);
    expect(health).toHaveTextContent('Seen: 1 ready. Expected: 2 ready.');
    const workloads = screen.getByRole('region', { name: 'Workloads' });
    expect(workloads).toHaveTextContent(
      'Deployment data-platform/trino-worker: 1 of 2 ready',
    );
    expect(workloads).toHaveTextContent('OOMKilled (exit code 137) in trino');
    expect((await axe(container)).violations).toEqual([]);
  });

  it('links what it needs under the kind that the catalog knows', async () => {
    renderContent();
    const link = await screen.findByRole('link', { name: /minio/ });
    expect(link).toHaveAttribute('href', '/catalog/default/resource/minio');
  });

  it('says that there are no events, and how far back that reaches', async () => {
    renderContent();
    expect(await screen.findByText(/keeps events for an hour/)).toBeVisible();
  });
});
