/**
 * What a reader sees who may read and not act. In a file of its own, since answers about permissions are kept as
 * long as the page is loaded.
 */
import { screen } from '@testing-library/react';
import {
  clusters,
  declared,
  incidentsOf,
  trinoIncident,
} from '../__fixtures__/platform';
import { renderPage } from '../__testUtils__/renderPage';
import { ReadersPages } from './ClustersPage';
import { IncidentsPage } from './IncidentsPage';

const replies = {
  '/platform/incidents': { body: incidentsOf([trinoIncident]) },
  '/platform/declarations': { body: { declarations: [declared] } },
  '/platform/clusters': { body: clusters },
};

describe('who may not act', () => {
  it('is offered nothing about incidents and declarations', async () => {
    renderPage(<IncidentsPage />, replies, { allowed: false });
    await screen.findByText(/new memory limits/);
    await screen.findByText(trinoIncident.summary);
    expect(
      screen.queryByRole('button', {
        name: /Acknowledge|Take back|Maintenance/,
      }),
    ).toBeNull();
  });

  it('is told that an operator may confirm that something is gone', async () => {
    renderPage(<ReadersPages />, replies, { allowed: false });
    expect(await screen.findAllByText(/An operator may confirm/)).toHaveLength(
      2,
    );
    expect(screen.queryByRole('button', { name: /gone/ })).toBeNull();
  });
});
