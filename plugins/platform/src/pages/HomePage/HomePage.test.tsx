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
    '/readiness/exemptions': { body: { exemptions: [], warningDays: 7 } },
    '/data-sources/approvals': { body: { approvals: [] } },
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
    const map = screen.getByRole('region', { name: 'Platform map' });
    expect(within(map).getByText('No service is known')).toBeVisible();
    for (const name of ['Mine', 'Changes in the last hour']) {
      const region = screen.getByRole('region', { name });
      expect(
        await within(region).findByText('No service is known'),
      ).toBeVisible();
    }
  });

  it('does not call it quiet when no service is known', async () => {
    renderHome({
      '/platform/services': { body: listOf([]) },
      '/platform/incidents': { body: incidentsOf([]) },
    });
    const region = await now();
    expect(
      await within(region).findByText('No service is known'),
    ).toBeVisible();
    expect(screen.queryByText(/Every service that is known/)).toBeNull();
  });

  it('shows what cannot be read at present', async () => {
    const caveat = 'Cluster demo: pods cannot be read since 17:20.';
    renderHome({
      '/platform/services': {
        body: listOf([{ ...trino, health: { ...trino.health, stale: true } }], {
          caveats: [caveat],
        }),
      },
    });
    expect(await screen.findByText(caveat)).toBeVisible();
    expect(
      screen.getByRole('link', { name: /What cannot be read/ }),
    ).toHaveAttribute('href', '/platform/clusters');
    expect(
      screen.getByRole('list', { name: 'Services by state' }),
    ).toHaveTextContent(/stale\s*all of these/);
  });

  it('says since when what it shows is in doubt', async () => {
    renderHome({
      '/platform/services': {
        body: listOf([trino], {
          caveats: ['Cluster demo answered 500.'],
          clusters: [
            {
              name: 'demo',
              title: 'Demo platform',
              phase: 'failing',
              doubtedSince: NOW,
            },
          ],
        }),
      },
    });
    expect(
      await screen.findByText(/What is shown of Demo platform is in doubt/),
    ).toHaveTextContent(/in doubt since .* ago\./);
  });

  it('says that a node is lost, since when, why, and how much is on it', async () => {
    const { container } = renderHome({
      '/platform/services': {
        body: listOf([trino], {
          clusters: [
            {
              name: 'demo',
              phase: 'reading',
              lostNodes: [
                {
                  name: 'k8s-worker',
                  since: NOW,
                  reason: 'Kubelet stopped posting node status',
                  pods: 54,
                },
              ],
            },
          ],
        }),
      },
    });
    const notice = (
      await screen.findByText('Node k8s-worker of demo is not ready')
    ).closest('[role=status]');
    expect(notice).toHaveTextContent(
      /since .* ago: Kubelet stopped posting node status\. 54 pods are placed on it/,
    );
    expect((await axe(container)).violations).toEqual([]);
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

  it('leads from a change to its service, as long as there is one', async () => {
    const change = {
      serviceId: 'trino',
      title: 'Trino',
      at: NOW,
      from: 'healthy',
      to: 'degraded',
      summary: 'not seen since 2025-10-24T17:12:00.000Z',
    };
    renderHome({
      '/platform/changes': {
        body: {
          changes: [change, { ...change, serviceId: 'gone', title: 'Gone' }],
          watchingSince: NOW,
        },
      },
    });
    const list = await screen.findByRole('region', {
      name: 'Changes, newest first',
    });
    expect(
      await within(list).findByRole('link', { name: 'Trino' }),
    ).toHaveAttribute('href', '/catalog/default/component/trino/platform');
    expect(within(list).queryByRole('link', { name: 'Gone' })).toBeNull();
    expect(list).toHaveTextContent('not seen since 2025-10-24 17:12 UTC');
  });

  it('folds away what was only seen for the first time, below what changed', async () => {
    const seen = {
      serviceId: 'vault',
      title: 'Vault',
      at: NOW,
      to: 'healthy',
      summary: '1 of 1 pod ready',
    };
    renderHome({
      '/platform/changes': { body: { changes: [seen], watchingSince: NOW } },
    });
    expect(
      await screen.findByText('1 service was seen for the first time'),
    ).toBeVisible();
    expect(screen.getByText(/No service changed its state/)).toBeVisible();
    expect(
      screen.getByText('1 of 1 pod ready', { exact: false }),
    ).not.toBeVisible();
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
