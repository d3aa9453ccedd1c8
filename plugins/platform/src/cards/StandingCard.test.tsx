import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import { renderPage } from '../__testUtils__/renderPage';
import { isStanding } from '../isStanding';
import { StandingCard } from './StandingCard';

function entityOf(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'trino', namespace: 'default', annotations },
  };
}

const STALE = {
  '254carbon.com/stale-since': '2025-10-24T17:00:00.000Z',
  '254carbon.com/stale-reason': 'Cluster demo does not answer.',
};

function renderCard(annotations: Record<string, string>) {
  return renderPage(
    <EntityProvider entity={entityOf(annotations)}>
      <StandingCard />
    </EntityProvider>,
    {},
  );
}

describe('StandingCard', () => {
  it('says since when and why it cannot be seen, and that its cluster is gone', async () => {
    const { container } = renderCard({
      ...STALE,
      '254carbon.com/orphaned': 'Cluster demo is no longer configured.',
    });
    const region = await screen.findByRole('region', { name: 'What to know' });
    expect(region).toHaveTextContent(
      /It cannot be seen, since .*Cluster demo does not answer\./,
    );
    expect(region).toHaveTextContent(/It is an orphan: Cluster demo/);
    expect((await axe(container)).violations).toEqual([]);
  });

  it('says what is declared, who answers for it and until when', async () => {
    renderCard({
      '254carbon.com/expected-down':
        'New disks; owner=group:default/storage; until=2999-01-01T00:00:00.000Z',
    });
    const region = await screen.findByRole('region', { name: 'What to know' });
    expect(region).toHaveTextContent(/Expected down.*New disks/);
    expect(region).toHaveTextContent(/storage answers for it/);
  });

  it('takes what has ended for none, although the catalog still says it', async () => {
    renderCard({
      '254carbon.com/expected-down':
        'New disks; owner=group:default/storage; until=2020-01-01T00:00:00.000Z',
    });
    expect(await screen.findByText('Nothing any more')).toBeVisible();
  });
});

describe('isStanding', () => {
  it('is what carries a mark', () => {
    expect(isStanding(entityOf(STALE))).toBe(true);
    expect(isStanding(entityOf({ '254carbon.com/cluster': 'demo' }))).toBe(
      false,
    );
  });
});
