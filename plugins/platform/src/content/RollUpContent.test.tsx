import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { RollUpCard } from '../cards/RollUpCard';
import { listOf, serviceOf, trino } from '../__fixtures__/services';
import { failing, renderPage, Reply } from '../__testUtils__/renderPage';
import { RollUpContent } from './RollUpContent';

const system: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'data', namespace: 'default' },
};
const services = [
  serviceOf('grafana', { system: 'observability' }),
  serviceOf('superset'),
  trino,
];

function renderRollUp(
  options: { at?: string; entity?: Entity; reply?: Reply; card?: boolean } = {},
) {
  return renderPage(
    <EntityProvider entity={options.entity ?? system}>
      {options.card ? <RollUpCard /> : <RollUpContent />}
    </EntityProvider>,
    {
      '/platform/services': ({ query }) =>
        options.reply ?? { body: listOf(services, {}, query) },
    },
    { at: options.at },
  );
}

async function rows() {
  const table = await screen.findByRole('table');
  return within(table)
    .getAllByRole('rowheader')
    .map(cell => cell.textContent);
}

describe('RollUpContent', () => {
  it('shows the members, the worst first, as a table and as a map', async () => {
    const { container } = renderRollUp();
    expect(await rows()).toEqual(['Trino', 'superset']);
    const map = screen.getByRole('region', { name: 'Map' });
    expect(within(map).getAllByRole('link')).toHaveLength(2);
    expect((await axe(container)).violations).toEqual([]);
  });

  it('keeps filters in the address', async () => {
    renderRollUp({ at: '/?state=degraded' });
    expect(await rows()).toEqual(['Trino']);
  });

  it('says when there is none', async () => {
    renderRollUp({
      entity: { ...system, metadata: { name: 'edge', namespace: 'default' } },
    });
    expect(await screen.findByText('No service is part of it')).toBeVisible();
  });

  it('shows a failure as a failure', async () => {
    renderRollUp({ reply: failing });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the inventory is not ready',
    );
  });

  it('has a card with the counts and the worst', async () => {
    const { container } = renderRollUp({ card: true });
    expect(await screen.findByText(/1 of 2 pods ready/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'All 2, the worst first' }),
    ).toHaveAttribute('href', '/catalog/default/system/data/platform');
    expect((await axe(container)).violations).toEqual([]);
  });
});
