import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { JsonObject } from '@backstage/types';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { act, screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { listOf, NOW, serviceOf, trino } from '../../__fixtures__/services';
import { HomePage } from '.';

type Reply = { status?: number; body: unknown };

function renderHome(replies: Record<string, Reply | (() => Reply)>) {
  let notify = () => {};
  const fetch = async (url: RequestInfo | URL) => {
    const path = new URL(String(url)).pathname.replace('/api', '');
    const reply = replies[path] ?? {
      status: 404,
      body: { error: { name: 'NotFoundError', message: path } },
    };
    const { status = 200, body } =
      typeof reply === 'function' ? reply() : reply;
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    });
  };
  const signals: SignalApi = {
    subscribe<M extends JsonObject>(
      _: string,
      onMessage: (message: M) => void,
    ) {
      notify = () => onMessage({ serviceIds: ['trino'] } as JsonObject as M);
      return { unsubscribe() {} };
    },
  };
  const rendered = renderInTestApp(<HomePage />, {
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [fetchApiRef, { fetch }],
      [discoveryApiRef, mockApis.discovery({ baseUrl: 'http://portal.test' })],
      [signalApiRef, signals],
      catalogApiMock({ entities: [] }),
    ],
  });
  return { ...rendered, signal: () => act(() => notify()) };
}

const quiet = {
  '/platform/changes': { body: { changes: [], watchingSince: NOW } },
  '/readiness/report': {
    body: { state: 'pending', reason: 'The first run is due in a minute.' },
  },
};
const now = () => screen.findByRole('region', { name: 'Now' });

describe('HomePage', () => {
  it('puts what is down first, with the reason, the owner and the way to it', async () => {
    const down = serviceOf('doris', {
      health: {
        state: 'down',
        stale: false,
        summary: 'Doris: 0 of 1 pod ready',
        evidence: [],
      },
    });
    const { container } = renderHome({
      ...quiet,
      '/platform/services': {
        body: listOf([serviceOf('grafana'), trino, down]),
      },
    });
    const region = await now();
    await within(region).findByText(/Doris/);
    const items = within(region).getAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual([
      expect.stringContaining('Doris: 0 of 1 pod ready'),
      expect.stringContaining(
        'Trino worker: 1 of 2 pods ready for 14 min, out of memory',
      ),
    ]);
    expect(
      within(items[1])
        .getByText(/Trino worker/)
        .closest('a'),
    ).toHaveAttribute('href', '/catalog/default/component/trino/platform');
    expect((await axe(container)).violations).toEqual([]);
  });

  it('shows a failure to read as a failure, and the rest of the page goes on', async () => {
    renderHome({
      ...quiet,
      '/platform/services': {
        status: 503,
        body: {
          error: {
            name: 'ServiceUnavailableError',
            message: 'the inventory is not ready',
          },
        },
      },
    });
    expect(
      within(await now()).queryByText(/Nothing is known to be down/),
    ).toBeNull();
    expect(await within(await now()).findByRole('alert')).toHaveTextContent(
      'the inventory is not ready',
    );
    expect(await screen.findByText('Not judged yet')).toBeVisible();
  });

  it('names the permission when the reader may not see services', async () => {
    renderHome({
      ...quiet,
      '/platform/services': {
        status: 403,
        body: { error: { name: 'NotAllowedError', message: 'no' } },
      },
    });
    expect(await within(await now()).findByRole('alert')).toHaveTextContent(
      'platform.service.read',
    );
  });

  it('says that no cluster is configured instead of looking calm', async () => {
    renderHome({
      ...quiet,
      '/platform/services': { body: listOf([], { clusters: [] }) },
    });
    expect(await screen.findByText('No cluster is configured')).toBeVisible();
  });

  it('shows what cannot be read at present', async () => {
    const caveat = 'Cluster demo: pods cannot be read since 17:20.';
    renderHome({
      ...quiet,
      '/platform/services': { body: listOf([trino], { caveats: [caveat] }) },
    });
    expect(await screen.findByText(caveat)).toBeVisible();
  });

  it('asks again when the backend signals a change', async () => {
    let services = [trino];
    const { signal } = renderHome({
      ...quiet,
      '/platform/services': () => ({ body: listOf(services) }),
    });
    await within(await now()).findByText(/Trino worker/);
    services = [serviceOf('trino')];
    signal();
    expect(
      await screen.findByText('Nothing is known to be down or degraded'),
    ).toBeVisible();
  });
});
