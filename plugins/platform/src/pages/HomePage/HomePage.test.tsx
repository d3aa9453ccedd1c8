import { screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import {
  incidentOf,
  incidentsOf,
  maintenance,
  trinoIncident,
} from '../../__fixtures__/platform';
import { listOf, NOW, serviceOf, trino } from '../../__fixtures__/services';
import {
  failing,
  refused,
  renderPage,
  Reply,
} from '../../__testUtils__/renderPage';
import { HomePage } from '.';

function renderHome(replies: Parameters<typeof renderPage>[1]) {
  return renderPage(<HomePage />, {
    '/platform/changes': { body: { changes: [], watchingSince: NOW } },
    '/platform/services': { body: listOf([serviceOf('grafana'), trino]) },
    '/platform/incidents': { body: incidentsOf([trinoIncident]) },
    '/readiness/report': {
      body: { state: 'pending', reason: 'The first run is due in a minute.' },
    },
    ...replies,
  });
}

const now = () => screen.findByRole('region', { name: 'Now' });

describe('HomePage', () => {
  it('says what is wrong with the reason, the owner, what needs it, and the way to it', async () => {
    const { container } = renderHome({
      '/platform/incidents': {
        body: incidentsOf([incidentOf('doris'), trinoIncident]),
      },
    });
    const region = await now();
    await within(region).findByText(/doris: 0 of 1/);
    const [, second] = within(region).getAllByRole('listitem');
    expect(
      within(second)
        .getByText(/Trino worker/)
        .closest('a'),
    ).toHaveAttribute('href', '/catalog/default/component/trino/platform');
    expect(second).toHaveTextContent('2 services need it');
    expect((await axe(container)).violations).toEqual([]);
  });

  it('folds away what is meant to be down, and says that it is', async () => {
    renderHome({
      '/platform/incidents': {
        body: incidentsOf([incidentOf('kiali', { expectedDown: maintenance })]),
      },
    });
    const region = await now();
    expect(
      await within(region).findByText('1 service is meant to be down'),
    ).toBeVisible();
    expect(
      within(region).getByText('Nothing is known to be down or degraded'),
    ).toBeVisible();
  });

  it('shows a failure to read as a failure, and the rest of the page goes on', async () => {
    renderHome({ '/platform/incidents': failing });
    expect(
      within(await now()).queryByText(/Nothing is known to be down/),
    ).toBeNull();
    expect(await within(await now()).findByRole('alert')).toHaveTextContent(
      'the inventory is not ready',
    );
    expect(await screen.findByText('Not judged yet')).toBeVisible();
  });

  it('names the permission when the reader may not see services', async () => {
    renderHome({ '/platform/incidents': refused });
    expect(await within(await now()).findByRole('alert')).toHaveTextContent(
      'platform.service.read',
    );
  });

  it('says that no cluster is configured instead of looking calm', async () => {
    renderHome({
      '/platform/services': { body: listOf([], { clusters: [] }) },
    });
    expect(await screen.findByText('No cluster is configured')).toBeVisible();
  });

  it('shows what cannot be read at present', async () => {
    const caveat = 'Cluster demo: pods cannot be read since 17:20.';
    renderHome({
      '/platform/services': { body: listOf([trino], { caveats: [caveat] }) },
    });
    expect(await screen.findByText(caveat)).toBeVisible();
  });

  it('tells screen readers what changed since the page was opened, and nothing older', async () => {
    const change = {
      serviceId: 'kong',
      title: 'Kong',
      at: NOW,
      from: 'healthy',
      to: 'degraded',
      summary: 'one pod is gone',
    };
    let changes = [change];
    const { signal } = renderHome({
      '/platform/changes': () => ({ body: { changes, watchingSince: NOW } }),
    });
    await screen.findByText('one pod is gone', { exact: false });
    expect(screen.queryByText('Kong is now degraded.')).toBeNull();
    changes = [
      { ...change, at: '2025-10-24T17:30:00.000Z', to: 'down' },
      change,
    ];
    signal();
    expect(await screen.findByText('Kong is now down.')).toBeInTheDocument();
  });

  it('asks again when the backend signals a change', async () => {
    let reply: Reply = { body: incidentsOf([trinoIncident]) };
    const { signal } = renderHome({ '/platform/incidents': () => reply });
    await within(await now()).findByText(/Trino worker/);
    reply = { body: incidentsOf([]) };
    signal();
    expect(
      await screen.findByText('Nothing is known to be down or degraded'),
    ).toBeVisible();
  });
});
