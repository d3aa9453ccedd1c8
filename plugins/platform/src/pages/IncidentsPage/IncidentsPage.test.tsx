import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import {
  declared,
  incidentOf,
  incidentsOf,
  SINCE,
  trinoIncident,
} from '../../__fixtures__/platform';
import { listOf, trino } from '../../__fixtures__/services';
import { refused, renderPage } from '../../__testUtils__/renderPage';
import { IncidentsPage } from '.';

const closed = incidentOf('kong', {
  phase: 'closed',
  closedAt: SINCE,
  closedBecause: 'recovered',
});

function renderIncidents(
  options: Parameters<typeof renderPage>[2] = {},
  more: Parameters<typeof renderPage>[1] = {},
) {
  return renderPage(
    <IncidentsPage />,
    {
      '/platform/incidents': {
        body: incidentsOf([trinoIncident, closed], {
          unjudged: [
            {
              serviceId: 'loki',
              title: 'Loki',
              entityRef: 'component:default/loki',
              summary: 'its pods cannot be read',
              stale: true,
            },
          ],
        }),
      },
      '/platform/declarations': { body: { declarations: [declared] } },
      ...more,
    },
    options,
  );
}

describe('IncidentsPage', () => {
  it('does not say when something began that was so at the first look', async () => {
    renderIncidents(
      {},
      {
        '/platform/incidents': {
          body: incidentsOf([
            { ...trinoIncident, orEarlier: true },
            incidentOf('kiali', { summary: 'Kiali: scaled to 0 replicas' }),
          ]),
        },
      },
    );
    const unseen = (await screen.findByText(trinoIncident.summary)).closest(
      'li',
    );
    const seen = screen.getByText('Kiali: scaled to 0 replicas').closest('li');
    expect(unseen).toHaveTextContent(/began .* ago or earlier/);
    expect(seen).toHaveTextContent(/began .* ago/);
    expect(seen).not.toHaveTextContent('or earlier');
  });

  it('shows what lasts, what ended, what nobody can tell, and what is declared', async () => {
    const { container } = renderIncidents();
    expect(await screen.findByText(trinoIncident.summary)).toBeVisible();
    expect(screen.getByText(/recovered/)).toBeVisible();
    expect(screen.getByText(/its pods cannot be read/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Loki' })).toHaveAttribute(
      'href',
      '/catalog/default/component/loki/platform',
    );
    expect(
      screen.getByRole('link', { name: 'runbooks of Trino' }),
    ).toHaveAttribute('href', '/catalog/default/component/trino/runbooks');
    expect(await screen.findByText(/new memory limits/)).toBeVisible();
    expect((await axe(container)).violations).toEqual([]);
  });

  it('keeps filters in the address', async () => {
    renderIncidents({ at: '/?standing=closed' });
    expect(await screen.findByText('1 of 2 incidents shown')).toBeVisible();
    expect(screen.queryByText(trinoIncident.summary)).toBeNull();
  });

  it('acknowledges with a note, and reads again', async () => {
    const { asked } = renderIncidents(
      {},
      {
        [`POST /platform/incidents/${trinoIncident.id}/acknowledge`]: {
          body: trinoIncident,
        },
      },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Acknowledge Trino' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Acknowledge: Trino is degraded');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Note/ }),
      'adding memory',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Acknowledge' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked.find(({ method }) => method === 'POST')).toMatchObject({
      body: { note: 'adding memory' },
    });
    expect(
      await screen.findByText('Trino is acknowledged.'),
    ).toBeInTheDocument();
  });

  it('declares a maintenance window with reason, owner and end', async () => {
    const { asked } = renderIncidents(
      {},
      { 'POST /platform/declarations': { body: declared } },
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Maintenance or expected down: Trino',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    const button = within(dialog).getByRole('button', { name: 'Declare' });
    expect(button).toBeDisabled();
    expect(dialog).toHaveTextContent('Write the reason.');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Reason' }),
      'new memory limits',
    );
    await userEvent.click(button);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked.find(({ method }) => method === 'POST')).toMatchObject({
      path: '/platform/declarations',
      body: {
        kind: 'maintenance',
        serviceId: 'trino',
        reason: 'new memory limits',
        owner: 'group:default/data-engineering',
      },
    });
  });

  it('takes a declaration back', async () => {
    const { asked } = renderIncidents(
      {},
      { [`DELETE /platform/declarations/${declared.id}`]: { body: declared } },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Take back: Trino' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Take back' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked.some(({ method }) => method === 'DELETE')).toBe(true);
  });

  it.each([
    [
      'no service is known',
      { services: [], caveats: [] },
      'No service is known',
    ],
    [
      'not everything can be read',
      { services: [trino], caveats: ['Cluster demo cannot be reached.'] },
      'No incident is known, and not everything can be read',
    ],
    [
      'all is known',
      { services: [trino], caveats: [] },
      'No incident now, and none in the last seven days',
    ],
  ])('says of no incident what it means when %s', async (_, known, title) => {
    const { services, caveats } = known;
    renderIncidents(
      {},
      {
        '/platform/incidents': { body: incidentsOf([], { caveats }) },
        '/platform/services': { body: listOf(services, { caveats }) },
      },
    );
    expect(await screen.findByText(title)).toBeVisible();
  });

  it('tells a refused reader which permission is missing', async () => {
    renderIncidents(
      {},
      { '/platform/incidents': refused, '/platform/declarations': refused },
    );
    const [alert] = await screen.findAllByRole('alert');
    expect(alert).toHaveTextContent('platform.service.read');
  });
});
