import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { clusters, drift, SINCE } from '../../__fixtures__/platform';
import { NOW } from '../../__fixtures__/services';
import { refused, renderPage } from '../../__testUtils__/renderPage';
import { ReadersPages } from '.';

const manifests = {
  sources: [
    {
      name: 'platform',
      type: 'folder',
      location: 'manifests',
      ok: true,
      observedAt: NOW,
      counts: { files: 12, objects: 40, problems: 1, notRendered: 1 },
    },
  ],
  problems: [
    {
      kind: 'tab',
      source: 'platform',
      path: 'trino/worker.yaml',
      line: 7,
      message: 'The line is indented with a tab.',
      cure: 'Indent it with spaces.',
    },
  ],
  notRendered: [
    {
      kind: 'chart',
      source: 'platform',
      path: 'charts/kafka',
      reason: 'helm is not installed here.',
    },
  ],
  caveats: [],
  generatedAt: NOW,
};

const telemetry = {
  systems: [
    {
      id: 'prometheus',
      type: 'prometheus',
      cluster: 'demo',
      address: 'prometheus.monitoring:9090',
      parts: [
        {
          name: 'targets',
          ok: false,
          source: {
            kind: 'api',
            name: 'prometheus',
            detail: 'GET /api/v1/targets',
          },
          reason: 'It answers 503.',
          since: SINCE,
        },
      ],
    },
  ],
  caveats: [],
  generatedAt: NOW,
};

const replies = {
  '/platform/clusters': { body: clusters },
  '/platform/manifests': { body: manifests },
  '/platform/drift': { body: drift },
  '/platform/telemetry': { body: telemetry },
};

describe('the pages about readers', () => {
  it.each([
    ['/', /which is more than 20 %/],
    ['/manifests', 'trino/worker.yaml:7'],
    ['/drift', /1 differs, 1 is not in the cluster, 3 are as declared/],
    ['/systems', /It answers 503/],
  ])('%s is shown and accessible', async (at, said) => {
    const { container } = renderPage(<ReadersPages />, replies, { at });
    expect(await screen.findByText(said)).toBeVisible();
    expect((await axe(container)).violations).toEqual([]);
  });

  it('does not call a cluster healthy that has lost a node', async () => {
    const lostNodes = [
      { name: 'k8s-worker', reason: 'Kubelet stopped posting', pods: 1 },
    ];
    const [cluster] = clusters.clusters;
    renderPage(<ReadersPages />, {
      ...replies,
      '/platform/clusters': {
        body: {
          ...clusters,
          clusters: [{ ...cluster, phase: 'reading', lostNodes }],
        },
      },
    });
    const region = await screen.findByRole('region', { name: 'Demo platform' });
    expect(region).toHaveTextContent(/Not every node is ready/);
    expect(region).toHaveTextContent(/Node k8s-worker of Demo platform/);
    expect(region).not.toHaveTextContent('healthy');
  });

  it('puts what cannot be read first, with since when and why', async () => {
    renderPage(<ReadersPages />, replies);
    const table = await screen.findByRole('table', {
      name: 'Kinds, what fails first',
    });
    const [, first] = within(table).getAllByRole('row');
    expect(first).toHaveTextContent(/^podsv1/);
    expect(first).toHaveTextContent(/cannot be read since .*403/);
  });

  it('keeps in the address which verdicts of the comparison are shown', async () => {
    renderPage(<ReadersPages />, replies, {
      at: '/drift?verdict=only-declared',
    });
    expect(await screen.findByText('1 of 2 objects shown')).toBeVisible();
    expect(screen.getByText('trino/budget.yaml:1')).toBeVisible();
    expect(screen.queryByText('trino/worker.yaml:12')).toBeNull();
  });

  it('confirms with a note that what is held back is gone', async () => {
    const { asked } = renderPage(<ReadersPages />, {
      ...replies,
      'POST /platform/clusters/demo/release': {
        body: clusters.clusters[0].confirmations[0],
      },
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: /gone: 14 apps\/v1\/deployments of cluster demo/,
      }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'How do you know?' }),
      'the namespace was removed{Tab}',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'They are gone' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
      kind: 'apps/v1/deployments',
      note: 'the namespace was removed',
    });
  });

  it('lets a cluster that is no longer configured go as a whole', async () => {
    const { asked } = renderPage(<ReadersPages />, {
      ...replies,
      'POST /platform/clusters/old/release': {
        body: clusters.clusters[0].confirmations[0],
      },
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: /gone: 7 entities of cluster old/,
      }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByRole('textbox'), 'sold{Tab}');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'They are gone' }),
    );
    await waitFor(() =>
      expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
        note: 'sold',
      }),
    );
  });

  it('says when there is no such page, with the pages that there are', async () => {
    renderPage(<ReadersPages />, replies, { at: '/nonsense' });
    expect(await screen.findByText('There is no such page')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Manifests' })).toBeVisible();
  });

  it('names the permission that a refused reader lacks', async () => {
    renderPage(<ReadersPages />, { '/platform/clusters': refused });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'platform.cluster.read',
    );
  });

  it('do not call a cluster down that merely cannot be read, nor read what is not confirmed', async () => {
    const reason = 'Cluster demo did not answer within 5 s.';
    const kinds = [
      { resource: 'api-server', ok: false, count: 0, reason, since: SINCE },
      { resource: 'v1/services', ok: true, count: 60, observedAt: SINCE },
    ];
    const [cluster] = clusters.clusters;
    renderPage(<ReadersPages />, {
      ...replies,
      '/platform/clusters': {
        body: {
          ...clusters,
          clusters: [{ ...cluster, phase: 'failing', kinds }],
        },
      },
    });
    expect(await screen.findByText(/how it is cannot be told/)).toBeVisible();
    expect(screen.queryByText('down')).not.toBeInTheDocument();
    expect(screen.getByText('unknown')).toBeVisible();
    expect(screen.getAllByText(new RegExp(reason))).not.toHaveLength(0);
    expect(screen.getByText('412 of 1 kinds')).toBeVisible();
    const services = screen.getByRole('row', { name: /services/ });
    expect(services).toHaveTextContent('read before, not confirmed since');
    expect(
      screen.getByRole('row', { name: /Whether the API server answers/ }),
    ).toHaveTextContent('cannot be read since');
  });
});
