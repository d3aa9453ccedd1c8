import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { detailOf, drift, maintenance } from '../__fixtures__/platform';
import { trino } from '../__fixtures__/services';
import { renderPage } from '../__testUtils__/renderPage';
import { ServiceContent } from './ServiceContent';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'trino',
    namespace: 'default',
    annotations: { '254carbon.com/service-id': 'trino' },
  },
};

function renderContent(detail: Parameters<typeof detailOf>[0] = {}, at = '/') {
  return renderPage(
    <EntityProvider entity={entity}>
      <ServiceContent />
    </EntityProvider>,
    {
      '/platform/services/trino': { body: detailOf(detail) },
      '/platform/drift': { body: drift },
    },
    { at },
  );
}

describe('ServiceContent', () => {
  it('gives each statement its source and age, and each pod its reason', async () => {
    renderContent();
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
  });

  it('is accessible', async () => {
    const { container } = renderContent();
    await screen.findByText('trino/worker.yaml:12');
    expect((await axe(container)).violations).toEqual([]);
  }, 30_000);

  it('says what breaks if it goes down, by layer, the direct ones first', async () => {
    renderContent();
    const blast = await screen.findByRole('region', {
      name: 'What breaks if this goes down',
    });
    expect(blast).toHaveTextContent(
      '2 services need Trino, 1 of them directly, 1 through others.',
    );
    expect(
      within(blast)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['Portal', 'Superset']);
  });

  it('draws what needs it left and what it needs right, and every box is a link', async () => {
    renderContent();
    const picture = await screen.findByRole('region', {
      name: 'Services around Trino',
    });
    const columns = within(picture)
      .getAllByRole('list')
      .map(list => list.getAttribute('aria-label'));
    expect(columns).toEqual([
      'Need Trino through others',
      'Need Trino directly',
      'Trino',
      'Needed by Trino directly',
    ]);
    expect(
      within(picture).getByRole('link', { name: /MinIO/ }),
    ).toHaveAttribute('href', '/catalog/default/resource/minio/platform');
  });

  it('marks in the picture what is meant to be down, beside its state', async () => {
    renderContent();
    const picture = await screen.findByRole('region', {
      name: 'Services around Trino',
    });
    expect(
      within(picture).getByRole('link', { name: /Redis/ }),
    ).toHaveTextContent('Redisdown, expected down');
  });

  it('lists every edge with its source, confidence and evidence', async () => {
    renderContent();
    await userEvent.click(
      await screen.findByRole('radio', { name: 'List with evidence' }),
    );
    const table = screen.getByRole('table', {
      name: 'Dependencies and their evidence',
    });
    const row = within(table).getByRole('row', { name: /Trino MinIO/ });
    expect(row).toHaveTextContent('likely');
    expect(row).toHaveTextContent('the configuration shows it');
    expect(row).toHaveTextContent('env[S3_ENDPOINT]');
  });

  it('keeps in the address that the list is shown', async () => {
    renderContent({}, '/?dependencies=list');
    expect(
      await screen.findByRole('table', {
        name: 'Dependencies and their evidence',
      }),
    ).toBeVisible();
  });

  it('says where it is declared and what differs', async () => {
    renderContent();
    const region = await screen.findByRole('region', {
      name: 'Declared against observed',
    });
    expect(
      await within(region).findByText('trino/worker.yaml:12'),
    ).toBeVisible();
    expect(region).toHaveTextContent('spec.replicasdeclared 3, observed 2');
  });

  it('shows maintenance beside the state, which stays what it is', async () => {
    renderContent({ service: { ...trino, maintenance } });
    const health = await screen.findByRole('region', {
      name: 'Health and its proof',
    });
    expect(health).toHaveTextContent('degraded');
    expect(health).toHaveTextContent(/Under maintenance.*new memory limits/);
  });

  it('says what was last known of what cannot be seen', async () => {
    renderContent({
      service: {
        ...trino,
        lastKnown: {
          state: 'healthy',
          summary: 'all pods ready',
          seenAt: '2025-10-24T17:00:00.000Z',
          reason: 'Cluster demo cannot be read.',
        },
      },
    });
    expect(
      await screen.findByText(/It cannot be seen now: Cluster demo/),
    ).toBeVisible();
  });

  it('says that there are no events, and how far back that reaches', async () => {
    renderContent();
    expect(await screen.findByText(/keeps events for an hour/)).toBeVisible();
  });
});
