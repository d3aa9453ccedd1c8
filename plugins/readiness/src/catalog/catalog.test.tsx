import { Entity } from '@backstage/catalog-model';
import { MockEntityListContextProvider } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderWithApi } from '../__testUtils__/renderWithApi';
import { overview } from '../__testUtils__/report';
import { CatalogScores } from './CatalogScores';
import { ReadinessCell } from './readinessColumn';
import { ReadinessFilter } from './ReadinessFilter';
import { ReadinessPicker } from './ReadinessPicker';

const [first] = overview().services;
const [kind, rest] = first.entityRef.split(':');
const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name: rest.split('/')[1],
    namespace: rest.split('/')[0],
    annotations: { '254carbon.com/service-id': first.serviceId },
  },
};
const judged = { 'GET /report': overview() };

describe('the column', () => {
  it('shows level and range, and asks once for all rows', async () => {
    const { fetch } = renderWithApi(
      <CatalogScores>
        <ReadinessCell entity={entity} />
        <ReadinessCell entity={entity} />
      </CatalogScores>,
      { replies: judged },
    );
    expect(
      await screen.findAllByText(/No level yet|Bronze|Silver|Gold/),
    ).toHaveLength(2);
    expect(fetch).toHaveBeenCalledTimes(1);
  });
  it('says why there is nothing to show, and shows nothing for what has no readiness', async () => {
    renderWithApi(
      <CatalogScores>
        <ReadinessCell entity={entity} />
        <ReadinessCell entity={{ ...entity, kind: 'Group' }} />
      </CatalogScores>,
      { replies: { 'GET /report': 403 } },
    );
    expect(
      await screen.findByLabelText('You may not read readiness.'),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('img')).toHaveLength(1);
  });
});

describe('the filter', () => {
  it('asks the catalog for names, and for nobody when there is none', () => {
    const filter = new ReadinessFilter(['gold'], ['trino', 'kafka']);
    expect(filter.getCatalogFilters()).toEqual({
      'metadata.name': ['trino', 'kafka'],
    });
    expect(filter.toQueryValue()).toEqual(['gold']);
    expect(new ReadinessFilter(['gold'], []).getCatalogFilters()).toEqual({
      'metadata.name': ['-'],
    });
  });
  it('takes its level from the address, and another one by hand', async () => {
    const updateFilters = jest.fn();
    renderWithApi(
      <MockEntityListContextProvider
        value={{
          updateFilters,
          queryParameters: { readiness: 'none' } as never,
        }}
      >
        <ReadinessPicker />
      </MockEntityListContextProvider>,
      { replies: judged },
    );
    const last = () => updateFilters.mock.calls.at(-1)?.[0].readiness;
    await waitFor(() => expect(last()?.toQueryValue()).toEqual(['none']));
    await userEvent.click(screen.getByRole('button', { name: /Readiness/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'All' }));
    await waitFor(() => expect(last()).toBeUndefined());
  });
});
